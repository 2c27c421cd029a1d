"""Posts as lists show them: one order each, filtered by what they are about, without those the viewer hides."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q, prefetch_related_objects
from django.db.models.functions import Left

from dealmecca.accounts.models import User
from dealmecca.forum.models import (
    Bookmark,
    CompanyMention,
    ContactMention,
    Post,
    PostTag,
    Tag,
    Visit,
    Vote,
)
from dealmecca.forum.models.posts import PostQuerySet, shown_of_authors
from dealmecca.forum.queries.hiding import without_hidden
from dealmecca.forum.queries.whose import numbered, posts_by
from dealmecca.lib.cursors import decode_cursor, encode_cursor, read_moment_cursor

PAGE = 25
PINNED = 5  # at most, above the first page
EXCERPT = 600  # characters of a text that a list reads
_OF_TAGS = ("tag__name", "tag__slug", "tag__kind")


@dataclass(frozen=True)
class PostFilter:
    """Empty says nothing. `author` finds what they wrote under their name, and never anything else."""

    category: str = ""
    tag: str = ""
    company: str = ""
    contact: str = ""
    event: str = ""
    author: str = ""
    location_key: str = ""
    kept_by_me: bool = False
    written_by_me: bool = False
    is_question: bool = False


@dataclass
class Card:
    """A post in a list. `unread` counts comments since the viewer's last look; None when they never looked."""

    post: Post
    tags: list[Tag] = field(default_factory=list)
    unread: int | None = None
    is_kept: bool = False
    my_vote: int = 0


# Each order: its columns, all falling, the id last so that a cursor points at one place.
ORDERS: Mapping[str, tuple[str, ...]] = {
    "active": ("last_activity_at", "pk"),
    "new": ("created_at", "pk"),
    "best": ("vote_sum", "pk"),
    "unanswered": ("created_at", "pk"),
}


def list_posts(
    *, viewer: User, wanted: PostFilter, order: str = "active", cursor: str | None = None, limit: int = PAGE
) -> tuple[list[Card], str | None]:
    """A page and the next cursor. Pinned posts stand above the first page of the last active.

    Seven queries at most, whatever the number of posts. Raises ValueError for a broken cursor or an unknown order.
    """
    if order not in ORDERS:
        raise ValueError(f"“{order}” is none of: {', '.join(ORDERS)}.")
    rows = _filtered(viewer, wanted)
    if order == "unanswered":
        rows = rows.filter(comment_count=0)
    pinned: list[Post] = []
    if order == "active":
        rows, pinned = _below_pins(rows, wanted, is_first_page=not cursor)
    columns = ORDERS[order]
    if cursor:
        rows = rows.filter(_after(columns, cursor))
    found = list(_for_cards(rows).order_by(*(f"-{name}" for name in columns))[: limit + 1])
    next_cursor = None
    if len(found) > limit:
        found = found[:limit]
        next_cursor = encode_cursor([_plain(getattr(found[-1], name)) for name in columns])
    return as_cards(viewer, [*pinned, *found]), next_cursor


def _below_pins(rows: PostQuerySet, wanted: PostFilter, *, is_first_page: bool) -> tuple[PostQuerySet, list[Post]]:
    """What stands above the first page, and the rows without it. A category has at most PINNED; of the whole forum's
    the last active stand above, and the others in their places."""
    if wanted not in (PostFilter(), PostFilter(category=wanted.category)):
        return rows, []  # who looks for something wants it in order
    pins = rows.filter(is_pinned=True).order_by("-last_activity_at", "-pk")[:PINNED]
    pinned = list(_for_cards(pins)) if is_first_page else []
    if wanted.category:
        return rows.filter(is_pinned=False), pinned
    above = [post.pk for post in pinned] if is_first_page else list(pins.values_list("pk", flat=True))
    return rows.exclude(pk__in=above), pinned


def as_cards(viewer: User, posts: Sequence[Post]) -> list[Card]:
    """With their authors and tags, and what the viewer did with them. Four queries."""
    prefetch_related_objects(posts, *shown_of_authors())
    ids = [post.pk for post in posts]
    tags: dict[str, list[Tag]] = defaultdict(list)
    given = PostTag.objects.filter(post__in=ids, is_rejected=False).select_related("tag").only("post", *_OF_TAGS)
    for row in given.order_by("tag__name"):
        tags[row.post_id].append(row.tag)
    read, kept, votes = _mine(viewer, ids)
    return [
        Card(
            post,
            tags[post.pk],
            max(0, post.number_count - read[post.pk]) if post.pk in read else None,
            post.pk in kept,
            votes.get(post.pk, 0),
        )
        for post in posts
    ]


def _mine(viewer: User, ids: list[str]) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """How far the viewer read, which posts they kept, and how they voted: one query for the three."""
    if not ids or not (viewer.is_authenticated and viewer.sees_own):
        return {}, {}, {}
    theirs: dict[str, dict[str, int]] = {"read": {}, "kept": {}, "vote": {}}
    parts = (
        numbered("read", Visit.objects.visible_to(viewer).filter(post__in=ids), F("read_number")),
        numbered("kept", Bookmark.objects.visible_to(viewer).filter(post__in=ids)),
        numbered("vote", Vote.objects.filter(user=viewer.pk, comment=None, post__in=ids), F("value")),
    )
    for what, post, number in parts[0].union(*parts[1:], all=True):
        theirs[what][post] = number
    return theirs["read"], theirs["kept"], theirs["vote"]


def _filtered(viewer: User, wanted: PostFilter) -> PostQuerySet:
    rows = Post.objects.listed_to(viewer)
    if wanted.category:
        rows = rows.filter(category=wanted.category)
    if wanted.event:
        rows = rows.filter(event=wanted.event)
    if wanted.author:
        rows = rows.filter(author=wanted.author, is_anonymous=False)
    if wanted.location_key:
        rows = rows.filter(location_key=wanted.location_key)
    if wanted.is_question:
        rows = rows.filter(post_type="QUESTION")
    if wanted.tag:
        rows = rows.filter(pk__in=PostTag.objects.filter(tag=wanted.tag, is_rejected=False).values("post"))
    if wanted.company:
        rows = rows.filter(pk__in=CompanyMention.objects.filter(company=wanted.company).standing().values("post"))
    if wanted.contact:
        rows = rows.filter(pk__in=ContactMention.objects.filter(contact=wanted.contact).standing().values("post"))
    if wanted.kept_by_me:
        rows = rows.filter(pk__in=Bookmark.objects.visible_to(viewer).values("post"))
    if wanted.written_by_me:
        rows = rows.filter(pk__in=posts_by(viewer).values("pk"))
    is_own = wanted.kept_by_me or wanted.written_by_me
    return rows if is_own or wanted.tag else without_hidden(rows, viewer)


def _for_cards(rows: PostQuerySet) -> PostQuerySet:
    """The beginning of each text, not all of it; without authors, which `as_cards` reads for all at once."""
    return rows.select_related("category").defer("body").annotate(beginning=Left("body", EXCERPT))


def _after(columns: Sequence[str], cursor: str) -> Q:
    value: Any
    if columns[0] == "vote_sum":
        value, key = decode_cursor(cursor, (int, str))
    else:
        value, key = read_moment_cursor(cursor)
    return Q(**{f"{columns[0]}__lt": value}) | Q(**{columns[0]: value, "pk__lt": key})


def _plain(value: Any) -> str | int:
    return value if isinstance(value, (int, str)) else value.isoformat()
