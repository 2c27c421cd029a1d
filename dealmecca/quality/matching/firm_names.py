"""How two names of companies compare: the words that tell, those of the trade, and those that set a house apart."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from dealmecca.quality.matching.names import one_slip
from dealmecca.quality.matching.trade_words import APART, TRADE_WORDS

LONG_TRADE_WORDS = sorted(word for word in TRADE_WORDS | APART if len(word) > 4)
SAME, SHORTER, SLIP, INITIALS, ONE_MORE, OTHER_TRADE, SET_APART, OTHER_WORD, DIFFERENT = range(1, 10)


def compare_firm_names(a: str, b: str) -> int:
    """Both are plain words without legal form, as `firm_words` gives them."""
    if a == b:
        return SAME
    a, b = _corrected(a), _corrected(b)
    mine, yours = a.split(), b.split()
    if (APART & set(mine)) != (APART & set(yours)):
        return SET_APART
    if "".join(sorted(mine)) == "".join(sorted(yours)) or "".join(mine) == "".join(yours):
        return SAME
    mine, yours = _without_pairs(mine, yours)
    if not mine and not yours:
        return SLIP
    if not mine or not yours:
        extra = mine or yours
        return SHORTER if set(extra) <= TRADE_WORDS else ONE_MORE
    if _run_together(a, b):
        return SLIP
    if _are_initials(a.split(), b.split()):
        return INITIALS
    if set(mine) <= TRADE_WORDS and set(yours) <= TRADE_WORDS:
        return OTHER_TRADE
    shared = len(a.split()) - len(mine)
    telling = [word for word in a.split() if word in b.split() and word not in TRADE_WORDS]
    return OTHER_WORD if shared and telling else DIFFERENT


@lru_cache(maxsize=50_000)
def _corrected(name: str) -> str:
    """Slips in words of the trade mended: "Halden Creaative"."""
    return " ".join(_trade_word(word) for word in name.split())


@lru_cache(maxsize=50_000)
def _trade_word(word: str) -> str:
    if word in TRADE_WORDS or word in APART or len(word) < 5:
        return word
    return next((known for known in LONG_TRADE_WORDS if one_slip(word, known)), word)


def _without_pairs(mine: list[str], yours: list[str]) -> tuple[list[str], list[str]]:
    """What is left on each side once equal words, and words a slip apart, are taken away in pairs."""
    left, right = list(mine), list(yours)
    for same in (lambda x, y: x == y, _alike):
        for word in list(left):
            found = next((other for other in right if same(word, other)), None)
            if found is not None:
                left.remove(word)
                right.remove(found)
    return left, right


def _alike(a: str, b: str) -> bool:
    if a in TRADE_WORDS and b in TRADE_WORDS:
        return False
    if one_slip(a, b):
        return True
    return len(a) > 8 and len(b) > 8 and a[0] == b[0] and OSA.distance(a, b, score_cutoff=3) <= 3


def _run_together(a: str, b: str) -> bool:
    """ "Halden-Pike" and "Haldenpike", with a slip at most."""
    return OSA.distance(a.replace(" ", ""), b.replace(" ", ""), score_cutoff=2) <= (2 if len(a) > 9 else 1)


def _are_initials(mine: list[str], yours: list[str]) -> bool:
    """ "HPI" and "Halden Pike": a legal form or a city may have given a letter or two."""
    short, long = (mine, yours) if len("".join(mine)) <= len("".join(yours)) else (yours, mine)
    joined = "".join(short)
    initials = "".join(word[0] for word in long)
    return len(long) > 1 and len(joined) <= len(initials) + 2 and len(joined) <= 6 and joined.startswith(initials)
