"""The forum's front page: each category with how much stands in it, and its three latest posts."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from dealmecca.accounts.models import User
from dealmecca.forum.models import Category, CategoryFollow, Post
from dealmecca.forum.queries.hiding import without_hidden

LATEST = 3


@dataclass(frozen=True)
class Overview:
    category: Category
    latest: list[Post]
    is_followed: bool


def category_overview(*, viewer: User) -> list[Overview]:
    """In their order; categories that take no new posts stay while something stands in them. Not what the viewer hides.

    Six queries.
    """
    if not (viewer.is_authenticated and viewer.is_active):
        return []
    rows = without_hidden(Post.objects.listed_to(viewer), viewer)
    newest = rows.filter(category=OuterRef("pk")).order_by("-created_at", "-pk").values("pk")
    places = {f"latest_{place}": Subquery(newest[place : place + 1]) for place in range(LATEST)}
    shown = [row for row in Category.objects.in_order().annotate(**places) if row.is_active or row.post_count]
    ids = {row.pk: [pk for name in places if (pk := getattr(row, name))] for row in shown}
    posts = (
        Post.objects.listed_to(viewer)
        .filter(pk__in=[pk for some in ids.values() for pk in some])
        .with_authors()
        .defer("body")
        .in_bulk()
    )
    followed = set(CategoryFollow.objects.visible_to(viewer).values_list("category", flat=True))
    return [Overview(row, [posts[pk] for pk in ids[row.pk] if pk in posts], row.pk in followed) for row in shown]


def overview_of(*, viewer: User, category: Category) -> Overview:
    """As the list has it; one that is empty and takes no new posts stands in no list."""
    for one in category_overview(viewer=viewer):
        if one.category.pk == category.pk:
            return one
    return Overview(category, [], is_followed=False)


def open_categories(*, viewer: User) -> list[Category]:
    """Those a post may be written into."""
    return list(Category.objects.active().in_order()) if viewer.is_authenticated and viewer.is_active else []


def get_category(*, viewer: User, slug: str) -> Category:
    """By slug or id, inactive ones too. Raises Category.DoesNotExist."""
    if "\0" in slug or not (viewer.is_authenticated and viewer.is_active):
        raise Category.DoesNotExist
    there = Category.objects.filter(slug=slug).first() or Category.objects.filter(pk=slug).first()
    if there is None:
        raise Category.DoesNotExist
    return there
