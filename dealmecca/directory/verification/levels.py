"""From points and words to a level: level = the lower of what the points reach and what the evidence allows.

Filling fields alone reaches level 2. Level 3 needs a confirmed email (of a company: website), level 4 a person who
reviewed the record, level 5 the sign-off of an administrator and two different people among reviewers and signers.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

LAST_POINTS = (20, 40, 60, 80)  # of levels 1 to 4
CONFIRMED, STILL_TRUE, REVIEWED, SIGNED_OFF = "CONFIRMED", "STILL_TRUE", "REVIEWED", "SIGNED_OFF"
SUPPORTS = (CONFIRMED, STILL_TRUE, REVIEWED, SIGNED_OFF)
DISPUTED_BY = 2  # employers
PEOPLE_FOR_HIGHEST = 2


class Word(NamedTuple):
    """What somebody said for a record. `by` tells people apart; from the day `until` on it counts no more."""

    kind: str
    by: str
    said_on: date
    until: date


def band_of(score: int) -> int:
    """0-20, 21-40, 41-60, 61-80 and 81-100 points are levels 1 to 5."""
    return 1 + sum(score > last for last in LAST_POINTS)


def cap_of(words: Iterable[Word]) -> int:
    """The highest level that these words allow; they count on the day in question."""
    said = list(words)
    if all(word.kind != CONFIRMED for word in said):
        return 2
    reviewers = {word.by for word in said if word.kind == REVIEWED}
    signers = {word.by for word in said if word.kind == SIGNED_OFF}
    if not reviewers:
        return 3
    if not signers:
        return 4
    return 5 if len(reviewers | signers) >= PEOPLE_FOR_HIGHEST else 4


def level_of(score: int, words: Iterable[Word]) -> int:
    return min(band_of(score), cap_of(words))
