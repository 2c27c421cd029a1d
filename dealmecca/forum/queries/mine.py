"""What is the viewer's own: drafts, what they wrote (under handles, too), where they took part, what they hide."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from dealmecca.accounts.models import User
from dealmecca.forum.models import Comment, Draft, HiddenTag, Post, PostFollow, SealedAuthor, Tag
from dealmecca.forum.models.reading import OwnQuerySet
from dealmecca.forum.queries.whose import posts_by
from dealmecca.lib.cursors import moment_cursor, read_moment_cursor

MOST = 100
Page = tuple[list[Post], str | None]  # and where the next one begins


def my_drafts(*, viewer: User) -> list[Draft]:
    """Last changed first."""
    rows: OwnQuerySet[Draft] = Draft.objects.visible_to(viewer)
    return list(rows.order_by("-updated_at", "-pk")[:MOST])


def my_draft(*, viewer: User, about: str) -> Draft | None:
    return Draft.objects.visible_to(viewer).filter(about=about).first() if "\0" not in about else None


def my_posts(*, viewer: User, cursor: str | None = None, limit: int = MOST) -> Page:
    """Newest first, anonymous ones among them: they are marked, and only their author gets this list.

    Raises ValueError for a broken cursor, as all pages here do.
    """
    rows = posts_by(viewer).exclude(state="DELETED").distinct()
    return _page(rows, "created_at", cursor, limit)


def my_threads(*, viewer: User, cursor: str | None = None, limit: int = MOST) -> Page:
    """Where the viewer commented, last active first."""
    if not (viewer.is_authenticated and viewer.sees_own):
        return [], None
    named = Comment.objects.filter(author=viewer.pk, state="VISIBLE").values("post")
    sealed = SealedAuthor.objects.filter(user=viewer.pk).values("post")
    rows = Post.objects.listed_to(viewer).filter(Q(pk__in=named) | Q(pk__in=sealed))
    return _page(rows, "last_activity_at", cursor, limit)


def followed_threads(*, viewer: User, cursor: str | None = None, limit: int = MOST) -> Page:
    """Of whose new comments the viewer hears, last active first."""
    follows: OwnQuerySet[PostFollow] = PostFollow.objects.visible_to(viewer)
    return _page(
        Post.objects.listed_to(viewer).filter(pk__in=follows.values("post")), "last_activity_at", cursor, limit
    )


def _page(rows: QuerySet[Post], column: str, cursor: str | None, limit: int) -> Page:
    if cursor:
        at, key = read_moment_cursor(cursor)
        rows = rows.filter(Q(**{f"{column}__lt": at}) | Q(**{column: at, "pk__lt": key}))
    in_order = rows.select_related("author__company", "category").defer("body").order_by(f"-{column}", "-pk")
    found = list(in_order[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    return found[:limit], moment_cursor(getattr(last, column), last.pk) if last else None


def hidden_tags(*, viewer: User) -> list[Tag]:
    return [row.tag for row in HiddenTag.objects.visible_to(viewer).select_related("tag").order_by("tag__name")]


def posts_of_drafts(*, viewer: User, drafts: Sequence[Draft]) -> dict[str, Post]:
    """By id, the threads that these drafts answer or change. One query."""
    ids = [row.about.split(" ")[1] for row in drafts if row.about.startswith(("reply ", "post "))]
    return Post.objects.visible_to(viewer).defer("body").in_bulk(ids) if ids else {}
