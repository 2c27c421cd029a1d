"""What is the viewer's own: drafts, what they wrote (under handles, too), where they took part, what they hide."""

from collections.abc import Sequence

from django.db.models import Q

from dealmecca.accounts.models import User
from dealmecca.forum.models import Comment, Draft, HiddenTag, Post, SealedAuthor, Tag
from dealmecca.forum.models.reading import OwnQuerySet
from dealmecca.forum.queries.whose import posts_by

MOST = 100


def my_drafts(*, viewer: User) -> list[Draft]:
    """Last changed first."""
    rows: OwnQuerySet[Draft] = Draft.objects.visible_to(viewer)
    return list(rows.order_by("-updated_at", "-pk")[:MOST])


def my_draft(*, viewer: User, about: str) -> Draft | None:
    return Draft.objects.visible_to(viewer).filter(about=about).first() if "\0" not in about else None


def my_posts(*, viewer: User) -> list[Post]:
    """Newest first, anonymous ones among them: they are marked, and only their author gets this list."""
    rows = posts_by(viewer).exclude(state="DELETED").select_related("author__company", "category")
    return list(rows.defer("body").distinct().order_by("-created_at", "-pk")[:MOST])


def my_threads(*, viewer: User) -> list[Post]:
    """Where the viewer commented, last active first."""
    if not (viewer.is_authenticated and viewer.sees_own):
        return []
    named = Comment.objects.filter(author=viewer.pk, state="VISIBLE").values("post")
    sealed = SealedAuthor.objects.filter(user=viewer.pk).values("post")
    rows = Post.objects.listed_to(viewer).filter(Q(pk__in=named) | Q(pk__in=sealed))
    return list(
        rows.select_related("author__company", "category").defer("body").order_by("-last_activity_at", "-pk")[:MOST]
    )


def hidden_tags(*, viewer: User) -> list[Tag]:
    return [row.tag for row in HiddenTag.objects.visible_to(viewer).select_related("tag").order_by("tag__name")]


def posts_of_drafts(*, viewer: User, drafts: Sequence[Draft]) -> dict[str, Post]:
    """By id, the threads that these drafts answer or change. One query."""
    ids = [row.about.split(" ")[1] for row in drafts if row.about.startswith(("reply ", "post "))]
    return Post.objects.visible_to(viewer).defer("body").in_bulk(ids) if ids else {}
