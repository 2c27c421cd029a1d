"""How the outbox stands: what waits, since when and why, and the dead letters. Envelopes only, for who keeps it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from dealmecca.accounts.models import User
from dealmecca.lib.cursors import moment_cursor, read_moment_cursor
from dealmecca.notifications.models import Mail

PAGE = 30
TEXTS = ("text", "html", "headers")  # what a mail says is its reader's business


@dataclass(frozen=True)
class OutboxState:
    """`problem` is what the longest waiting mail was told at its last try."""

    waiting: int
    waiting_since: datetime | None
    problem: str
    dead: int


def outbox_state(*, viewer: User) -> OutboxState:
    """Three queries."""
    waiting = Mail.objects.visible_to(viewer).waiting().order_by("created_at")
    oldest = waiting.defer(*TEXTS).first()
    return OutboxState(
        waiting=waiting.count(),
        waiting_since=oldest.created_at if oldest else None,
        problem=oldest.problem if oldest else "",
        dead=Mail.objects.visible_to(viewer).dead().count(),
    )


def dead_letters(*, viewer: User, after: str | None = None, limit: int = PAGE) -> tuple[list[Mail], str | None]:
    """A page of them, newest first, and the cursor of the next. Raises ValueError for a broken cursor."""
    rows = Mail.objects.visible_to(viewer).dead().defer(*TEXTS).select_related("user").order_by("-failed_at", "-pk")
    if after:
        at, key = read_moment_cursor(after)
        rows = rows.filter(Q(failed_at__lte=at) & (Q(failed_at__lt=at) | Q(pk__lt=key)))
    found = list(rows[: limit + 1])
    page = found[:limit]
    last = page[-1] if len(found) > limit else None
    return page, moment_cursor(last.failed_at, last.pk) if last and last.failed_at else None
