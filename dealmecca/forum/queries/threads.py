"""One thread: its post, a page of its comments in the order of the conversation, and what the viewer did there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import F

from dealmecca.accounts.models import User
from dealmecca.forum.models import (
    Bookmark,
    Choice,
    ChoiceVote,
    Comment,
    CompanyMention,
    ContactMention,
    Edit,
    Post,
    PostFollow,
    PostSlug,
    PostTag,
    Visit,
    Vote,
)
from dealmecca.forum.models.comments import STEP
from dealmecca.forum.queries.whose import is_mine, moderates, numbered, own_handle

PAGE = 100  # comments


@dataclass
class Line:
    """A comment in its place. What was deleted or removed keeps its place while something answers it."""

    comment: Comment
    is_mine: bool = False
    my_vote: int = 0
    is_new: bool = False
    is_by_asker: bool = False

    @property
    def depth(self) -> int:
        return self.comment.depth

    @property
    def answers(self) -> int:
        """The number of the comment that it answers; 0 when it answers the post."""
        return int(self.comment.path[-2 * STEP : -STEP] or "0", 36)


@dataclass
class Mine:
    """What the viewer did with a thread. `handle` is theirs when they wrote in it anonymously."""

    handle: str = ""
    vote: int = 0
    is_author: bool = False
    is_kept: bool = False
    is_followed: bool = False
    read_number: int | None = None
    viewed_on: date | None = None
    chosen: set[str] = field(default_factory=set)


def get_post(*, viewer: User, slug: str) -> Post:
    """By slug or by id. Raises Post.DoesNotExist."""
    if "\0" in slug:
        raise Post.DoesNotExist
    rows = Post.objects.visible_to(viewer).with_authors().select_related("category", "answer")
    there = rows.filter(slug=slug).first() or rows.filter(pk=slug).first()
    if there is None:
        raise Post.DoesNotExist
    return there


def get_own_deleted_post(*, viewer: User, post_id: str) -> Post:
    """One that the viewer deleted and may still take back. Raises Post.DoesNotExist."""
    there = Post.objects.filter(pk=post_id, state="DELETED").first() if "\0" not in post_id else None
    if there is None or not is_mine(viewer, there):
        raise Post.DoesNotExist
    return there


def new_slug_of(*, viewer: User, slug: str) -> str:
    """Where a former address leads. Raises ObjectDoesNotExist."""
    if "\0" in slug:
        raise ObjectDoesNotExist
    row = PostSlug.objects.filter(slug=slug, post__in=Post.objects.visible_to(viewer)).select_related("post").first()
    if row is None:
        raise ObjectDoesNotExist
    return row.post.slug


def get_comment(*, viewer: User, comment_id: str, even_hidden: bool = False) -> Comment:
    """One that stands, of a post the viewer sees; moderators and `even_hidden` also others. Raises DoesNotExist."""
    if "\0" in comment_id:
        raise Comment.DoesNotExist
    rows = Comment.objects.visible_to(viewer).with_authors().select_related("post__category", "parent")
    there = rows.get(pk=comment_id)
    if there.stands or even_hidden or moderates(viewer) or (there.state == "HELD" and is_mine(viewer, there)):
        return there
    raise Comment.DoesNotExist


def thread_page(
    *, viewer: User, post: Post, mine: Mine, after: str = "", limit: int = PAGE
) -> tuple[list[Line], str | None]:
    """Comments in the order of the conversation, and the path after which the next page begins. Four queries.

    A comment that waits for a moderator is shown to its author and to moderators. `after` is a path of ours; anything
    else begins in the place it would have.
    """
    rows = Comment.objects.filter(post=post.pk).with_authors().order_by("path")
    if after:
        rows = rows.filter(path__gt=after)
    found = list(rows[: limit + 1])
    next_after = found[limit - 1].path if len(found) > limit else None
    found = found[:limit]
    votes = my_votes(viewer=viewer, comments=found)
    lines = []
    for comment in found:
        own = is_mine(viewer, comment, mine.handle)
        if comment.state == "HELD" and not (own or moderates(viewer)):
            continue
        lines.append(
            Line(
                comment,
                own,
                votes.get(comment.pk, 0),
                mine.read_number is not None and comment.number > mine.read_number,
                is_by_asker(comment, post),
            )
        )
    return lines, next_after


def my_votes(*, viewer: User, comments: Sequence[Comment]) -> dict[str, int]:
    if not (viewer.is_authenticated and viewer.sees_own) or not comments:
        return {}
    rows = Vote.objects.filter(user=viewer.pk, comment__in=[comment.pk for comment in comments])
    return {comment: value for comment, value in rows.values_list("comment", "value") if comment}


def my_part(*, viewer: User, post: Post) -> Mine:
    """Four queries at most, whatever the thread's length."""
    if not (viewer.is_authenticated and viewer.sees_own):
        return Mine()
    handle = own_handle(viewer, post)
    votes = numbered("vote", Vote.objects.filter(post=post.pk, comment=None, user=viewer.pk), F("value"))
    kept = numbered("kept", Bookmark.objects.visible_to(viewer).filter(post=post.pk))
    followed = numbered("followed", PostFollow.objects.visible_to(viewer).filter(post=post.pk))
    did = {what: number for what, _, number in votes.union(kept, followed, all=True)}
    chosen: set[str] = set()
    if post.post_type in ("POLL", "LIST"):
        chosen = set(ChoiceVote.objects.filter(post=post.pk, user=viewer.pk).values_list("choice", flat=True))
    visited = Visit.objects.visible_to(viewer).filter(post=post.pk).values_list("read_number", "viewed_on").first()
    return Mine(
        handle=handle,
        vote=did.get("vote", 0),
        is_author=is_mine(viewer, post, handle),
        is_kept="kept" in did,
        is_followed="followed" in did,
        read_number=visited[0] if visited else None,
        viewed_on=visited[1] if visited else None,
        chosen=chosen,
    )


