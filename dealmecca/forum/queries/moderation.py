"""What moderators look at: what waits, what members report, what was done; and the log that every member reads."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q, QuerySet

from dealmecca.accounts.models import User
from dealmecca.forum.models import Comment, Flag, ModerationEntry, Post
from dealmecca.forum.queries.hiding import hidden_posts
from dealmecca.forum.queries.whose import moderates
from dealmecca.forum.vocabularies import FLAG_REASON
from dealmecca.lib.cursors import encode_cursor, read_moment_cursor

MOST, PAGE = 100, 50  # of the queue; entries of a page of the log
YOUNG = timedelta(days=3)  # an account whose report does not make something pressing
MANY = 3  # members who report the same
_STANDS = ["VISIBLE", "HELD"]


@dataclass
class Waiting:
    """One post or comment to decide about. `since` is when it was held, or first reported."""

    item: Post | Comment
    since: datetime
    flags: list[Flag] = field(default_factory=list)

    @property
    def post(self) -> Post:
        return self.item if isinstance(self.item, Post) else self.item.post

    @property
    def comment(self) -> Comment | None:
        return None if isinstance(self.item, Post) else self.item

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{'post' if self.comment is None else 'comment'}:{self.item.pk}"

    @property
    def is_held(self) -> bool:
        return self.item.state == "HELD"

    @property
    def is_pressing(self) -> bool:
        """Reported by several members whose accounts were not made for it."""
        return sum(row.created_at - row.user.created_at >= YOUNG for row in self.flags) >= MANY


@dataclass
class Queue:
    """`by_reason` counts what is shown: (code, label, how many)."""

    waiting: list[Waiting]
    by_reason: list[tuple[str, str, int]]
    has_more: bool


def moderation_queue(*, viewer: User, reason: str = "") -> Queue:
    """Oldest first; `reason` is HELD or a reason to report. Five queries."""
    if not moderates(viewer):
        return Queue([], [], has_more=False)
    posts = Post.objects.filter(state="HELD").with_authors().select_related("category")
    comments = Comment.objects.filter(state="HELD", post__state__in=_STANDS)
    comments = comments.with_authors().select_related("post__category")
    there: dict[str, Waiting] = {}
    held: list[Post | Comment] = [*posts.order_by("created_at", "pk")[: MOST + 1]]
    held += comments.order_by("created_at", "pk")[: MOST + 1]
    for item in held:
        there[item.pk] = Waiting(item, item.created_at)
    flags = list(_open_flags().select_related("user").order_by("created_at", "pk")[: MOST * 10])
    flagged = {row.comment_id or row.post_id for row in flags} - set(there)
    reported: list[Post | Comment] = [*Post.objects.filter(pk__in=flagged).with_authors().select_related("category")]
    reported += Comment.objects.filter(pk__in=flagged).with_authors().select_related("post__category")
    by_id = {item.pk: item for item in reported}
    for row in flags:
        key = row.comment_id or row.post_id
        if key not in there and key in by_id:
            there[key] = Waiting(by_id[key], row.created_at)
        if key in there:
            there[key].flags.append(row)
    counts = Counter(code for one in there.values() for code in _reasons(one))
    labels = [("HELD", "Waits to be approved"), *FLAG_REASON.choices]
    by_reason = [(code, label, counts[code]) for code, label in labels if counts[code]]
    waiting = sorted(there.values(), key=lambda one: (one.since, one.item.pk))
    if reason:
        waiting = [one for one in waiting if reason in _reasons(one)]
    return Queue(waiting[:MOST], by_reason, has_more=len(waiting) > MOST)


def waiting_count(*, viewer: User) -> int:
    """How many posts and comments wait for a decision. One query."""
    if not moderates(viewer):
        return 0
    held = Comment.objects.filter(state="HELD", post__state__in=_STANDS).order_by().values_list("pk")
    flags = _open_flags().order_by()
    return (
        Post.objects.filter(state="HELD").order_by().values_list("pk")
        .union(held, flags.filter(comment=None).values_list("post"), flags.exclude(comment=None).values_list("comment"))
        .count()
    )  # fmt: skip


def open_flags_of(*, viewer: User, item: Post | Comment) -> list[Flag]:
    """With who reported: abuse of reports is a moderator's business too. Never for the author."""
    if not moderates(viewer):
        return []
    about = Q(post=item.pk, comment=None) if isinstance(item, Post) else Q(comment=item.pk)
    return list(Flag.objects.filter(about, decision="OPEN").select_related("user").order_by("created_at", "pk"))


