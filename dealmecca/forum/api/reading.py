"""Categories, tags and search of the forum as JSON, and which of them the caller follows or hides."""

from django.http import HttpRequest
from ninja import Router

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.api.lists import cursor_checked, words_parameter
from dealmecca.forum.actions import follow_category, hide_tag
from dealmecca.forum.api.parameters import page_parameters, parameter, reader_of
from dealmecca.forum.models import Category
from dealmecca.forum.queries import Overview, category_overview, get_category, names_in, search_forum
from dealmecca.forum.queries.called import get_tag, list_tags
from dealmecca.forum.schemas.comments import ThreadFollowAnswer, ThreadFollowValues
from dealmecca.forum.schemas.mine import (
    CategoryAnswer,
    CategoryListing,
    ForumHitListing,
    HiddenValues,
    TagAnswer,
    TagListing,
    category_answer,
    hit_answer,
)
from dealmecca.forum.vocabularies import TAG_KIND
from dealmecca.lib.cursors import encode_cursor
from dealmecca.lib.query_values import one_of

router = Router(tags=["Forum"], by_alias=True)
_KIND = parameter("kind", {"type": "string", "enum": list(TAG_KIND.codes)}, "Topics alone, or media types alone.")


@router.get("/categories", response=CategoryListing, operation_id="listForumCategories", summary="The categories")
def list_categories(request: HttpRequest) -> CategoryListing:
    """In their order, each with how much stands in it and its three newest posts."""
    return CategoryListing(items=[category_answer(one) for one in category_overview(viewer=viewer_of(request))])


@router.get(
    "/categories/{category_id}",
    response=CategoryAnswer,
    operation_id="getForumCategory",
    summary="Read a category",
)
def read_category(request: HttpRequest, category_id: str) -> CategoryAnswer:
    """By id or slug; also one that takes no new posts."""
    viewer = viewer_of(request)
    return category_answer(_overview(viewer, get_category(viewer=viewer, slug=category_id)))


@router.put(
    "/categories/{category_id}/follow",
    response=ThreadFollowAnswer,
    operation_id="followForumCategory",
    summary="Follow a category",
)
def put_category_follow(request: HttpRequest, category_id: str, values: ThreadFollowValues) -> ThreadFollowAnswer:
    """Whether you are told of new posts in it. Nobody else sees who is."""
    viewer = viewer_of(request)
    category = get_category(viewer=viewer, slug=category_id)
    follow_category(actor=viewer, category=category, is_followed=values.is_followed)
    return ThreadFollowAnswer(is_followed=values.is_followed)


@router.get(
    "/tags",
    response=TagListing,
    operation_id="listForumTags",
    summary="Tags and media types",
    openapi_extra={"parameters": [_KIND, *page_parameters()]},
)
def list_forum_tags(request: HttpRequest) -> TagListing:
    """By slug, each with all words that find it."""
    asked = reader_of(request)
    kind, after, limit = asked.one("kind", one_of(TAG_KIND.codes)), asked.cursor((str,)), asked.limit()
    asked.check()
    rows, next_after = list_tags(
        viewer=asked.viewer, kind=kind or "", after=str(after[0]) if after else "", limit=limit
    )
    items = [
        TagAnswer(id=tag.pk, slug=tag.slug, name=tag.name, kind=tag.kind, words=words, is_hidden=is_hidden)
        for tag, words, is_hidden in rows
    ]
    return TagListing(items=items, next_cursor=encode_cursor([next_after]) if next_after else None)


@router.put("/tags/{tag_id}/hidden", response=HiddenValues, operation_id="hideForumTag", summary="Hide a tag")
def put_hidden_tag(request: HttpRequest, tag_id: str, values: HiddenValues) -> HiddenValues:
    """Whether posts with this tag are left out of your lists. By id, by slug, or by any word for it."""
    viewer = viewer_of(request)
    hide_tag(actor=viewer, tag=get_tag(viewer=viewer, tag_id=tag_id), is_hidden=values.is_hidden)
    return values


@router.get(
    "/search",
    response=ForumHitListing,
    operation_id="searchForum",
    summary="Search posts and comments",
    openapi_extra={"parameters": [words_parameter(required=True), *page_parameters()]},
)
def search_posts(request: HttpRequest) -> ForumHitListing:
    """Every word begins a word of the text. Newest first; without words, nothing is found."""
    asked = reader_of(request)
    words, limit, cursor = asked.words("q"), asked.limit(), asked.one("cursor", str)
    asked.check()
    with cursor_checked():
        hits, next_cursor = search_forum(viewer=asked.viewer, text=words, cursor=cursor, limit=limit)
    names = names_in(viewer=asked.viewer, texts=[(hit.comment or hit.post).body for hit in hits])
    return ForumHitListing(items=[hit_answer(hit, names) for hit in hits], next_cursor=next_cursor)


def _overview(viewer: User, category: Category) -> Overview:
    """As the list has it; one that is empty and takes no new posts stands in no list."""
    for one in category_overview(viewer=viewer):
        if one.category.pk == category.pk:
            return one
    return Overview(category, [], is_followed=False)
