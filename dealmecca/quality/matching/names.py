"""How much two given names, two family names, two mailboxes or two names of firms are alike, as levels."""

from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.fuzz import token_sort_ratio

from dealmecca.lib.nicknames import NICKNAMES, are_nicknames, full_forms, is_given_name
from dealmecca.quality.matching.trade_words import TRADE_WORDS

# Given names
(
    SAME,
    SAME_WITH_MIDDLE,
    MIDDLE_DIFFERS,
    SHORT_FORM,
    INITIAL,
    ALIKE,
    OTHER_GIVEN,
    DIFFERENT,
    LIKE_ANOTHER,
    GIVEN_RATHER,
) = range(1, 11)
# Family names: SAME, then
PART, FAMILY_ALIKE, FAMILY_INITIAL, FAMILY_DIFFERENT, FAMILY_RATHER = range(2, 7)


def one_slip(a: str, b: str) -> bool:
    """A letter or, in longer words, two of them wrong, doubled, left out or swapped."""
    longest = max(len(a), len(b))
    if longest < 4 or abs(len(a) - len(b)) > 2:
        return False
    allowed = 1 if longest < 7 else 2
    return OSA.distance(a, b, score_cutoff=allowed) <= allowed


def two_slips(a: str, b: str) -> bool:
    """Two letters wrong of four to six, three of more; one of three."""
    longest = max(len(a), len(b))
    allowed = 3 if longest > 7 else 2 if longest > 3 else 1
    return longest > 2 and a[0] == b[0] and OSA.distance(a, b, score_cutoff=allowed) <= allowed


def _forms(name: str) -> set[str]:
    """The full names that this may be short for, and their other short forms."""
    return {form for full in full_forms(name) for form in (full, *NICKNAMES.get(full, ()))} - {name}


def compare_given(a: str, b: str) -> int:
    """Both are words with spaces between: "john a"."""
    mine, yours = a.split(), b.split()
    first, other = mine[0], yours[0]
    if first == other:
        return _with_middle(mine[1:], yours[1:])
    if len(first) == 1 or len(other) == 1:
        if first[0] == other[0]:
            return INITIAL
        return OTHER_GIVEN if _shared_given(mine, yours) else DIFFERENT
    if are_nicknames(first, other) or (len(mine) > 1 and len(yours) > 1 and "".join(mine) == "".join(yours)):
        return SHORT_FORM
    if is_given_name(first) and is_given_name(other):
        return LIKE_ANOTHER if one_slip(first, other) else OTHER_GIVEN if _shared_given(mine, yours) else DIFFERENT
    if one_slip(first, other) or (first[0] == other[0] and JaroWinkler.similarity(first, other) >= 0.92):
        return ALIKE
    if _is_cut(first, other):
        return SHORT_FORM
    if _shared_given(mine, yours):
        return OTHER_GIVEN
    if any(one_slip(first, name) for name in _forms(other)) or any(one_slip(other, name) for name in _forms(first)):
        return ALIKE
    return GIVEN_RATHER if two_slips(first, other) else DIFFERENT


def _with_middle(mine: list[str], yours: list[str]) -> int:
    if mine == yours:
        return SAME
    if not mine or not yours:
        return SAME_WITH_MIDDLE
    one, other = mine[0], yours[0]
    if one[0] == other[0] and (len(one) == 1 or len(other) == 1 or one == other or one_slip(one, other)):
        return SAME_WITH_MIDDLE
    return MIDDLE_DIFFERS


def _shared_given(mine: list[str], yours: list[str]) -> bool:
    """ "R. Scott" and Scott, "Robert (Bob)" and Bob."""
    return any(
        len(name) > 2 and (name == other or are_nicknames(name, other) or one_slip(name, other))
        for name in mine
        for other in yours
    )


def _is_cut(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return len(short) >= 3 and long.startswith(short)


@lru_cache(maxsize=200_000)
def compare_family(a: str, b: str) -> int:
    if a == b or a.replace(" ", "") == b.replace(" ", ""):
        return SAME
    mine, yours = a.split(), b.split()
    if len(a.replace(" ", "")) == 1 or len(b.replace(" ", "")) == 1:
        return FAMILY_INITIAL if a[0] == b[0] else FAMILY_DIFFERENT
    if (len(mine) > 1 or len(yours) > 1) and any(
        len(word) > 2 and (word == other or (len(word) > 4 and one_slip(word, other)))
        for word in mine
        for other in yours
    ):
        return PART
    if one_slip(a, b) or JaroWinkler.similarity(a, b) >= 0.93:
        return FAMILY_ALIKE
    short, long = sorted((a, b), key=len)
    if len(short) >= 4 and long.startswith(short):
        return FAMILY_ALIKE
    if "'" not in a and transliterated(a) == transliterated(b):
        return FAMILY_ALIKE
    return FAMILY_RATHER if two_slips(a, b) else FAMILY_DIFFERENT


def transliterated(name: str) -> str:
    """One way of writing sounds that are written in several: Mueller and Muller, Schmid and Schmidt."""
    for old, new in (
        ("sch", "sh"), ("ph", "f"), ("ck", "k"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("ou", "u"), ("ks", "x"),
        ("dt", "t"), ("th", "t"), ("ee", "i"), ("ea", "i"), ("ie", "i"), ("ei", "i"), ("y", "i"), ("z", "s"),
        ("c", "k"), ("v", "w"), ("j", "i"),
    ):  # fmt: skip
        name = name.replace(old, new)
    return "".join(letter for place, letter in enumerate(name) if place == 0 or letter != name[place - 1])


def firms_alike(a: str, b: str) -> bool:
    """Whether two names of firms, as plain words, may well be one: a slip, fewer words, or the initials."""
    if a == b:
        return True
    mine, yours = a.split(), b.split()
    if not mine or not yours:
        return False
    short, long = (mine, yours) if len(mine) <= len(yours) else (yours, mine)
    if "".join(mine) == "".join(yours) or (set(short) <= set(long) and not set(short) <= TRADE_WORDS):
        return len("".join(short)) > 2
    joined = "".join(short)
    if len(long) > 1 and 2 <= len(joined) <= 5 and "".join(word[0] for word in long).startswith(joined):
        return True
    if len(long) > 1 and "".join(long).startswith(joined) and len(joined) >= 5:
        return True
    return token_sort_ratio(a, b) >= 88 and short[0][0] == long[0][0]
