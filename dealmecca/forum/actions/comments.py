"""Answering in a thread, changing and deleting comments; taking a deletion back."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.forum.actions.following import follow_as_author
from dealmecca.forum.actions.later import after_changing, after_commenting
from dealmecca.forum.actions.lines import drop_line, put_line
from dealmecca.forum.actions.mentions import write_mentions
from dealmecca.forum.actions.rows import (
    COMMENT,
    check_pace,
    handle_in,
    locked_comment,
    locked_post,
    one_at_a_time,
    waits,
)
from dealmecca.forum.models import Comment, Draft, Edit, Post
from dealmecca.forum.models.comments import DEPTH, STEP
from dealmecca.forum.moments import id_for, moment_for
from dealmecca.forum.permissions import can_moderate, can_write, is_mine, is_new, require
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.written_text import cleaned_text

TWICE, UNDO = timedelta(seconds=30), timedelta(days=1)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@transaction.atomic
def write_comment(
    *, actor: User, post: Post, body: str, parent: Comment | None = None, is_anonymous: bool = False
) -> tuple[Comment, bool]:
    """The comment, and whether it is new: the same within half a minute is one.

    `parent` is what it answers. Below the deepest level an answer stands beside what it answers.
    Raises ValidationError, and Conflict when the thread is locked.
    """
    require(can_write(actor), "You may not write in the forum.")
    one_at_a_time(actor)
    if is_anonymous and is_new(actor):
        raise Conflict("A new account writes under its name for the first three days.")
    body = cleaned_text(body, "body", COMMENT)
    row = locked_post(post)
    if row.is_locked and not can_moderate(actor):
        raise Conflict("This thread is locked: it takes no more comments.")
    handle = handle_in(row, actor) if is_anonymous else ""
    if parent is not None:
        parent = locked_comment(parent)
        if parent.post_id != row.pk:
            raise Conflict("What you answer belongs to another thread.")
        if parent.depth >= DEPTH:
            parent = parent.parent
    at = moment_for(is_anonymous=is_anonymous)
    twin = Comment.objects.filter(post=row, body=body, parent=parent, state__in=["VISIBLE", "HELD"])
    twin = twin.filter(handle=handle, created_at=at) if is_anonymous else twin.filter(
        author=actor, created_at__gt=at - TWICE
    )  # fmt: skip
    if there := twin.first():
        return there, False
    check_pace(actor, comments=True)
    number = row.number_count + 1
    comment = Comment.objects.create(
        id=id_for(is_anonymous=is_anonymous), post=row, parent=parent, number=number,
        path=(parent.path if parent else "") + _step(number), body=body, author=None if is_anonymous else actor,
        is_anonymous=is_anonymous, handle=handle, created_at=at, updated_at=at,
        state="HELD" if waits(actor, body) else "VISIBLE",
    )  # fmt: skip
    Post.objects.filter(pk=row.pk).update(number_count=number)
    if comment.state == "VISIBLE":
        count_in(comment)
    write_mentions(row, comment, body)
    follow_as_author(row, actor)
    Draft.objects.filter(user=actor, about=draft_about(row, parent)).delete()
    after_commenting(comment)
    return comment, True


@transaction.atomic
def edit_comment(*, actor: User, comment: Comment, body: str, seen: datetime | None = None) -> Comment:
    """What it was before stays in its history. Saving the same again writes nothing. Raises as `edit_post` does."""
    locked_post(comment.post)
    row = locked_comment(comment)
    require(can_write(actor) and is_mine(actor, row), "Only who wrote this may change it.")
    if row.post.is_locked and not can_moderate(actor):
        raise Conflict("This thread is locked: nothing in it can be changed.")
    if seen is not None and seen != row.updated_at:
        raise Conflict("This was changed in the meantime. Look at it again, then save.")
    body = cleaned_text(body, "body", COMMENT)
    if body == row.body:
        return row
    at = moment_for(is_anonymous=row.is_anonymous)
    Edit.objects.create(
        id=id_for(is_anonymous=row.is_anonymous), post=row.post, comment=row, body=row.body,
        number=Edit.objects.filter(comment=row).count() + 1,
        editor=None if row.is_anonymous else actor, at=at,
    )  # fmt: skip
    was_counted = row.stands
    row.body, row.edited_at, row.updated_at = body, at, at
    row.state = "HELD" if waits(actor, body) else row.state
    row.save(update_fields=["body", "edited_at", "updated_at", "state"])
    write_mentions(row.post, row, body)
    if row.stands and row.post.state == "VISIBLE":
        put_line(row.post, row)
    elif was_counted and not row.stands:
        count_out(row)
    after_changing(row)
    return row


@transaction.atomic
def delete_comment(*, actor: User, comment: Comment) -> None:
    """Its words go, its place stays, and so do the answers. `restore_comment` takes it back within a day."""
    locked_post(comment.post)
    row = locked_comment(comment)
    require(can_write(actor) and is_mine(actor, row), "Only who wrote this may delete it.")
    was_counted = row.stands
    row.state, row.updated_at = "DELETED", moment_for(is_anonymous=row.is_anonymous)
    row.save(update_fields=["state", "updated_at"])
    if was_counted:
        count_out(row)


@transaction.atomic
def restore_comment(*, actor: User, comment: Comment) -> None:
    """Raises Conflict once the time for it is over."""
    locked_post(comment.post)
    row = locked_comment(comment, even_hidden=True)
    require(can_write(actor) and is_mine(actor, row), "Only who wrote this may take that back.")
    if row.state != "DELETED":
        return
    if timezone.now() - row.updated_at > UNDO + timedelta(hours=1):
        raise Conflict("This was deleted more than a day ago: it can no longer be taken back.")
    row.state = "HELD" if waits(actor, row.body) else "VISIBLE"
    row.save(update_fields=["state"])
    if row.state == "VISIBLE":
        count_in(row)


def count_in(comment: Comment) -> None:
    """It stands in its thread from now on: counted, found, and the thread's last activity. Needs the post's lock."""
    Post.objects.filter(pk=comment.post_id).update(
        comment_count=F("comment_count") + 1,
        last_activity_at=Greatest(F("last_activity_at"), comment.created_at),
    )
    if comment.post.state == "VISIBLE":
        put_line(comment.post, comment)


def count_out(comment: Comment) -> None:
    """Also no longer the answer to the question. Needs the post's lock."""
    Post.objects.filter(pk=comment.post_id).update(comment_count=F("comment_count") - 1)
    Post.objects.filter(pk=comment.post_id, answer=comment).update(answer=None)
    drop_line(comment)


def draft_about(post: Post, parent: Comment | None = None) -> str:
    """How a draft of an answer is called."""
    return f"reply {post.pk} {parent.pk if parent else ''}".strip()


def _step(number: int) -> str:
    digits = []
    for _ in range(STEP):
        number, digit = divmod(number, 36)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))