def choices_of(*, viewer: User, post: Post) -> list[Choice]:
    """A poll's as they were written; a list's best first."""
    if post.post_type not in ("POLL", "LIST") or not Post.objects.visible_to(viewer).filter(pk=post.pk).exists():
        return []
    rows = Choice.objects.filter(post=post.pk).select_related("company")
    return list(rows.order_by("position") if post.post_type == "POLL" else rows.order_by("-vote_count", "position"))


@dataclass(frozen=True)
class About:
    """What a post is about: each with who says so and how sure."""

    tags: list[PostTag]
    companies: list[CompanyMention]
    contacts: list[ContactMention]


def about_post(*, viewer: User, post: Post) -> About:
    """Of the post itself, not of its comments. Three queries."""
    kept = {"post": post.pk, "is_rejected": False}
    return About(
        list(PostTag.objects.filter(**kept).select_related("tag").order_by("tag__name")),
        list(CompanyMention.objects.filter(**kept, comment=None).select_related("company").order_by("company__name")),
        list(
            ContactMention.objects.filter(**kept, comment=None).select_related("contact").order_by("contact__last_name")
        ),
    )


def edits_of(*, viewer: User, post: Post, comment: Comment | None = None) -> list[Edit]:
    """What it said before, newest first; whose words were removed has no history for readers."""
    item: Post | Comment = comment or post
    if item.state != "VISIBLE" and not moderates(viewer):
        return []
    rows = Edit.objects.filter(post__in=Post.objects.visible_to(viewer).filter(pk=post.pk), comment=comment)
    return list(rows.select_related("editor").order_by("-number", "-pk")[:100])


def is_by_asker(comment: Comment, post: Post) -> bool:
    if post.is_anonymous:
        return comment.is_anonymous and comment.handle == post.handle
    return not comment.is_anonymous and comment.author_id is not None and comment.author_id == post.author_id
