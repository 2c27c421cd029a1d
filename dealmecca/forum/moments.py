"""Times of anonymous rows: whole hours, in the id as in the columns, so that no output can tell more."""

from datetime import datetime

from django.utils import timezone

from dealmecca.lib.ids import id_of_hour, new_id


def hour_of(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def moment_for(*, is_anonymous: bool) -> datetime:
    now = timezone.now()
    return hour_of(now) if is_anonymous else now


def id_for(*, is_anonymous: bool) -> str:
    return id_of_hour(timezone.now()) if is_anonymous else new_id()
