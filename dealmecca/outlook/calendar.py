"""Days that come back each year: when they come next, and where they lie in twelve months. Pure functions."""

from calendar import isleap
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONGEST_YEAR = 2000  # a leap year: 29 February is a day like others


@dataclass(frozen=True, slots=True, order=True)
class YearDay:
    month: int
    day: int

    def in_year(self, year: int) -> date:
        """29 February is the 28th where there is none."""
        if (self.month, self.day) == (2, 29) and not isleap(year):
            return date(year, 2, 28)
        return date(year, self.month, self.day)

    def __str__(self) -> str:
        return f"{self.day} {MONTHS[self.month - 1]}"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One year's. `last` is the last day of a window, the same as `first` for a single day."""

    first: date
    last: date

    def is_open(self, day: date) -> bool:
        return self.first <= day <= self.last


def is_day_of_a_year(month: int, day: int) -> bool:
    try:
        date(_LONGEST_YEAR, month, day)
    except ValueError:
        return False
    return True


def occurrence(starts: YearDay, ends: YearDay | None, year: int) -> Occurrence:
    """The one that begins in this year. A window that ends before it starts crosses the end of the year."""
    first = starts.in_year(year)
    if ends is None:
        return Occurrence(first, first)
    return Occurrence(first, ends.in_year(year + (ends < starts)))


def next_occurrence(starts: YearDay, ends: YearDay | None, day: date) -> Occurrence:
    """The one that is open on this day, or else the next to open."""
    found = (occurrence(starts, ends, year) for year in (day.year - 1, day.year, day.year + 1))
    return next(one for one in found if one.last >= day)


def occurrences_between(starts: YearDay, ends: YearDay | None, first: date, last: date) -> list[Occurrence]:
    """All that share a day with [first, last]."""
    years = (occurrence(starts, ends, year) for year in range(first.year - 1, last.year + 1))
    return [one for one in years if one.first <= last and one.last >= first]


def reminder_is_due(one: Occurrence, weeks_ahead: int, day: date) -> bool:
    return one.first - timedelta(weeks=weeks_ahead) <= day <= one.last


def twelve_months(day: date) -> list[date]:
    """The first days of this month and the eleven after it."""
    months = (day.month - 1 + number for number in range(12))
    return [date(day.year + month // 12, month % 12 + 1, 1) for month in months]


def weeks_words(days: int) -> str:
    """How far away, as people say it."""
    if days <= 0:
        return "today" if days == 0 else "open now"
    if days < 14:
        return "tomorrow" if days == 1 else f"in {days} days"
    return f"in {round(days / 7)} weeks"
