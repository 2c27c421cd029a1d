"""The months of one member: counted from the moment they joined, each beginning on that day of the month."""

import calendar
from datetime import UTC, datetime


def period_start(anchor: datetime, period: int) -> datetime:
    """When month number `period` begins (0 is the first). A day that a month does not have is its last one."""
    anchor = anchor.astimezone(UTC)
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + period, 12)
    day = min(anchor.day, calendar.monthrange(year, month + 1)[1])
    return anchor.replace(year=year, month=month + 1, day=day)


def period_at(anchor: datetime, moment: datetime) -> int:
    """The month that `moment` falls into; whoever joined in the future is in their first."""
    anchor, moment = anchor.astimezone(UTC), moment.astimezone(UTC)
    months = (moment.year - anchor.year) * 12 + moment.month - anchor.month
    return max(months - (period_start(anchor, months) > moment), 0)
