"""Days that people give: checked once, for every door."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

EARLIEST = date(1950, 1, 1)


def checked_day(field: str, day: date, *, may_come: bool = False) -> date:
    """Raises ValidationError {field: [sentence]} for a day that cannot be meant."""
    if day < EARLIEST:
        raise ValidationError({field: [f"Give a day after {EARLIEST:%Y}."]})
    if day.year > 2200 or (not may_come and day > timezone.localdate()):
        raise ValidationError({field: ["This day is still to come."]})
    return day


def checked_spell(since: date | None, until: date | None) -> tuple[date, bool, date | None]:
    """(since, whether it is known, until). Without a first day it is today, or the last day when that is earlier."""
    first = checked_day("since", since, may_come=True) if since else timezone.localdate()
    if until:
        checked_day("until", until, may_come=True)
        if since and until < since:
            raise ValidationError({"until": ["This is before the first day."]})
        first = min(first, until)
    return first, since is not None, until
