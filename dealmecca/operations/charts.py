"""Columns over time as a picture: where each stands and how high, in the units of its SVG. Nothing is drawn here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from dealmecca.operations.engagement import Span

WIDTH, HEIGHT, STEP_LABELS = 720, 120, 6  # of the columns' room; at most so many days are written below


@dataclass(frozen=True)
class Column:
    """`x`, `y`, `width`, `height` in units from the top left; `label` is "" where there is no room to write it."""

    span: Span
    value: int
    x: float
    y: float
    width: float
    height: float
    label_x: float
    is_labelled: bool


@dataclass(frozen=True)
class Chart:
    """`top` is the value at the upper line, `middle` at half height or None where that would be no whole number."""

    columns: list[Column]
    top: int
    middle: int | None

    @property
    def is_empty(self) -> bool:
        return not any(column.value for column in self.columns)


def chart_of(spans: Sequence[Span], value: Callable[[Span], int]) -> Chart:
    """The oldest span is leftmost, whatever their order."""
    ordered = sorted(spans, key=lambda span: span.start)
    top = _round_up(max((value(span) for span in ordered), default=0))
    step = WIDTH / max(len(ordered), 1)
    every = max(1, ceil(len(ordered) / STEP_LABELS))
    columns = []
    for number, span in enumerate(ordered):
        height = round(HEIGHT * value(span) / top, 1)
        columns.append(
            Column(
                span, value(span), x=round(number * step + step * 0.15, 1), y=round(HEIGHT - height, 1),
                width=round(step * 0.7, 1), height=height, label_x=round((number + 0.5) * step, 1),
                is_labelled=(len(ordered) - 1 - number) % every == 0,
            )
        )  # fmt: skip
    return Chart(columns, top, top // 2 if top % 2 == 0 else None)


def _round_up(value: int) -> int:
    """To one, two or five times a power of ten, so that the scale is read at a glance."""
    power = 1
    while True:
        for factor in (1, 2, 5):
            if value <= factor * power:
                return factor * power
        power *= 10
