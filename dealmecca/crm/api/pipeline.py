"""The pipeline as JSON: list, put on the board, move, take off."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router

from dealmecca.accounts.viewers import viewer_of
from dealmecca.crm.actions.deals import move_deal, open_deal, remove_deal
from dealmecca.crm.api.parameters import STATUSES, list_page, list_parameters
from dealmecca.crm.queries.lists import list_deals
from dealmecca.crm.queries.rows import get_deal
from dealmecca.crm.schemas.work import DealAnswer, DealListing, DealMove, NewDeal, work_answer
from dealmecca.roster.api.parameters import contact_called

router = Router(tags=["My work"], by_alias=True)


@router.get(
    "",
    response=DealListing,
    operation_id="listPipeline",
    summary="Your pipeline, or your team's",
    openapi_extra=list_parameters(STATUSES),
)
def list_cards(request: HttpRequest) -> DealListing:
    """Last moved first."""
    rows, next_cursor = list_page(request, list_deals)
    return DealListing(items=[work_answer(DealAnswer, row) for row in rows], next_cursor=next_cursor)


@router.post("", response={201: DealAnswer}, operation_id="openDeal", summary="Put a person on the board")
def post_deal(request: HttpRequest, response: HttpResponse, values: NewDeal) -> Any:
    """Who is on it already stays where they stand: the answer is that card."""
    viewer = viewer_of(request)
    contact = contact_called(viewer, values.contact_id, "contact_id")
    row, _ = open_deal(actor=viewer, contact=contact, status=values.status or "NEW")
    response.headers["Location"] = reverse("api:read_deal", args=[row.pk])
    return work_answer(DealAnswer, row)


@router.get("/{deal_id}", response=DealAnswer, operation_id="getDeal", summary="Read a card")
def read_deal(request: HttpRequest, deal_id: str) -> Any:
    """Your own, or your team's."""
    return work_answer(DealAnswer, get_deal(viewer=viewer_of(request), deal_id=deal_id))


@router.patch("/{deal_id}", response=DealAnswer, operation_id="moveDeal", summary="Move a card")
def patch_deal(request: HttpRequest, deal_id: str, values: DealMove) -> Any:
    """With seen, 409 when somebody moved it since you saw it there."""
    viewer = viewer_of(request)
    deal = get_deal(viewer=viewer, deal_id=deal_id)
    return work_answer(DealAnswer, move_deal(actor=viewer, deal=deal, status=values.status, seen=values.seen))


@router.delete("/{deal_id}", response={204: None}, operation_id="removeDeal", summary="Take a card off the board")
def delete_card(request: HttpRequest, deal_id: str) -> None:
    """Gone for good after a day; until then the page can take it back."""
    viewer = viewer_of(request)
    remove_deal(actor=viewer, deal=get_deal(viewer=viewer, deal_id=deal_id))
