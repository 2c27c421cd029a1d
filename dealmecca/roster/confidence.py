"""How sure a claim is: independent voices, each worth less the older it gets. Pure functions.

Every employer counts once, with the last thing its people said. A confirmation of weight w that is t days old leaves a
doubt of 1 - w·2^(-t/h); doubts of different employers multiply. A denial takes away 0.6·w·2^(-t/h) of what is left.
The half-life h follows from how many people of that rank change jobs in a year: 35 % of specialists, 30 % of directors,
26 % of vice presidents and above, so h = 365·ln 2 / -ln(1 - share).
"""

from collections.abc import Iterable
from datetime import date
from math import log, prod
from typing import NamedTuple

SHARE_MOVING = {"DIRECTOR": 0.30, "SENIOR_DIRECTOR": 0.30} | dict.fromkeys(
    ("VP", "SVP", "EVP", "C_LEVEL", "FOUNDER"), 0.26
)
USUAL_SHARE = 0.35
WEIGHTS = {
    "SPOKE": 0.85, "EMAIL": 0.85, "WORKED": 0.85, "COLLEAGUE": 0.75, "PRESS": 0.75, "PROFILE": 0.65, "FILE": 0.55,
    "OTHER": 0.6,
}  # fmt: skip
DENIAL = 0.6
DISPUTED_BY = 2  # employers
RECHECK_BELOW = 0.5
_HALF_LIVES = {rank: 365 * log(2) / -log(1 - share) for rank, share in SHARE_MOVING.items()}
_USUAL_HALF_LIFE = 365 * log(2) / -log(1 - USUAL_SHARE)


class Word(NamedTuple):
    """What somebody said: `employer` tells independent voices apart; is_denial when they say it is not so."""

    employer: str
    is_denial: bool
    how: str
    said_on: date
    order: str = ""  # breaks ties within a day


class Standing(NamedTuple):
    """`confidence` is 0 to 1; the days and counts are of each employer's last word."""

    confidence: float
    confirmed_on: date | None
    confirmed_by: int
    denied_on: date | None
    denied_by: int

    @property
    def is_disputed(self) -> bool:
        return self.denied_by >= DISPUTED_BY

    @property
    def is_stale(self) -> bool:
        return self.confidence < RECHECK_BELOW


def standing(words: Iterable[Word], *, seniority: str, day: date) -> Standing:
    """Where a claim stands on this day; what was said later does not count. Nothing said: confidence 0."""
    last: dict[str, Word] = {}
    for word in words:
        before = last.get(word.employer)
        if word.said_on <= day and (before is None or (before.said_on, before.order) <= (word.said_on, word.order)):
            last[word.employer] = word
    half_life = _HALF_LIVES.get(seniority, _USUAL_HALF_LIFE)
    confirmed_on = denied_on = None
    doubts, remains = [], []
    for word in last.values():
        worth = WEIGHTS.get(word.how, WEIGHTS["OTHER"]) * 2.0 ** (-(day - word.said_on).days / half_life)
        if word.is_denial:
            remains.append(1 - DENIAL * worth)
            denied_on = max(denied_on or word.said_on, word.said_on)
        else:
            doubts.append(1 - worth)
            confirmed_on = max(confirmed_on or word.said_on, word.said_on)
    # In one order, whatever the employers' order: floating point products must not differ between two reads.
    sure, left = 1 - prod(sorted(doubts)), prod(sorted(remains))
    return Standing(round(sure * left, 4), confirmed_on, len(doubts), denied_on, len(remains))
