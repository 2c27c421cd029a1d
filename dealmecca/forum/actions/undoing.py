"""Taking back what a moderator did, while everything still stands as they left it."""

from contextlib import suppress
from typing import Any

from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.forum.actions.deciding import reopen_flags, tell_author
from dealmecca.forum.actions.moderating import (
    ONLY,
    Item,
    check_room_to_pin,
    come_back,
    go_away,
    locked_item,
    rename,
)
from dealmecca.forum.actions.posts import move_to
from dealmecca.forum.actions.rows import GONE
from dealmecca.forum.models import Category, ModerationEntry, Post
from dealmecca.forum.permissions import can_moderate, require
from dealmecca.lib.conflicts import Conflict

CHANGED = "Something changed since: this can no longer be taken back. Look at it as it is now."


@transaction.atomic
def undo(*, actor: User, entry: ModerationEntry) -> ModerationEntry:
    """Restore what stood before, and open the reports that it ended; the author is told. Raises Conflict."""
    require(can_moderate(actor), ONLY)
    row = locked_item(entry.comment or entry.post)
    there = ModerationEntry.objects.select_for_update(of=("self",), no_key=True).get(pk=entry.pk)
    if there.undone_at is not None:
        raise Conflict("Somebody took this back already.")
    if row.state == "DELETED":
        raise Conflict(GONE)
    if any(_now(row, column) != value for column, value in there.after.items()):
        raise Conflict(CHANGED)
    before = there.before
    if "state" in before:
        _restore_state(row, before)
    if isinstance(row, Post):
        _restore_post(row, before, must_pin=there.verb == "UNPIN")
    reopen_flags(before.get("flags", []))
    there.undone_at, there.undone_by = timezone.now(), actor
    there.save(update_fields=["undone_at", "undone_by"])
    if there.verb != "DISMISS":
        tell_author(there, row, is_undone=True)
    return there


def _now(row: Item, column: str) -> Any:
    return getattr(row, "category_id" if column == "category" else column)


def _restore_state(row: Item, before: dict[str, Any]) -> None:
    if row.state == "VISIBLE":
        go_away(row)
    row.state, row.state_reason = before["state"], before.get("state_reason", row.state_reason)
    row.save(update_fields=["state", "state_reason"])
    if row.state == "VISIBLE":
        come_back(row)
    if before.get("was_answer") and not isinstance(row, Post):
        Post.objects.filter(pk=row.post_id, answer=None, post_type="QUESTION").update(answer=row)


def _restore_post(row: Post, before: dict[str, Any], *, must_pin: bool) -> None:
    if "title" in before:
        rename(row, before["title"], before["slug"])
    if "category" in before:
        move_to(row, Category.objects.get(pk=before["category"]))
    for column in ("is_locked", "is_featured"):
        setattr(row, column, before.get(column, getattr(row, column)))
    if before.get("is_pinned") and must_pin:
        check_room_to_pin(row)
        row.is_pinned = True
    elif before.get("is_pinned"):
        with suppress(Conflict):  # others were pinned meanwhile: it comes back without
            check_room_to_pin(row)
            row.is_pinned = True
    else:
        row.is_pinned = before.get("is_pinned", row.is_pinned)
    row.save(update_fields=["category", "is_locked", "is_pinned", "is_featured"])