def my_flag(*, viewer: User, post: Post, comment: Comment | None = None) -> Flag | None:
    """The viewer's own open report."""
    if not (viewer.is_authenticated and viewer.sees_own):
        return None
    return Flag.objects.filter(post=post.pk, comment=comment, user=viewer.pk, decision="OPEN").first()


def my_flagged(*, viewer: User, post: Post) -> set[str]:
    """Ids of what the viewer reported in a thread, the post itself or comments. One query."""
    if not (viewer.is_authenticated and viewer.sees_own):
        return set()
    rows = Flag.objects.filter(post=post.pk, user=viewer.pk, decision="OPEN").values_list("comment", flat=True)
    return {key or post.pk for key in rows}


def entries_of(*, viewer: User, item: Post | Comment) -> list[ModerationEntry]:
    """What was done to it, newest first, for moderators."""
    if not moderates(viewer):
        return []
    about = Q(post=item.pk, comment=None) if isinstance(item, Post) else Q(comment=item.pk)
    rows = ModerationEntry.objects.filter(about).select_related("actor", "undone_by")
    return list(rows.order_by("-at", "-pk")[:MOST])


def get_entry(*, viewer: User, entry_id: str) -> ModerationEntry:
    """Raises ObjectDoesNotExist."""
    if not moderates(viewer) or "\0" in entry_id:
        raise ObjectDoesNotExist
    return ModerationEntry.objects.select_related("post", "comment__post").get(pk=entry_id)


def moderation_log(*, viewer: User, cursor: str | None = None) -> tuple[list[ModerationEntry], str | None]:
    """For every member, newest first: who did what and why, without who reported it and without removed words.
    Nor what is about a post that the viewer hides, unless it is theirs to moderate.

    Two queries. Raises ValueError for a broken cursor.
    """
    if not (viewer.is_authenticated and viewer.is_active):
        return [], None
    rows = ModerationEntry.objects.select_related("actor", "undone_by", "post__category", "comment")
    rows = rows.defer("post__body", "post__ai_summary", "comment__body").order_by("-at", "-pk")
    hidden = None if moderates(viewer) else hidden_posts(viewer)
    if hidden is not None:
        rows = rows.exclude(post__in=hidden)
    if cursor:
        at, key = read_moment_cursor(cursor)
        rows = rows.filter(Q(at__lt=at) | Q(at=at, pk__lt=key))
    found = list(rows[: PAGE + 1])
    more = len(found) > PAGE
    found = found[:PAGE]
    return found, encode_cursor([found[-1].at.isoformat(), found[-1].pk]) if more else None


def named_items(*, viewer: User, keys: Sequence[str]) -> tuple[list[Post], list[Comment]]:
    """What a form named as "post:<id>" or "comment:<id>"; what is not there is left out."""
    if not moderates(viewer):
        return [], []
    ids = {kind: [key.partition(":")[2] for key in keys if key.startswith(f"{kind}:") and "\0" not in key]
           for kind in ("post", "comment")}  # fmt: skip
    posts = list(Post.objects.visible_to(viewer).filter(pk__in=ids["post"][:MOST]))
    comments = Comment.objects.visible_to(viewer).exclude(state="DELETED").select_related("post")
    return posts, list(comments.filter(pk__in=ids["comment"][:MOST]))


def _open_flags() -> QuerySet[Flag]:
    """Of what stands; reports of what its author deleted are not decided, and come back with it."""
    rows = Flag.objects.filter(decision="OPEN", post__state__in=_STANDS)
    return rows.filter(Q(comment=None) | Q(comment__state__in=_STANDS))


def _reasons(one: Waiting) -> set[str]:
    return {row.reason for row in one.flags} | ({"HELD"} if one.is_held else set())
