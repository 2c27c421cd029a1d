"""A question in the trade's words, cut into pieces: what may name a duty or a company, what is only grammar."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from dealmecca.lib.company_names import company_key
from dealmecca.lib.text_keys import phrase_key

LONGEST = 300
MOST_WORDS = 16
LONGEST_NAME = 6  # words that one name or duty may have

# Grammar: says nothing about what is asked.
GRAMMAR = frozenset(
    """a an the who whom whos whose what which is are was were be been does do did has have had i we me my our us you
    there here to of and or by it its this that they them their he she his her please find show tell know get need
    want looking look after can could should would will now today currently current still right ever any anyone anybody
    someone somebody person people guy lady contact contacts name names team responsible charge handles handle handling
    handled manages manage managing runs run running owns own does works work working deals deal looks covers cover
    covering leads owner account accounts client brand business side desk so new used ask call email reach talk speak
    about with ads ad advertising media spend budget inventory campaigns campaign""".split()
)
# Verbs that name a role when nothing else does.
VERBS = {
    "plans": "planning", "plan": "planning", "planned": "planning", "buys": "buying", "buy": "buying",
    "bought": "buying", "purchases": "buying", "books": "buying", "approves": "decision maker",
    "decides": "decision maker", "measures": "analytics", "traffics": "ad operations",
}  # fmt: skip
FOR = frozenset({"for", "on", "of"})  # what follows is the account
AT = frozenset({"at", "from", "inside", "within"})  # what follows is where somebody works
IN = frozenset({"in", "near"})
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_ISO_DAY = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CHUNK = re.compile(r"[^\s,;/?!()\"“”]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """One word as typed, and its key."""

    text: str
    key: str


def pieces_of(text: str) -> list[Piece]:
    """The words of the question, possessives taken off, at most MOST_WORDS."""
    text = re.sub(r"[’']s\b", "", text[:LONGEST].replace("\0", " ").replace("@", " at ")).rstrip(".")
    pieces = [Piece(chunk, phrase_key(chunk)) for chunk in _CHUNK.findall(text)]
    return [piece for piece in pieces if piece.key or piece.text in ("&", "+")][:MOST_WORDS]


def take_day(pieces: list[Piece], today: date) -> tuple[date | None, list[Piece]]:
    """The day that the question is about, and the pieces that do not name it: "in March 2024" is its last day."""
    for at, piece in enumerate(pieces):
        iso = _ISO_DAY.fullmatch(piece.text)
        if iso:
            try:
                return date(*(int(part) for part in iso.groups())), _without(pieces, at, at + 1)
            except ValueError:
                continue
        if piece.key == "last" and at + 1 < len(pieces) and pieces[at + 1].key == "year":
            return date(today.year - 1, 12, 31), _without(pieces, at, at + 2)
        if _YEAR.fullmatch(piece.key):
            year, start = int(piece.key), at
            month = _MONTHS.get(pieces[at - 1].key, 0) if at else 0
            if month:
                start -= 1
            last = date(year, month or 12, calendar.monthrange(year, month or 12)[1])
            return min(last, max(today, date(year, month or 1, 1))), _without(pieces, start, at + 1)
    return None, pieces


def _without(pieces: list[Piece], start: int, end: int) -> list[Piece]:
    while start and pieces[start - 1].key in ("in", "during", "as", "of", "back", "since", "until", "on"):
        start -= 1
    return pieces[:start] + pieces[end:]


def spans_of(pieces: list[Piece]) -> list[tuple[int, int]]:
    """Every run of up to LONGEST_NAME neighbouring words as (start, end), the longest first."""
    found = [
        (start, end)
        for start in range(len(pieces))
        for end in range(start + 1, min(len(pieces), start + LONGEST_NAME) + 1)
    ]
    return sorted(found, key=lambda span: (span[0] - span[1], span[0]))


def duty_key(pieces: list[Piece]) -> str:
    return " ".join(piece.key for piece in pieces if piece.key)


def name_key(pieces: list[Piece]) -> str:
    return company_key(" ".join(piece.text for piece in pieces))
