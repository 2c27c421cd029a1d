"""Levels in search lines: until which day a record has each, so that filters and facets are right on any day.

A level falls by date alone, on days that are known when a line is written. A day is a number of days since 2000, to be
a small integer on both engines; 0 is never, FOREVER is for good.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from django.db.models import Q

FOREVER = 32_767  # a day in 2089
ABOVE_LOWEST = (2, 3, 4, 5)
COLUMNS = tuple(f"level{level}_until" for level in ABOVE_LOWEST)
_FALLING = 8  # characters of facet codes from here on: a level, and the day on which it falls
_START = date(2000, 1, 1).toordinal()
_LEVELS = 5


def day_number(day: date) -> int:
    return min(max(day.toordinal() - _START, 1), FOREVER - 1)


def until_columns(level: int, steps: Sequence[tuple[date, int]]) -> dict[str, int]:
    """The columns of a record that has this level, and falls to others on these days (earliest first)."""
    until = dict.fromkeys(ABOVE_LOWEST, 0) | {k: FOREVER for k in ABOVE_LOWEST if k <= level}
    for day, lower in steps:
        for k in ABOVE_LOWEST:
            if lower < k and until[k] == FOREVER:
                until[k] = day_number(day)
    return {f"level{k}_until": number for k, number in until.items()}


def level_from(untils: Sequence[int], today: int) -> int:
    return max((k for k, until in zip(ABOVE_LOWEST, untils, strict=True) if until > today), default=1)


def level_code(level: int, steps: Sequence[tuple[date, int]]) -> int:
    """The number in a facet code: the level, and the day on which it falls if it ever does."""
    falls = next((day for day, lower in steps if lower < level), None)
    return level if falls is None else _FALLING + day_number(falls) * _LEVELS + level - 1


def levels_in(column: "np.ndarray[tuple[int], np.dtype[np.int64]]", today: int) -> Any:
    """Levels of codes; 0 for those that have fallen by today, whose level the code does not tell."""
    falling = column - _FALLING
    now = np.where(falling // _LEVELS > today, falling % _LEVELS + 1, 0)
    return np.where(column < _FALLING, column, now)


def at_least(level: int, today: int) -> Q:
    return Q(**{f"level{level}_until__gt": today}) if level > 1 else Q()


def exactly(level: int, today: int) -> Q:
    above = Q(**{f"level{level + 1}_until__lte": today}) if level < ABOVE_LOWEST[-1] else Q()
    return at_least(level, today) & above


def has_fallen(today: int) -> Q:
    """Lines whose level is not the one that they were written with."""
    fallen = (Q(**{"verification_level": k, f"level{k}_until__lte": today}) for k in ABOVE_LOWEST)
    return Q(*fallen, _connector=Q.OR)
