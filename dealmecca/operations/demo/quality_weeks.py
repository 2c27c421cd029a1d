"""The quarter before the demo's today: how good its data was, week by week, a little worse the longer ago."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from dealmecca.accounts.viewers import operator
from dealmecca.operations.demo.rows import REFERENCE
from dealmecca.quality.models import QualitySnapshot
from dealmecca.quality.queries.measures import measure

WEEKS = 13
# How much less of a hundred it was, for each week before; and the share of levels 3 and more that were not reached yet.
_BEHIND = {"completeness": 0.6, "validity": 0.1, "freshness": 1.1, "duplicates": 0.05}
_NOT_YET = 0.05


def write_weeks() -> None:
    """From the figures of what was just written."""
    now, monday = measure(viewer=operator()).stored(), REFERENCE.date() - timedelta(days=REFERENCE.weekday())
    rows = []
    for ago in range(WEEKS):
        week = monday - timedelta(weeks=ago)
        at = timezone.make_aware(datetime.combine(week, time(hour=6)))
        rows.append(QualitySnapshot(week=week, taken_at=at, figures=_earlier(now, ago)))
    QualitySnapshot.objects.bulk_create(rows)


def _earlier(now: dict[str, Any], ago: int) -> dict[str, Any]:
    good = {group: max(round(value - _BEHIND[group] * ago), 0) for group, value in now["good"].items()}
    levels = {kind: _lower(dict(found), ago) for kind, found in now["levels"].items()}
    return now | {"good": good, "levels": levels}


def _lower(levels: dict[str, int], ago: int) -> dict[str, int]:
    for level in ("3", "4", "5"):
        missing = round(levels[level] * _NOT_YET * ago)
        levels[level] -= missing
        levels["2"] += missing
    return levels
