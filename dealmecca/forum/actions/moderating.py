"""What moderators do to posts and comments: approve, remove, dismiss reports, and what only posts know.

Each writes an entry with what stood before and after, in the same transaction, and tells the author. The post is locked
first, then the comment, then categories; of two moderators at once, the second is refused with a sentence.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from dealmecca.accounts.models import User
from dealmecca.forum.actions.comments import count_in, count_out
from dealmecca.forum.actions.deciding import close_flags, tell_author
from dealmecca.forum.actions.later import after_commenting, after_writing
from dealmecca.forum.actions.lines import put_line
from dealmecca.forum.actions.posts import appear, disappear, move_to
from dealmecca.forum.actions.rows import TITLE, free_slug, locked_comment, locked_post
from dealmecca.forum.models import Category, Comment, ModerationEntry, Post, PostSlug
from dealmecca.forum.moments import moment_for
from dealmecca.forum.permissions import can_moderate, require
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.visible_text import one_line
from dealmecca.lib.written_text import cleaned_line

Item = Post | Comment
PINNED, REASON = 5, 300  # pinned posts of a category; the longest reason
ONLY = "Only moderators do this."
SWITCHES = {  # the column, what it says when it is on, and when it is off
    "is_locked": ("LOCK", "UNLOCK"),
    "is_pinned": ("PIN", "UNPIN"),
    "is_featured": ("FEATURE", "UNFEATURE"),
}


@transaction.atomic
def approve(*, actor: User, item: Item) -> ModerationEntry:
    """What waited is seen by everybody; who follows is told now. Open reports of it end. Raises Conflict."""
    require(can_moderate(actor), ONLY)
    row = locked_item(item)
    if row.state != "HELD":
        raise Conflict("This no longer waits: somebody decided it in the meantime.")
    row.state = "VISIBLE"
    row.save(update_fields=["state"])
    come_back(row)
    if isinstance(row, Post):
        after_writing(row)
    else:
        after_commenting(row)
    closed = close_flags(actor, row, "DISMISSED")
    return _wrote(actor, row, "APPROVE", {"state": "HELD"}, {"state": "VISIBLE"}, closed=closed)


@transaction.atomic
def remove(*, actor: User, item: Item, reason: str) -> ModerationEntry:
    """Its words are shown to moderators only; what stands below it stays. Reports are upheld. Raises Conflict."""
    require(can_moderate(actor), ONLY)
    reason = _reason(reason)
    row = locked_item(item)
    if row.state not in ("VISIBLE", "HELD"):
        raise Conflict("This was removed in the meantime.")
    before: dict[str, Any] = {"state": row.state, "state_reason": row.state_reason}
    after: dict[str, Any] = {"state": "REMOVED", "state_reason": reason}
    fields = ["state", "state_reason"]
    if isinstance(row, Post) and row.is_pinned:  # else it kept one of five places
        before["is_pinned"], after["is_pinned"] = True, False
        row.is_pinned = False
        fields.append("is_pinned")
    if isinstance(row, Comment) and row.post.answer_id == row.pk:
        before["was_answer"] = True
    if row.state == "VISIBLE":
        go_away(row)
    row.state, row.state_reason = "REMOVED", reason
    row.save(update_fields=fields)
    return _wrote(actor, row, "REMOVE", before, after, reason, close_flags(actor, row, "UPHELD"))


@transaction.atomic
def dismiss_flags(*, actor: User, item: Item, reason: str = "") -> ModerationEntry:
    """Nothing is wrong with it. Only who reported it is told. Raises Conflict when no report is open."""
    require(can_moderate(actor), ONLY)
    row = locked_item(item)
    closed = close_flags(actor, row, "DISMISSED")
    if not closed:
        raise Conflict("No report of this is open: somebody decided it in the meantime.")
    return _wrote(actor, row, "DISMISS", {}, {}, _reason(reason, is_needed=False), closed)


@transaction.atomic
def switch(*, actor: User, post: Post, column: str, is_on: bool, reason: str = "") -> ModerationEntry:
    """`is_locked`, `is_pinned` or `is_featured`. Raises Conflict when it is so already, and for a sixth pin."""
    require(can_moderate(actor), ONLY)
    if column not in SWITCHES:
        raise ValidationError({"column": [f"“{column}” is none of: {', '.join(SWITCHES)}."]})
    row = locked_post(post)
    if getattr(row, column) == is_on:
        raise Conflict("Somebody did this in the meantime.")
    if column == "is_pinned" and is_on:
        check_room_to_pin(row)
    setattr(row, column, is_on)
    row.save(update_fields=[column])
    verb = SWITCHES[column][0 if is_on else 1]
    return _wrote(actor, row, verb, {column: not is_on}, {column: is_on}, _reason(reason, is_needed=False))


@transaction.atomic
def move_post(*, actor: User, post: Post, category: Category, reason: str = "") -> ModerationEntry:
    """Into another category, where it is not pinned. Raises Conflict, and ValidationError for a closed one."""
    require(can_moderate(actor), ONLY)
    row = locked_post(post)
    if not category.is_active:
        raise ValidationError({"category": [f"“{category.name}” takes no new posts."]})
    if row.category_id == category.pk:
        raise Conflict(f"It stands in “{category.name}” already.")
    before = {"category": row.category_id, "is_pinned": row.is_pinned}
    move_to(row, category)
    row.save(update_fields=["category", "is_pinned"])
    after = {"category": row.category_id, "is_pinned": False}
    return _wrote(actor, row, "MOVE", before, after, _reason(reason, is_needed=False))


@transaction.atomic
def retitle_post(*, actor: User, post: Post, title: str, reason: str = "") -> ModerationEntry:
    """Another title and address; the old address leads to the new one. Raises ValidationError and Conflict."""
    require(can_moderate(actor), ONLY)
    title = cleaned_line(title, "title", TITLE)
    row = locked_post(post)
    if row.title == title:
        raise Conflict("It has this title already.")
    before = {"title": row.title, "slug": row.slug}
    rename(row, title, free_slug(title, row.pk))
    after = {"title": row.title, "slug": row.slug}
    return _wrote(actor, row, "RETITLE", before, after, _reason(reason, is_needed=False))


@transaction.atomic
def decide_many(
    *, actor: User, posts: Sequence[Post], comments: Sequence[Comment], verb: str, reason: str = ""
) -> tuple[int, int]:
    """Approve, remove or dismiss from the queue: how many were done, and how many somebody else had decided.

    All locks first, each kind in the order of its ids: two such writes never deadlock.
    """
    require(can_moderate(actor), ONLY)
    if verb not in ("APPROVE", "REMOVE", "DISMISS"):
        raise ValidationError({"do": ["Choose whether to approve, remove or dismiss."]})
    if verb == "REMOVE":
        _reason(reason)
    keys = {post.pk for post in posts} | {comment.post_id for comment in comments}
    locked = Post.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    categories = set(locked.values_list("category", flat=True))
    for rows in (
        Comment.objects.filter(pk__in=[row.pk for row in comments]),
        Category.objects.filter(pk__in=categories),
    ):
        list(rows.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    done = 0
    items: list[Item] = [*sorted(posts, key=lambda row: row.pk), *sorted(comments, key=lambda row: row.pk)]
    for item in items:
        try:
            with transaction.atomic():
                if verb == "APPROVE":
                    approve(actor=actor, item=item)
                elif verb == "REMOVE":
                    remove(actor=actor, item=item, reason=reason)
                else:
                    dismiss_flags(actor=actor, item=item, reason=reason)
            done += 1
        except Conflict:
            continue
    return done, len(items) - done


def check_room_to_pin(post: Post) -> None:
    """Needs the post's lock; takes the category's."""
    category = Category.objects.select_for_update(no_key=True).get(pk=post.category_id)
    if Post.objects.filter(category=category, is_pinned=True).exclude(pk=post.pk).count() >= PINNED:
        raise Conflict(f"{PINNED} posts are pinned in “{category.name}”: unpin one first.")


def rename(row: Post, title: str, slug: str) -> None:
    """Needs the post's lock."""
    if slug != row.slug:
        PostSlug.objects.filter(slug=slug, post=row).delete()
        PostSlug.objects.get_or_create(slug=row.slug, defaults={"post": row})
    row.title, row.slug, row.updated_at = title, slug, moment_for(is_anonymous=row.is_anonymous)
    row.save(update_fields=["title", "slug", "updated_at"])
    if row.state == "VISIBLE":
        put_line(row)


