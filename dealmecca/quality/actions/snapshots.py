"""One snapshot of the figures a week."""

from datetime import timedelta

from django.utils import timezone

from dealmecca.accounts.viewers import operator
from dealmecca.quality.models import QualitySnapshot
from dealmecca.quality.queries.measures import measure


def take_snapshot() -> bool:
    """This week's, unless it was taken; also by several workers at once only one row stays."""
    today = timezone.localdate()
    week = today - timedelta(days=today.weekday())
    if QualitySnapshot.objects.filter(week=week).exists():
        return False
    figures = measure(viewer=operator()).stored()
    QualitySnapshot.objects.bulk_create([QualitySnapshot(week=week, figures=figures)], ignore_conflicts=True)
    return True
