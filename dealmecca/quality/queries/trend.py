"""How good the data was in the last weeks."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.quality.models import QualitySnapshot
from dealmecca.quality.queries.measures import Measured

WEEKS = 26
GROUPS = ("completeness", "validity", "freshness", "duplicates")


@dataclass(frozen=True)
class Week:
    """Of a hundred, by group; `confirmed` is the share of people of level 3 or more."""

    week: date
    good: dict[str, int]
    confirmed: int


def trend(*, viewer: User, now: Measured) -> list[Week]:
    """The stored weeks, oldest first, and this one as it is now."""
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    rows = QualitySnapshot.objects.visible_to(viewer).filter(week__lt=monday).order_by("-week")[: WEEKS - 1]
    weeks = [_week(row.week, row.figures) for row in rows]
    return [*reversed(weeks), _week(monday, now.stored())]


def _week(week: date, figures: dict) -> Week:
    levels = figures["levels"]["contact"]
    every = sum(levels.values()) or 1
    above = sum(count for level, count in levels.items() if int(level) >= 3)
    return Week(week, {group: figures["good"].get(group, 0) for group in GROUPS}, round(100 * above / every))
