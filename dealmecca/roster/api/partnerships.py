"""Partnerships as JSON: find, read, record, end, put in review."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router

from dealmecca.accounts.viewers import viewer_of
from dealmecca.history.models import Door
from dealmecca.lib.cursors import encode_cursor
from dealmecca.lib.query_values import yes_or_no
from dealmecca.roster import queries
from dealmecca.roster.actions.partnerships import end_partnership, mark_in_review, record_partnership
from dealmecca.roster.api.parameters import (
    RosterReader,
    as_of,
    company_called,
    how_of,
    page_parameters,
    parameter,
    several,
    term_of,
)
from dealmecca.roster.models import Partnership
from dealmecca.roster.queries import PartnershipFilter
from dealmecca.roster.schemas.partnerships import NewPartnership, PartnershipAnswer, PartnershipChange, PartnershipList
from dealmecca.roster.vocabularies import DISCIPLINE, MARKET

router = Router(tags=["Partnerships"], by_alias=True)


@router.get(
    "",
    response=PartnershipList,
    operation_id="listPartnerships",
    summary="Find who works for whom",
    openapi_extra={
        "parameters": [
            several("agency", "The agency with its offices and subsidiaries, by id or slug."),
            several("advertiser", "By id or slug."),
            several("discipline", f"A code, its label or a usual name for it: {', '.join(DISCIPLINE.codes)}."),
            several("market", f"A code, its label or a usual name for it: {', '.join(MARKET.codes)}."),
            parameter("isAor", {"type": "boolean"}, "Agencies of record alone, or the others alone."),
            as_of("What held on this day; everything that was ever recorded when left out."),
            *page_parameters(),
        ]
    },
)
def list_partnerships(request: HttpRequest) -> PartnershipList:
    """The one recorded last first."""
    viewer = viewer_of(request)
    asked = RosterReader(request.GET, viewer)
    wanted = PartnershipFilter(
        agencies=asked.companies("agency"),
        advertisers=asked.companies("advertiser"),
        disciplines=asked.several("discipline", term_of(DISCIPLINE)),
        markets=asked.several("market", term_of(MARKET)),
        is_aor=asked.one("isAor", yes_or_no),
        day=asked.day("asOf"),
    )
    cursor, limit = asked.cursor((str,)), asked.limit()
    asked.check()
    rows, after = queries.list_partnerships(
        viewer=viewer, wanted=wanted, after=cursor[0] if cursor else None, limit=limit
    )
    items = [PartnershipAnswer.model_validate(row) for row in rows]
    return PartnershipList(items=items, next_cursor=encode_cursor([after]) if after else None)


@router.post(
    "", response={201: PartnershipAnswer}, operation_id="recordPartnership", summary="Record who works for whom"
)
def post_partnership(request: HttpRequest, response: HttpResponse, values: NewPartnership) -> Partnership:
    """409 when another agency is of record in that time, unless this one replaces it.

    The same again answers 201 with the one that is there.
    """
    viewer = viewer_of(request)
    row = record_partnership(
        actor=viewer,
        door=Door.API,
        agency=company_called(viewer, values.agency_id, "agency_id"),
        advertiser=company_called(viewer, values.advertiser_id, "advertiser_id"),
        discipline=values.discipline,
        market=values.market,
        is_aor=values.is_aor,
        since=values.since,
        until=values.until,
        source=values.source or "",
        how=how_of(values.how),
        replaces=values.replaces,
    )
    response.headers["Location"] = reverse("api:get_partnership", args=[row.pk])
    return queries.get_partnership(viewer=viewer, partnership_id=row.pk)


@router.get(
    "/{partnership_id}", response=PartnershipAnswer, operation_id="getPartnership", summary="Read a partnership"
)
def get_partnership(request: HttpRequest, partnership_id: str) -> Partnership:
    """One partnership, whether it still holds or not."""
    return queries.get_partnership(viewer=viewer_of(request), partnership_id=partnership_id)


@router.patch(
    "/{partnership_id}",
    response=PartnershipAnswer,
    operation_id="changePartnership",
    summary="End a partnership, or put it in review",
)
def patch_partnership(request: HttpRequest, partnership_id: str, values: PartnershipChange) -> Partnership:
    """Send until (and withDuties) to end it, or inReviewSince: a day, or null once the review is over."""
    viewer = viewer_of(request)
    row = queries.get_partnership(viewer=viewer, partnership_id=partnership_id)
    is_about_review = "in_review_since" in values.model_fields_set
    if is_about_review == (values.until is not None):
        raise ValidationError("Send either until or inReviewSince.")
    if values.until:
        end_partnership(
            actor=viewer, door=Door.API, partnership=row, until=values.until, with_duties=values.with_duties
        )
    else:
        mark_in_review(actor=viewer, door=Door.API, partnership=row, since=values.in_review_since)
    return queries.get_partnership(viewer=viewer, partnership_id=row.pk)
