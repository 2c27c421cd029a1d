"""Columns over time: oldest first, as high as they are large, on a scale that is read at a glance."""

from datetime import date, timedelta

import pytest

from dealmecca.operations.charts import HEIGHT, WIDTH, chart_of
from dealmecca.operations.engagement import Span

START = date(2026, 11, 1)


def spans(*values: int) -> list[Span]:
    """Newest first, as the table has them."""
    days = [START + timedelta(days=n) for n in range(len(values))]
    return [Span(day, day, value, 0, 0) for day, value in zip(days, values, strict=True)][::-1]


def test_columns_stand_from_the_oldest_to_the_newest_and_never_outside() -> None:
    chart = chart_of(spans(0, 3, 10), lambda span: span.active)
    assert [column.value for column in chart.columns] == [0, 3, 10]
    assert [column.height for column in chart.columns] == [0, 0.3 * HEIGHT, HEIGHT]
    for column in chart.columns:
        assert column.x >= 0 and column.x + column.width <= WIDTH and column.y + column.height == HEIGHT
    xs = [column.x for column in chart.columns]
    assert xs == sorted(xs)


@pytest.mark.parametrize(
    ("most", "top", "middle"),
    [(0, 1, None), (1, 1, None), (2, 2, 1), (3, 5, None), (7, 10, 5), (11, 20, 10), (51, 100, 50)],
)  # fmt: skip
def test_the_scale_ends_at_a_round_number(most: int, top: int, middle: int | None) -> None:
    chart = chart_of(spans(most), lambda span: span.active)
    assert (chart.top, chart.middle) == (top, middle)


def test_few_days_are_written_and_always_the_newest() -> None:
    chart = chart_of(spans(*range(30)), lambda span: span.active)
    written = [column.span.start for column in chart.columns if column.is_labelled]
    assert len(written) <= 6 and written[-1] == START + timedelta(days=29)


def test_where_nothing_was_the_picture_says_so() -> None:
    assert chart_of(spans(0, 0), lambda span: span.active).is_empty
    assert chart_of([], lambda span: span.active).is_empty
