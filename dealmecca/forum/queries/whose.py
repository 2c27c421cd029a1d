"""Whose words something is. Of an anonymous text, only its author's own requests find out."""

from typing import Any

from django.db.models import ExpressionWrapper, F, IntegerField, Q, QuerySet, Value

from dealmecca.accounts.models import Role, User
from dealmecca.forum.models import Comment, Post, SealedAuthor


def moderates(viewer: User) -> bool:
    return viewer.is_authenticated and viewer.sees_own and viewer.role in (Role.MODERATOR, Role.ADMIN)


def own_handle(viewer: User, post: Post) -> str:
    """The handle under which this viewer writes anonymously in this thread; "" when they never did. One query."""
    if not (viewer.is_authenticated and viewer.sees_own):
        return ""
    row = SealedAuthor.objects.filter(post=post.pk, user=viewer.pk).values_list("handle", flat=True).first()
    return row or ""


def is_mine(viewer: User, item: Post | Comment, handle: str | None = None) -> bool:
    """Whether the viewer wrote it. `handle` is theirs in the thread, where it is known already."""
    if not (viewer.is_authenticated and viewer.sees_own):
        return False
    if not item.is_anonymous:
        return item.author_id is not None and item.author_id == viewer.pk
    if handle is None:
        handle = own_handle(viewer, item if isinstance(item, Post) else item.post)
    return handle == item.handle


def posts_by(viewer: User) -> QuerySet[Post]:
    """What the viewer wrote, under whatever name: for their own request only. Deleted ones are among them."""
    if not (viewer.is_authenticated and viewer.sees_own):
        return Post.objects.none()
    sealed = Q(is_anonymous=True, sealed_authors__user=viewer.pk, sealed_authors__handle=F("handle"))
    return Post.objects.filter(Q(author=viewer.pk) | sealed)


def sees_unmaskings(viewer: User) -> bool:
    """Every admin in their own name reads what was asked; the answer only the two who agreed."""
    return viewer.is_authenticated and viewer.sees_own and viewer.role == Role.ADMIN


def numbered(what: str, rows: QuerySet[Any], number: Any = None) -> QuerySet[Any]:
    """(what, post, number or 1) of what somebody did with posts: of several tables, one statement by `union`."""
    told = {
        "what": Value(what),
        "number": ExpressionWrapper(Value(1) if number is None else number, output_field=IntegerField()),
    }
    return rows.annotate(**told).values_list("what", "post", "number")
