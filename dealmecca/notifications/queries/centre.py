"""What one member was told: the count beside the bell, and the list by day and kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Q
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.lib.cursors import moment_cursor, read_moment_cursor
from dealmecca.notifications.kinds import Kind
from dealmecca.notifications.models import Notification

PAGE = 30
COUNTED = 100  # beside the bell: "99+"


@dataclass(frozen=True)
class Told:
    """What was told of one kind on one day, newest first."""

    kind: Kind
    rows: list[Notification]


@dataclass(frozen=True)
class Day:
    """A day as the member's own clock has it."""

    day: date
    kinds: list[Told]


def unread_count(*, viewer: User) -> int:
    """At most COUNTED: one query that reads the partial index and no row."""
    return Notification.objects.visible_to(viewer).unread()[:COUNTED].count()


def list_notifications(
    *, viewer: User, after: str | None = None, limit: int = PAGE, only_unread: bool = False
) -> tuple[list[Notification], str | None]:
    """A page, newest first, and the cursor of the next. Raises ValueError for a broken cursor."""
    rows = Notification.objects.visible_to(viewer).filter(is_shown=True).order_by("-created_at", "-pk")
    if only_unread:
        rows = rows.unread()
    if after:
        at, key = read_moment_cursor(after)
        rows = rows.filter(Q(created_at__lte=at) & (Q(created_at__lt=at) | Q(pk__lt=key)))
    found = list(rows[: limit + 1])
    page = found[:limit]
    return page, moment_cursor(page[-1].created_at, page[-1].pk) if len(found) > limit else None


def by_day_and_kind(rows: Sequence[Notification], viewer: User) -> list[Day]:
    """Days newest first; within a day the kind that told last stands first."""
    days = []
    for day, of_day in groupby(rows, lambda row: timezone.localtime(row.created_at, viewer.zone).date()):
        kinds: dict[str, list[Notification]] = {}
        for row in of_day:
            kinds.setdefault(row.kind, []).append(row)
        days.append(Day(day, [Told(Kind(kind), told) for kind, told in kinds.items()]))
    return days
