"""Writing posts, changing and deleting them; taking a deletion back."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.events.models import Event
from dealmecca.forum.actions.following import follow_as_author
from dealmecca.forum.actions.later import after_writing
from dealmecca.forum.actions.lines import drop_lines_of, put_line, put_lines_of
from dealmecca.forum.actions.mentions import write_mentions
from dealmecca.forum.actions.rows import (
    BODY,
    TITLE,
    check_pace,
    free_slug,
    handle_in,
    locked_post,
    one_at_a_time,
    waits,
)
from dealmecca.forum.actions.tags import set_tags
from dealmecca.forum.models import Category, Choice, Draft, Edit, Post, PostTag
from dealmecca.forum.moments import id_for, moment_for
from dealmecca.forum.permissions import can_moderate, can_write, is_mine, is_new, require
from dealmecca.forum.vocabularies import DEAL_SIZE, POST_TYPE, URGENCY
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.text_keys import fold
from dealmecca.lib.visible_text import one_line
from dealmecca.lib.written_text import cleaned_line, cleaned_text

TWICE = timedelta(seconds=30)  # the same words again so soon are a doubled click
CHOICES, CHOICE = 20, 200  # at most, and their longest
UNDO = timedelta(days=1)


@transaction.atomic
def write_post(
    *,
    actor: User,
    category: Category,
    title: str,
    body: str,
    is_anonymous: bool = False,
    post_type: str = "POST",
    urgency: str = "MEDIUM",
    deal_size: str = "",
    location: str = "",
    tags: Sequence[str] = (),
    media_types: Sequence[str] = (),
    choices: Sequence[str] = (),
    closes_at: datetime | None = None,
    event: Event | None = None,
    draft: str = "",
) -> tuple[Post, bool]:
    """The post, and whether it is new: the same within half a minute is one.

    `tags` and `media_types` are words; `choices` the answers of a poll or the items of a list; `draft` names the draft
    that ends here; `event` is what it is about. Raises ValidationError and Conflict.
    """
    require(can_write(actor), "You may not write in the forum.")
    one_at_a_time(actor)
    _check_category(category)
    _check_anonymous(actor, is_anonymous)
    values = _values(post_type=post_type, urgency=urgency, deal_size=deal_size, location=location)
    title, body = cleaned_line(title, "title", TITLE), cleaned_text(body, "body", BODY)
    texts = _choices(post_type, choices)
    there = _just_written(actor, title, body, is_anonymous)
    if there:
        return there, False
    check_pace(actor)
    _check_urgency(actor, urgency)
    at = moment_for(is_anonymous=is_anonymous)
    post = Post(
        id=id_for(is_anonymous=is_anonymous), category=category, title=title, body=body, slug=free_slug(title),
        author=None if is_anonymous else actor, is_anonymous=is_anonymous, handle="-" if is_anonymous else "",
        state="HELD" if waits(actor, body) else "VISIBLE", closes_at=closes_at if post_type == "POLL" else None,
        created_at=at, updated_at=at, last_activity_at=at, event=event, **values,
    )  # fmt: skip
    post.save(force_insert=True)
    if is_anonymous:
        post.handle = handle_in(post, actor)
        post.save(update_fields=["handle"])
    Choice.objects.bulk_create(
        Choice(id=id_for(is_anonymous=is_anonymous), post=post, text=text, position=position)
        for position, text in enumerate(texts)
    )
    set_tags(post, tags, media_types)
    write_mentions(post, None, body)
    follow_as_author(post, actor)
    Draft.objects.filter(user=actor, about=draft or "new").delete()
    if post.state == "VISIBLE":
        appear(post)
    after_writing(post)
    return post, True


@transaction.atomic
def edit_post(*, actor: User, post: Post, seen: datetime | None = None, **values: Any) -> Post:
    """Change what is given; what it was before stays in its history. Saving the same again writes nothing.

    `seen` is `updated_at` as the actor read it: when somebody changed the post since, Conflict is raised.
    """
    row = locked_post(post)
    require(can_write(actor) and is_mine(actor, row), "Only who wrote this may change it.")
    if row.is_locked and not can_moderate(actor):
        raise Conflict("This thread is locked: nothing in it can be changed.")
    if seen is not None and seen != row.updated_at:
        raise Conflict("This post was changed in the meantime. Look at it again, then save.")
    before = {"title": row.title, "body": row.body}
    stood = _as_it_stands(row)
    if "title" in values:
        row.title = cleaned_line(values["title"], "title", TITLE)
    if "body" in values:
        row.body = cleaned_text(values["body"], "body", BODY)
    if "category" in values and values["category"].pk != row.category_id:
        _check_category(values["category"])
        move_to(row, values["category"])
    known = {name: values[name] for name in ("urgency", "deal_size", "location") if name in values}
    if known.get("urgency", row.urgency) != row.urgency:
        _check_urgency(actor, known["urgency"])
    given = {"post_type": row.post_type, "urgency": row.urgency, "deal_size": row.deal_size, "location": row.location}
    for name, value in _values(**(given | known)).items():
        setattr(row, name, value)
    if "tags" in values or "media_types" in values:
        set_tags(row, values.get("tags"), values.get("media_types"))
    if _as_it_stands(row) == stood:
        return row
    at = moment_for(is_anonymous=row.is_anonymous)
    if before != {"title": row.title, "body": row.body}:
        Edit.objects.create(
            id=id_for(is_anonymous=row.is_anonymous),
            post=row,
            number=Edit.objects.filter(post=row, comment=None).count() + 1,
            editor=None if row.is_anonymous else actor,
            at=at,
            **before,
        )
        row.edited_at, row.ai_processed_at = at, None
        write_mentions(row, None, row.body)
        if row.state == "VISIBLE" and waits(actor, row.body):
            disappear(row)
            row.state = "HELD"
        elif row.state == "VISIBLE":
            put_line(row)
    row.updated_at = at if row.is_anonymous else timezone.now()
    row.save()
    after_writing(row, is_new=False)
    return row


def _as_it_stands(post: Post) -> tuple[object, ...]:
    """All that an edit can change."""
    tags = sorted(PostTag.objects.filter(post=post, source="AUTHOR").values_list("tag", flat=True))
    return (post.title, post.body, post.category_id, post.urgency, post.deal_size, post.location, tags)


@transaction.atomic
def delete_post(*, actor: User, post: Post) -> None:
    """Hidden from everybody at once; `restore_post` takes it back within a day. Comments stay with it."""
    row = locked_post(post)
    require(can_write(actor) and is_mine(actor, row), "Only who wrote this may delete it.")
    if row.state == "VISIBLE":
        disappear(row)
    row.state, row.updated_at, row.is_pinned = "DELETED", moment_for(is_anonymous=row.is_anonymous), False
    row.save(update_fields=["state", "updated_at", "is_pinned"])


@transaction.atomic
def restore_post(*, actor: User, post: Post) -> None:
    """Raises Conflict once the time for it is over."""
    row = locked_post(post, even_hidden=True)
    require(can_write(actor) and is_mine(actor, row), "Only who wrote this may take that back.")
    if row.state != "DELETED":
        return
    if timezone.now() - row.updated_at > UNDO + timedelta(hours=1):
        raise Conflict("This was deleted more than a day ago: it can no longer be taken back.")
    row.state = "HELD" if waits(actor, row.body) else "VISIBLE"
    row.save(update_fields=["state"])
    if row.state == "VISIBLE":
        appear(row)


def appear(post: Post) -> None:
    """It stands in the forum from now on: counted and found, with its comments."""
    _count(post.category_id, 1)
    put_lines_of(post)


def disappear(post: Post) -> None:
    """The other way round, for one that stood."""
    _count(post.category_id, -1)
    drop_lines_of(post)


def move_to(post: Post, category: Category) -> None:
    """Into another category, where it is not pinned; for the caller to save. Needs the post's lock."""
    old, post.category, post.is_pinned = post.category_id, category, False
    if post.state == "VISIBLE":
        for key, by in sorted([(old, -1), (category.pk, 1)]):  # in one order: two moves may cross
            _count(key, by)


