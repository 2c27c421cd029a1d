"""Following and no longer following a record; having looked at what changed."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.following.models import VISIT, Follow, LastLook
from dealmecca.following.permissions import can_follow, require
from dealmecca.lib.conflicts import Conflict

MOST = 1_000  # records that one person follows


@transaction.atomic
def follow(*, actor: User, record: Company | Contact) -> tuple[Follow, bool]:
    """The follow, and whether it is new: following again changes nothing. Raises Conflict past `MOST`."""
    require(can_follow(actor), "You may not follow records.")
    key = {"user": actor, "record_kind": record._meta.model_name, "record_id": record.pk}
    there = Follow.objects.filter(**key).first()
    if there:
        return there, False
    if Follow.objects.filter(user=actor).count() >= MOST:
        raise Conflict(f"You follow {MOST:,} records already. Stop following some first.")
    now = timezone.now()
    # From here on changes count as news to somebody who has never looked.
    LastLook.objects.get_or_create(user=actor, defaults={"seen_until": now, "new_since": now, "visit_at": now})
    return Follow.objects.get_or_create(**key, defaults={"followed_at": now})


@transaction.atomic
def unfollow(*, actor: User, kind: str, record_id: str) -> bool:
    """Whether it was followed until now. The record may be gone."""
    require(can_follow(actor), "You may not follow records.")
    deleted, _ = Follow.objects.filter(user=actor, record_kind=kind, record_id=record_id).delete()
    return deleted > 0


@transaction.atomic
def look(*, actor: User, until: datetime, is_done: bool = False) -> None:
    """The actor was shown what changed up to this instant. It only moves on, never past what the page showed.

    What was new at the beginning of a visit stays marked for half an hour, unless the actor says that it `is_done`.
    """
    require(can_follow(actor), "You may not follow records.")
    now = timezone.now()
    until = min(until, now)
    begun = {"seen_until": until, "new_since": until, "visit_at": now}
    LastLook.objects.get_or_create(user=actor, defaults=begun)
    row = LastLook.objects.select_for_update().get(user=actor)
    seen = max(row.seen_until, until)
    if is_done:
        row.new_since, row.visit_at = seen, now
    elif now - row.visit_at > VISIT:
        row.new_since, row.visit_at = row.seen_until, now
    row.seen_until = seen
    row.save()
