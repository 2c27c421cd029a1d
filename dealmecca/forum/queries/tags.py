"""Tags that posts have, for whoever writes or corrects one."""

from collections import Counter, defaultdict

from dealmecca.accounts.models import User
from dealmecca.forum.models import Post, PostTag

LOOKED_AT, SHOWN = 400, 8


def tags_in_use(*, viewer: User) -> dict[str, list[str]]:
    """The names most given lately, by kind of tag. One query."""
    if not (viewer.is_authenticated and viewer.is_active):
        return {}
    rows = PostTag.objects.filter(is_rejected=False, source="AUTHOR").order_by("-pk")
    counted = Counter(rows.values_list("tag__kind", "tag__name")[:LOOKED_AT])
    found: dict[str, list[str]] = defaultdict(list)
    for (kind, name), _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
        if len(found[kind]) < SHOWN:
            found[kind].append(name)
    return dict(found)


def own_tags(*, viewer: User, post: Post) -> dict[str, list[str]]:
    """The names that the post's author gave it, by kind."""
    rows = PostTag.objects.filter(post__in=Post.objects.visible_to(viewer).filter(pk=post.pk), is_rejected=False)
    found: dict[str, list[str]] = defaultdict(list)
    for kind, name in rows.filter(source="AUTHOR").order_by("tag__name").values_list("tag__kind", "tag__name"):
        found[kind].append(name)
    return dict(found)