def _count(category_id: str, by: int) -> None:
    Category.objects.filter(pk=category_id).update(post_count=F("post_count") + by)


def _check_category(category: Category) -> None:
    if not category.is_active:
        raise ValidationError({"category": [f"“{category.name}” takes no new posts."]})


def _check_anonymous(actor: User, is_anonymous: bool) -> None:
    if is_anonymous and is_new(actor):
        raise ValidationError({"is_anonymous": ["A new account posts under its name for the first three days."]})


def _check_urgency(actor: User, urgency: str) -> None:
    """One urgent post a week. Anonymous ones count, and only their author learns it."""
    if urgency != "URGENT":
        return
    week = timezone.now() - timedelta(days=7)
    recent = Post.objects.filter(urgency="URGENT", state="VISIBLE", created_at__gt=week)
    mine = recent.filter(author=actor.pk)
    sealed = recent.filter(is_anonymous=True, sealed_authors__user=actor.pk, sealed_authors__handle=F("handle"))
    if mine.exists() or sealed.exists():
        raise ValidationError({"urgency": ["One urgent post a week: choose “This week”."]})


def _values(*, post_type: str, urgency: str, deal_size: str, location: str) -> Mapping[str, str]:
    for name, value, known in (
        ("post_type", post_type, POST_TYPE.codes), ("urgency", urgency, URGENCY.codes),
        ("deal_size", deal_size, ("", *DEAL_SIZE.codes)),
    ):  # fmt: skip
        if value not in known:
            raise ValidationError({name: [f"“{value}” is none of: {', '.join(filter(None, known))}."]})
    place = one_line(location)
    if len(place) > 120:
        raise ValidationError({"location": ["120 characters are the most."]})
    return {
        "post_type": post_type, "urgency": urgency, "deal_size": deal_size, "location": place,
        "location_key": fold(place)[:120],
    }  # fmt: skip


def _choices(post_type: str, choices: Sequence[str]) -> list[str]:
    if post_type not in ("POLL", "LIST"):
        return []
    texts = list(dict.fromkeys(text for text in map(one_line, choices) if text))
    fewest = 2 if post_type == "POLL" else 1
    if not fewest <= len(texts) <= CHOICES:
        raise ValidationError({"choices": [f"Give {fewest} to {CHOICES} different entries, one a line."]})
    if any(len(text) > CHOICE for text in texts):
        raise ValidationError({"choices": [f"{CHOICE} characters an entry are the most."]})
    return texts


def _just_written(actor: User, title: str, body: str, is_anonymous: bool) -> Post | None:
    rows = Post.objects.filter(title=title, body=body, state__in=["VISIBLE", "HELD"])
    if is_anonymous:
        hour = moment_for(is_anonymous=True)
        return rows.filter(
            is_anonymous=True, created_at=hour, sealed_authors__user=actor.pk, sealed_authors__handle=F("handle")
        ).first()
    return rows.filter(author=actor.pk, created_at__gt=timezone.now() - TWICE).first()