def come_back(row: Item) -> None:
    """It stands from now on: counted and found."""
    if isinstance(row, Post):
        appear(row)
    else:
        count_in(row)


def go_away(row: Item) -> None:
    if isinstance(row, Post):
        disappear(row)
    else:
        count_out(row)


def locked_item(item: Item) -> Item:
    """As it is now, hidden or not; of a comment, its post is locked first. Raises Conflict when it is gone."""
    if isinstance(item, Post):
        return locked_post(item, even_hidden=True)
    locked_post(item.post, even_hidden=True)
    return locked_comment(item, even_hidden=True)


def _reason(reason: str, *, is_needed: bool = True) -> str:
    reason = one_line(reason)
    if is_needed and not reason:
        raise ValidationError({"reason": ["Say why: its author reads it."]})
    if len(reason) > REASON:
        raise ValidationError({"reason": [f"{REASON} characters are the most."]})
    return reason


def _wrote(
    actor: User,
    row: Item,
    verb: str,
    before: dict[str, Any],
    after: dict[str, Any],
    reason: str = "",
    closed: Sequence[str] = (),
) -> ModerationEntry:
    if closed:
        before = before | {"flags": list(closed)}
    post, comment = (row, None) if isinstance(row, Post) else (row.post, row)
    entry = ModerationEntry.objects.create(
        post=post, comment=comment, verb=verb, reason=reason, before=before, after=after, actor=actor
    )
    if verb != "DISMISS":
        tell_author(entry, row)
    return entry
