"""Prose as sentences, in the words of its writer: linear, and wary of full stops that end nothing."""

import re

_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)")
_SHORT = frozenset(
    """mr mrs ms dr prof sr jr st mt vs etc eg ie approx dept est fig inc co corp ltd llc no nos jan feb mar apr jun jul
    aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ave blvd rd gov sen rep gen e.g i.e u.s u.k d.c
    l.a n.y a.m p.m ph.d""".split()
)
# After these a sentence may end all the same: "by Halden Inc. They said", "at 9 a.m. We went".
_MAY_END = frozenset("inc co corp ltd llc etc jr sr u.s u.k d.c l.a n.y a.m p.m".split())
_STARTERS = frozenset(
    """the they we it he she i you this that these those there their our my his her its but and so or if when while
    after before since now then what who why how where which does did is are was were has have had can could will would
    should not no yes as at in on for from with also still even every each all any some most nobody somebody""".split()
)
_LONGEST_LINE = 60  # a line shorter than this was ended by hand


def sentences_of(text: str) -> list[str]:
    """Each on one line, in order; none is empty."""
    found = []
    for part in _parts(text):
        found += _split(part)
    return found


def _parts(text: str) -> list[str]:
    """Long lines that were broken by hand put together; a short line is a part of its own."""
    parts: list[list[str]] = []
    goes_on = False
    for line in text.split("\n"):
        line = " ".join(line.split())
        if line and goes_on:
            parts[-1].append(line)
        elif line:
            parts.append([line])
        goes_on = len(line) > _LONGEST_LINE and line[-1] not in ".!?…:"
    return [" ".join(part) for part in parts]


def _split(part: str) -> list[str]:
    found, last = [], 0
    for stop in _STOP.finditer(part):
        if _ends(part, last, stop.start(), stop.end()):
            found.append(part[last : stop.end()].strip())
            last = stop.end()
    rest = part[last:].strip()
    return [*found, rest] if rest else found


def _ends(part: str, begin: int, stop: int, after: int) -> bool:
    following = part[after : after + 40].split(maxsplit=1)
    first = following[0].lstrip("\"'“‘([*") if following else ""
    if first[:1].islower():
        return False
    if part[stop] != ".":
        return True
    before = part[max(begin, stop - 24) : stop].rpartition(" ")[2].lstrip("\"'“‘([").lower()
    if len(before) == 1 and before.isalpha() and before != "i":  # the initial of a name
        return False
    if before in _SHORT:
        return before in _MAY_END and first.lower().rstrip(",.!?") in _STARTERS
    return True
