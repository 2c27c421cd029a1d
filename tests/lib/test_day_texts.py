"""Days as files write them."""

from datetime import date

import pytest

from dealmecca.lib.day_texts import read_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-03-31", date(2025, 3, 31)),
        ("2025-03-31 00:00:00", date(2025, 3, 31)),
        ("2025-03-31T00:00:00Z", date(2025, 3, 31)),
        ("2025-03", date(2025, 3, 1)),
        ("3/31/2025", date(2025, 3, 31)),
        ("03/04/2025", date(2025, 3, 4)),
        ("Mar 2025", date(2025, 3, 1)),
        ("march 2025", date(2025, 3, 1)),
        ("Sept. 2025", date(2025, 9, 1)),
        ("Mar 31, 2025", date(2025, 3, 31)),
        ("31 Mar 2025", date(2025, 3, 31)),
        ("31-Mar-2025", date(2025, 3, 31)),
        ("2025", date(2025, 1, 1)),
        ("2025.0", date(2025, 1, 1)),
    ],
)
def test_days_that_can_be_read(text: str, day: date) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31/02/2025", "seems to have the day first"),
        ("13/12/2025", "seems to have the day first"),
        ("2/31/2025", "no such day"),
        ("2025-02-31", "no such day"),
        ("0000", "no such day"),
        ("3/4/25", "no day that can be read for sure"),
        ("31.12.2025", "no day that can be read for sure"),
        ("Ju 2025", "no day that can be read for sure"),
        ("Jun\0 2025", "no day that can be read for sure"),
        ("last spring", "no day that can be read for sure"),
        ("9" * 10_000, "no day that can be read for sure"),
        ("45000", "no day that can be read for sure"),
    ],
)
def test_days_that_are_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_day(text)
