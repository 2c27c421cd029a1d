"""Keeping and following threads, having read them, hiding tags, and what somebody has begun to write."""

from datetime import timedelta
from math import isfinite
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.forum.models import Bookmark, Category, CategoryFollow, Draft, HiddenTag, Post, PostFollow, Tag, Visit
from dealmecca.forum.permissions import can_write, require
from dealmecca.lib.visible_text import is_text

DRAFTS, DRAFT_LETTERS, DRAFT_DEPTH, DRAFT_DAYS = 100, 60_000, 10, timedelta(days=90)


@transaction.atomic
def keep_post(*, actor: User, post: Post, is_kept: bool) -> bool:
    """Bookmark it or not; whether anything changed."""
    require(can_write(actor), "You may not keep posts.")
    rows = Bookmark.objects.filter(post=post, user=actor)
    if is_kept:
        before = rows.exists()
        if before:
            return False
        try:
            with transaction.atomic():
                Bookmark.objects.create(post=post, user=actor)
        except IntegrityError:  # at the same moment, from another window
            return False
        Post.objects.filter(pk=post.pk).update(bookmark_count=F("bookmark_count") + 1)
        return True
    deleted, _ = rows.delete()
    if deleted:
        Post.objects.filter(pk=post.pk).update(bookmark_count=F("bookmark_count") - 1)
    return deleted > 0


@transaction.atomic
def follow_post(*, actor: User, post: Post, is_followed: bool) -> None:
    require(can_write(actor), "You may not follow threads.")
    if is_followed:
        PostFollow.objects.bulk_create([PostFollow(post=post, user=actor)], ignore_conflicts=True)
    else:
        PostFollow.objects.filter(post=post, user=actor).delete()


@transaction.atomic
def follow_category(*, actor: User, category: Category, is_followed: bool) -> None:
    require(can_write(actor), "You may not follow categories.")
    if is_followed:
        CategoryFollow.objects.bulk_create([CategoryFollow(category=category, user=actor)], ignore_conflicts=True)
    else:
        CategoryFollow.objects.filter(category=category, user=actor).delete()


@transaction.atomic
def hide_tag(*, actor: User, tag: Tag, is_hidden: bool) -> None:
    require(can_write(actor), "You may not hide tags.")
    if is_hidden:
        HiddenTag.objects.bulk_create([HiddenTag(tag=tag, user=actor)], ignore_conflicts=True)
    else:
        HiddenTag.objects.filter(tag=tag, user=actor).delete()


@transaction.atomic
def visit(*, actor: User, post: Post, read_number: int = 0) -> None:
    """The actor looked at the thread, and was shown its comments up to this number. One view a member and a day.

    The author's own looks count like everybody's: otherwise the number of views told who they are.
    """
    require(can_write(actor), "You may not read the forum.")
    now = timezone.now()
    today = now.date()
    row = Visit(post=post, user=actor, viewed_on=today - timedelta(days=1), read_at=now)
    Visit.objects.bulk_create([row], ignore_conflicts=True)
    mine = Visit.objects.filter(post=post, user=actor)
    if mine.filter(viewed_on__lt=today).update(viewed_on=today, times=F("times") + 1):
        Post.objects.filter(pk=post.pk).update(view_count=F("view_count") + 1)
    mine.filter(read_number__lte=read_number).update(read_number=read_number, read_at=now)


@transaction.atomic
def save_draft(*, actor: User, about: str, values: dict[str, Any]) -> Draft:
    """Keep what somebody has begun, instead of what they began before. Raises ValidationError."""
    require(can_write(actor), "You may not write in the forum.")
    if not about or len(about) > 80:
        raise ValidationError({"about": ["A draft is about something: “new”, or a post."]})
    if not _can_be_kept(values):
        raise ValidationError({"values": ["This holds characters or numbers that no database keeps."]})
    if sum(len(str(value)) for value in values.values()) > DRAFT_LETTERS:
        raise ValidationError({"values": ["This draft is too long to keep."]})
    mine = Draft.objects.filter(user=actor)
    if not mine.filter(about=about).exists() and mine.count() >= DRAFTS:
        mine.filter(pk__in=list(mine.order_by("updated_at").values_list("pk", flat=True)[:1])).delete()
    row = Draft(user=actor, about=about, values=values, updated_at=timezone.now())
    Draft.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["user", "about"], update_fields=["values", "updated_at"]
    )
    return mine.get(about=about)


@transaction.atomic
def drop_draft(*, actor: User, about: str) -> None:
    require(can_write(actor), "You may not write in the forum.")
    Draft.objects.filter(user=actor, about=about).delete()


def _can_be_kept(value: object, depth: int = 0) -> bool:
    """JSON of a few levels, with texts that can be stored, and finite numbers."""
    if depth > DRAFT_DEPTH:
        return False
    if isinstance(value, dict):
        return all(_can_be_kept(one, depth + 1) for pair in value.items() for one in pair)
    if isinstance(value, list):
        return all(_can_be_kept(one, depth + 1) for one in value)
    if isinstance(value, str):
        return is_text(value)
    return not isinstance(value, float) or isfinite(value)


def follow_as_author(post: Post, author: User) -> None:
    """Whoever writes in a thread hears of its answers; also who writes anonymously, and nobody else sees that row."""
    PostFollow.objects.bulk_create([PostFollow(post=post, user=author)], ignore_conflicts=True)


def forget_old_drafts() -> None:
    """The timed job."""
    Draft.objects.filter(updated_at__lt=timezone.now() - DRAFT_DAYS).delete()
