"""People and companies in one JSON list, as the header's box finds them."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from ninja import Router

from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.metering import searching
from dealmecca.directory.api.lists import cursor_checked, kind_parameter, page_parameters, words_parameter
from dealmecca.directory.asking import asked_for_both
from dealmecca.directory.everything import search_both
from dealmecca.directory.schemas import HitListing, hit_listing
from dealmecca.directory.search_query import query_from

router = Router(tags=["Search"], by_alias=True)


@router.get(
    "",
    response=HitListing,
    operation_id="search",
    summary="Find people and companies",
    openapi_extra={
        "parameters": [words_parameter(required=True), kind_parameter(), *page_parameters()],
        "x-metered": True,
    },
)
def search(request: HttpRequest) -> HitListing:
    """Both kinds in one list, those named like the words first; the facet `kind` counts each."""
    if "q" not in request.GET:
        raise ValidationError({"q": ["Say what to look for."]})
    query = query_from(request.GET, None)
    viewer = viewer_of(request)
    with cursor_checked(), searching(request, asked_for_both(query.criteria.text, cursor=query.cursor)) as receipt:
        page = search_both(
            viewer=viewer,
            text=query.criteria.text,
            kind=query.only,
            cursor=query.cursor,
            limit=query.limit,
        )
        receipt.found(page.count.value)
    return hit_listing(viewer, page)
