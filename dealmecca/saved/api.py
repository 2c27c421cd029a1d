"""Saved searches as JSON: list, save, read, change, delete, take back, news."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router, Status

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.api.lists import cursor_checked, page_parameters
from dealmecca.directory.search_query import query_from
from dealmecca.lib.cursors import decode_cursor, encode_cursor
from dealmecca.saved import actions, queries
from dealmecca.saved.models import SavedSearch
from dealmecca.saved.schemas import (
    NewSavedSearch,
    NewsListing,
    SavedSearchAnswer,
    SavedSearchListing,
    SavedSearchValues,
    news_answer,
    saved_answer,
)

router = Router(tags=["Saved searches"], by_alias=True)


@router.get(
    "",
    response=SavedSearchListing,
    operation_id="listSavedSearches",
    summary="What I saved",
    openapi_extra={"parameters": page_parameters()},
)
def list_saved_searches(request: HttpRequest) -> SavedSearchListing:
    """The caller's own and those shared in their sales team."""
    viewer, query = viewer_of(request), query_from(request.GET, None)
    with cursor_checked():
        after = str(decode_cursor(query.cursor, (str,))[0]) if query.cursor else None
    rows, next_after = queries.list_searches(viewer=viewer, after=after, limit=query.limit)
    items = [saved_answer(row) for row in rows]
    return SavedSearchListing(items=items, next_cursor=encode_cursor([next_after]) if next_after else None)


@router.post(
    "",
    response={200: SavedSearchAnswer, 201: SavedSearchAnswer},
    operation_id="saveSearch",
    summary="Save a search",
)
def save_search(request: HttpRequest, response: HttpResponse, values: NewSavedSearch) -> Status[SavedSearchAnswer]:
    """201 for a new one; the same name for the same list again answers 200 with the one there is."""
    viewer = viewer_of(request)
    saved, is_new = actions.save_search(actor=viewer, **values.model_dump())
    response.headers["Location"] = reverse("api:get_saved_search", args=[saved.pk])
    return Status(201 if is_new else 200, _answer(viewer, saved))


@router.get("/{search_id}", response=SavedSearchAnswer, operation_id="getSavedSearch", summary="Read a saved search")
def get_saved_search(request: HttpRequest, search_id: str) -> SavedSearchAnswer:
    """With its filters as they are called today."""
    viewer = viewer_of(request)
    return _answer(viewer, queries.get_search(viewer=viewer, search_id=search_id))


@router.patch(
    "/{search_id}", response=SavedSearchAnswer, operation_id="changeSavedSearch", summary="Change a saved search"
)
def change_saved_search(request: HttpRequest, search_id: str, values: SavedSearchValues) -> SavedSearchAnswer:
    """Name, alerts and sharing; what is left out stays. Alerts that begin, begin with what is there now."""
    viewer = viewer_of(request)
    saved = queries.get_search(viewer=viewer, search_id=search_id)
    return _answer(viewer, actions.change_search(actor=viewer, saved=saved, **values.model_dump()))


@router.delete("/{search_id}", response={204: None}, operation_id="deleteSavedSearch", summary="Delete a saved search")
def delete_saved_search(request: HttpRequest, search_id: str) -> None:
    """It can be taken back for a week."""
    viewer = viewer_of(request)
    actions.delete_search(actor=viewer, saved=queries.get_search(viewer=viewer, search_id=search_id))


@router.post(
    "/{search_id}/restore",
    response=SavedSearchAnswer,
    operation_id="restoreSavedSearch",
    summary="Take back a deletion",
)
def restore_saved_search(request: HttpRequest, search_id: str) -> SavedSearchAnswer:
    """As it was; what came and went meanwhile is told at its next look."""
    viewer = viewer_of(request)
    try:
        saved = queries.get_deleted(viewer=viewer, search_id=search_id)
    except SavedSearch.DoesNotExist:
        saved = queries.get_search(viewer=viewer, search_id=search_id)
    return _answer(viewer, actions.restore_search(actor=viewer, saved=saved))


@router.get(
    "/{search_id}/news",
    response=NewsListing,
    operation_id="listSavedSearchNews",
    summary="What is new, changed and gone",
    openapi_extra={"parameters": page_parameters()},
)
def list_saved_search_news(request: HttpRequest, search_id: str) -> NewsListing:
    """Each change once, since alerts began; kept for 90 days."""
    viewer, query = viewer_of(request), query_from(request.GET, None)
    saved = queries.get_search(viewer=viewer, search_id=search_id)
    with cursor_checked():
        after = int(decode_cursor(query.cursor, (int,))[0]) if query.cursor else None
    items, next_after = queries.list_news(viewer=viewer, saved=saved, after=after, limit=query.limit)
    return NewsListing(
        items=[news_answer(item) for item in items],
        next_cursor=encode_cursor([next_after]) if next_after else None,
    )


def _answer(viewer: User, saved: SavedSearch) -> SavedSearchAnswer:
    found = queries.read_filter(viewer=viewer, kind=saved.kind, kept=saved.filters)
    return saved_answer(queries.row_of(viewer=viewer, saved=saved), found)
