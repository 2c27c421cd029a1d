"""Searching the forum, as JSON."""

from django.http import HttpRequest
from ninja import Router

from dealmecca.directory.api.lists import cursor_checked, words_parameter
from dealmecca.forum.api.parameters import page_parameters, reader_of
from dealmecca.forum.queries import names_in, search_forum
from dealmecca.forum.schemas.mine import ForumHitListing, hit_answer

router = Router(tags=["Forum"], by_alias=True)


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
