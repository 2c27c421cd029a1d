"""Handlings as JSON: find, read, record, end, and say whether they are right."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from ninja import Router

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.metering import Asked, asked_in_filters, searching
from dealmecca.history.models import Door
from dealmecca.lib.cursors import encode_cursor
from dealmecca.lib.query_values import fraction
from dealmecca.roster import queries
from dealmecca.roster.actions.handlings import end_handling, record_handling
from dealmecca.roster.actions.reports import report, withdraw
from dealmecca.roster.api.parameters import (
    RosterReader,
    as_of,
    company_called,
    contact_called,
    duty_called,
    how_of,
    page_parameters,
    parameter,
    several,
)
from dealmecca.roster.models import Said
from dealmecca.roster.queries import Claim, ClaimFilter
from dealmecca.roster.schemas.handlings import (
    HandlingAnswer,
    HandlingDetail,
    HandlingEnd,
    HandlingList,
    NewHandling,
    NewReport,
    handling_answer,
    handling_detail,
)

router = Router(tags=["Handlings"], by_alias=True)
_RANK = (int, int, str)
FILTERS = ("account", "duty", "contact", "agency", "asOf", "minConfidence")


@router.get(
    "",
    response=HandlingList,
    operation_id="listHandlings",
    summary="Find who handles what",
    openapi_extra={
        "parameters": [
            several("account", "The advertiser, by id or slug."),
            several("duty", "By id, slug, name or another word for it."),
            several("contact", "The person, by id."),
            several("agency", "The employer with its offices and subsidiaries, by id or slug."),
            as_of("What held on this day; today when left out."),
            parameter("minConfidence", {"type": "number", "minimum": 0, "maximum": 1}, "At least this sure."),
            *page_parameters(),
        ],
        "x-metered": True,
    },
)
def list_handlings(request: HttpRequest) -> HandlingList:
    """With an account or a person given, the surest first, disputed ones last; else the one recorded last first.

    In the second order a page may hold fewer items than limit when minConfidence is given.
    """
    viewer = viewer_of(request)
    asked = RosterReader(request.GET, viewer)
    accounts, contacts = asked.companies("account"), asked.contacts("contact")
    wanted = ClaimFilter(
        accounts=accounts,
        contacts=contacts,
        duties=asked.duties("duty"),
        agencies=asked.companies("agency"),
        day=asked.day("asOf") or timezone.localdate(),
        min_confidence=asked.one("minConfidence", fraction) or 0.0,
    )
    is_ranked = bool(accounts or contacts)
    cursor, limit = asked.cursor(_RANK if is_ranked else (str,)), asked.limit()
    asked.check()
    with searching(request, _asked(request.GET)) as receipt:
        if is_ranked:
            claims = queries.find_claims(viewer=viewer, wanted=wanted)
            receipt.found(len(claims))
            rest = [claim for claim in claims if cursor is None or _rank(claim) > cursor]
            claims, after = rest[:limit], _rank(rest[limit - 1]) if len(rest) > limit else None
        else:
            claims, last = queries.list_claims(
                viewer=viewer, wanted=wanted, after=cursor[0] if cursor else None, limit=limit
            )
            receipt.found(len(claims) + bool(last))
            after = [last] if last else None
    items = [handling_answer(claim) for claim in claims]
    return HandlingList(items=items, next_cursor=encode_cursor(after) if after else None)


def _asked(query: QueryDict) -> Asked | None:
    """The filters as a search; without any, the first page is a look."""
    is_further = bool(query.get("cursor"))
    filters = {name: values for name in FILTERS if (values := [one for one in query.getlist(name) if one])}
    if not filters and not is_further:
        return None
    said = ", ".join(one for values in filters.values() for one in values) or "all, page by page"
    return asked_in_filters("handlings", filters, f"Who handles what: {said}", is_further=is_further)


@router.post("", response={201: HandlingDetail}, operation_id="recordHandling", summary="Record who handles what")
def post_handling(request: HttpRequest, response: HttpResponse, values: NewHandling) -> HandlingDetail:
    """The person handles this duty for the account, in the job held on that day.

    What is recorded already is confirmed instead of doubled: the answer is 201 with the same id.
    """
    viewer = viewer_of(request)
    handling = record_handling(
        actor=viewer,
        door=Door.API,
        contact=contact_called(viewer, values.contact_id, "contact_id"),
        account=company_called(viewer, values.account_id, "account_id"),
        duty=duty_called(viewer, values.duty),
        since=values.since,
        until=values.until,
        how=how_of(values.how),
        said_on=values.said_on,
    )
    response.headers["Location"] = reverse("api:get_handling", args=[handling.pk])
    return _detail(viewer, handling.pk)


@router.get("/{handling_id}", response=HandlingDetail, operation_id="getHandling", summary="Read a handling")
def get_handling(request: HttpRequest, handling_id: str) -> HandlingDetail:
    """One handling, whether it still holds or not, with what was said about it."""
    return _detail(viewer_of(request), handling_id)


@router.patch("/{handling_id}", response=HandlingAnswer, operation_id="endHandling", summary="End a handling")
def patch_handling(request: HttpRequest, handling_id: str, values: HandlingEnd) -> HandlingAnswer:
    """The person no longer handles this, from that day on. One that ended earlier stays as it is."""
    viewer = viewer_of(request)
    claim = queries.get_claim(viewer=viewer, handling_id=handling_id)
    end_handling(actor=viewer, door=Door.API, handling=claim.handling, until=values.until)
    return handling_answer(queries.get_claim(viewer=viewer, handling_id=handling_id))


@router.post(
    "/{handling_id}/reports",
    response={201: HandlingDetail},
    operation_id="reportHandling",
    summary="Say whether a handling is right",
)
def post_report(request: HttpRequest, handling_id: str, values: NewReport) -> HandlingDetail:
    """Still right, left, or the wrong account. The same twice on a day counts once; 409 for what has ended."""
    viewer = viewer_of(request)
    report(
        actor=viewer,
        door=Door.API,
        handling=queries.get_claim(viewer=viewer, handling_id=handling_id).handling,
        said=Said(values.said),
        how=how_of(values.how),
        said_on=values.said_on,
        note=values.note or "",
    )
    return _detail(viewer, handling_id)


@router.delete(
    "/{handling_id}/reports", response={204: None}, operation_id="withdrawReports", summary="Take back one's words"
)
def delete_reports(request: HttpRequest, handling_id: str) -> None:
    """Everything that you said today about this handling, as if you had not."""
    viewer = viewer_of(request)
    handling = queries.get_claim(viewer=viewer, handling_id=handling_id).handling
    withdraw(actor=viewer, evidence=queries.own_words_today(viewer=viewer, handling=handling))


def _detail(viewer: User, handling_id: str) -> HandlingDetail:
    claim = queries.get_claim(viewer=viewer, handling_id=handling_id)
    return handling_detail(claim, queries.evidence_of(viewer=viewer, handling=claim.handling), viewer)


def _rank(claim: Claim) -> list[int | str]:
    """The place of a claim in the order of confidence, as a cursor keeps it."""
    return [int(claim.is_disputed), -round(claim.confidence * 10_000), claim.id]
