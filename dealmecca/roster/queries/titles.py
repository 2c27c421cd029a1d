"""What a job was called on a day, where it has another title now."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils import timezone

from dealmecca.directory.models import FormerTitle


def former_titles(position_ids: Iterable[str], day: date) -> dict[str, FormerTitle]:
    """By job, without those whose present title held already. One query, none for today."""
    if day >= timezone.localdate():
        return {}
    found: dict[str, FormerTitle] = {}
    rows = FormerTitle.objects.filter(Q(until__gt=day), position__in=set(position_ids))
    for former in rows.order_by("until", "pk"):
        found.setdefault(former.position_id, former)
    return found
