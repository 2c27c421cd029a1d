"""Counting visits to the home page, for the specification's engagement figures."""

from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone

from dealmecca.accounts.models import User

ONE_VISIT = timedelta(minutes=1)


def count_dashboard_visit(*, user: User) -> None:
    """One statement, so that tabs opened at once count once; loading again within a minute is the same visit."""
    now = timezone.now()
    ended = Q(last_dashboard_visit=None) | Q(last_dashboard_visit__lte=now - ONE_VISIT)
    User.objects.filter(ended, pk=user.pk).update(dashboard_visits=F("dashboard_visits") + 1, last_dashboard_visit=now)
