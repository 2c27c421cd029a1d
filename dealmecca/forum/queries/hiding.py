"""What a member hides: posts with certain tags, wherever posts are listed to them. A thread they open stays whole."""

from typing import Any

from django.db.models import QuerySet

from dealmecca.accounts.models import User
from dealmecca.forum.models import HiddenTag, PostTag
from dealmecca.forum.models.posts import PostQuerySet


def without_hidden(rows: PostQuerySet, viewer: User) -> PostQuerySet:
    """The posts that the viewer wants to see. One query, and a condition more for those who hide something."""
    hidden = hidden_posts(viewer)
    return rows if hidden is None else rows.exclude(pk__in=hidden)


def hidden_posts(viewer: User) -> QuerySet[Any, str] | None:
    """Ids of posts that the viewer hides, not read yet; None for who hides nothing. One query."""
    tags = list(HiddenTag.objects.visible_to(viewer).values_list("tag", flat=True))
    return PostTag.objects.filter(tag__in=tags, is_rejected=False).values_list("post", flat=True) if tags else None


def members_who_hide(*, post_id: str) -> set[str]:
    """Whom no news of this post is told. One query."""
    tags = PostTag.objects.filter(post=post_id, is_rejected=False).values("tag")
    return set(HiddenTag.objects.filter(tag__in=tags).values_list("user", flat=True))
