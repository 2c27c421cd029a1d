"""Weeks as columns: where each stands and how high, in the units of its SVG. Nothing is drawn here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from dealmecca.quality.queries.trend import Week

WIDTH, HEIGHT, LABELS, FEWEST = 720, 120, 6, 8  # as operations/charts.py; few weeks do not make broad columns


@dataclass(frozen=True)
class Column:
    week: Week
    value: int
    x: float
    y: float
    width: float
    height: float
    label_x: float
    is_labelled: bool


def columns_of(weeks: Sequence[Week], value: Callable[[Week], int]) -> list[Column]:
    """Of a hundred; the oldest leftmost."""
    step = WIDTH / max(len(weeks), FEWEST)
    every = max(1, ceil(len(weeks) / LABELS))
    found = []
    for number, week in enumerate(weeks):
        height = round(HEIGHT * value(week) / 100, 1)
        found.append(
            Column(
                week, value(week), x=round(number * step + step * 0.15, 1), y=round(HEIGHT - height, 1),
                width=round(step * 0.7, 1), height=height, label_x=round((number + 0.5) * step, 1),
                is_labelled=(len(weeks) - 1 - number) % every == 0,
            )
        )  # fmt: skip
    return found
