"""The ledger as its member reads it: every unit with its reason, newest first."""

from django.db.models import Q

from dealmecca.accounts.models import User
from dealmecca.billing.models import UsageEntry
from dealmecca.lib.cursors import moment_cursor, read_moment_cursor


def list_receipts(*, viewer: User, cursor: str | None = None, limit: int = 25) -> tuple[list[UsageEntry], str | None]:
    """One page and the cursor of the next. Raises ValueError for a cursor that is none of ours."""
    entries = UsageEntry.objects.visible_to(viewer)
    if cursor:
        at, last = read_moment_cursor(cursor)
        entries = entries.filter(Q(at__lt=at) | Q(at=at, id__lt=last), at__lte=at)
    rows = list(entries.order_by("-at", "-id")[: limit + 1])
    if len(rows) <= limit:
        return rows, None
    return rows[:limit], moment_cursor(rows[limit - 1].at, rows[limit - 1].pk)
