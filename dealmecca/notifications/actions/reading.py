"""Having read what one was told."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.notifications.models import Notification


@transaction.atomic
def mark_read(*, actor: User, notification_id: str) -> Notification:
    """Twice is once. Raises DoesNotExist also for somebody else's."""
    row = Notification.objects.visible_to(actor).get(pk=notification_id.replace("\0", ""))
    if Notification.objects.visible_to(actor).unread().filter(pk=row.pk).update(read_at=timezone.now()):
        row.refresh_from_db()
    return row


@transaction.atomic
def mark_all_read(*, actor: User, until: datetime | None = None, ids: Collection[str] | None = None) -> int:
    """All, those among `ids`, or those up to the newest that a page showed: what came since stays unread."""
    rows = Notification.objects.visible_to(actor).unread()
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    if until:
        rows = rows.filter(created_at__lte=until)
    return rows.update(read_at=timezone.now())
