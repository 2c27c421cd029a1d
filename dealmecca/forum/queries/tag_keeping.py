"""Tags as moderators keep them: each with its words and how many posts have it."""

from django.db.models import Count, Prefetch, Q

from dealmecca.accounts.models import User
from dealmecca.forum.models import Category, Tag, TagAlias
from dealmecca.forum.queries.whose import moderates
from dealmecca.lib.text_keys import fold

MOST = 500


def kept_tags(*, viewer: User) -> list[Tag]:
    """With `post_count` and `words`, in the order of their names; the most used of too many. Two queries."""
    if not moderates(viewer):
        return []
    words = Prefetch("aliases", TagAlias.objects.order_by("text"))
    rows = Tag.objects.annotate(post_count=Count("posts", filter=Q(posts__is_rejected=False))).prefetch_related(words)
    return sorted(rows.order_by("-post_count", "name", "pk")[:MOST], key=lambda tag: (tag.kind, fold(tag.name)))


def get_kept_tag(*, viewer: User, slug: str) -> Tag:
    """Raises Tag.DoesNotExist."""
    if not moderates(viewer) or "\0" in slug:
        raise Tag.DoesNotExist
    return Tag.objects.get(slug=slug)


def tag_called(*, viewer: User, text: str) -> Tag | None:
    """By its name or any other word for it."""
    row = TagAlias.objects.filter(key=fold(text.lstrip("# "))[:60]).select_related("tag").first()
    return row.tag if row and moderates(viewer) else None


def words_of(*, viewer: User, tag: Tag) -> list[TagAlias]:
    return list(TagAlias.objects.filter(tag=tag.pk).order_by("text")) if moderates(viewer) else []


def kept_categories(*, viewer: User) -> list[Category]:
    """All of them in their order, closed ones too."""
    return list(Category.objects.in_order()) if moderates(viewer) else []
