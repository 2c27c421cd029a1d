"""What a viewer looked at, last first."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q
from django.utils.dateparse import parse_datetime

from dealmecca.accounts.models import User
from dealmecca.crm.models import RecordView
from dealmecca.following.queries.follows import Record, records_named


@dataclass(frozen=True)
class Viewed:
    record: Record
    at: datetime
    day: date


def recently_viewed(*, viewer: User, limit: int = 8) -> list[Viewed]:
    """Each record once. Three queries at most, one when there is nothing; deleted records are left out."""
    rows = RecordView.objects.visible_to(viewer).values("record_kind", "record_id").annotate(last=Max("at"))
    newest = list(rows.order_by("-last", "record_id")[: limit * 2])
    keys = [(row["record_kind"], row["record_id"]) for row in newest]
    records = records_named(viewer=viewer, keys=keys) if keys else {}
    found = [
        Viewed(records[key], row["last"], row["last"].astimezone(viewer.zone).date())
        for key, row in zip(keys, newest, strict=True)
        if key in records and records[key].url
    ]
    return found[:limit]


def view_history(
    *, viewer: User, after: tuple[str, str] | None = None, limit: int = 50
) -> tuple[list[Viewed], tuple[str, str] | None]:
    """A page of days and records, and where the next one begins. Flat in queries."""
    rows = RecordView.objects.visible_to(viewer)
    if after:
        at = parse_datetime(after[0])
        rows = rows.filter(Q(at__lt=at) | Q(at=at, pk__lt=after[1])) if at else rows
    found = list(rows.order_by("-at", "-pk")[: limit + 1])
    page = found[:limit]
    records = records_named(viewer=viewer, keys=[(row.record_kind, row.record_id) for row in page]) if page else {}
    shown = [
        Viewed(records[row.record_kind, row.record_id], row.at, row.day)
        for row in page
        if (row.record_kind, row.record_id) in records
    ]
    return shown, (page[-1].at.isoformat(), page[-1].pk) if len(found) > limit else None
