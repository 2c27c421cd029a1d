"""A record's timeline and a person's lead score as JSON."""

from django.http import HttpRequest
from ninja import Router

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import viewer_of
from dealmecca.crm.actions.lead_scores import drop_override, override_score
from dealmecca.crm.queries.lead_scores import lead_score_of
from dealmecca.crm.queries.timeline import cursor_values, timeline_of
from dealmecca.crm.schemas.records import (
    LeadScoreAnswer,
    LeadScoreValues,
    TimelineListing,
    lead_score_answer,
    timeline_line,
)
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.queries import get_company, get_contact
from dealmecca.lib.cursors import decode_cursor, encode_cursor
from dealmecca.roster.api.parameters import RosterReader, page_parameters

router = Router(tags=["My work"], by_alias=True)
PAGES = {"parameters": page_parameters()}


@router.get(
    "/contacts/{contact_id}/timeline",
    response=TimelineListing,
    operation_id="getContactTimeline",
    summary="A person's timeline",
    openapi_extra=PAGES,
)
def contact_timeline(request: HttpRequest, contact_id: str) -> TimelineListing:
    """Your and your team's work among the changes of the record, newest first."""
    return _timeline(request, get_contact(viewer=viewer_of(request), contact_id=contact_id))


@router.get(
    "/companies/{company_id}/timeline",
    response=TimelineListing,
    operation_id="getCompanyTimeline",
    summary="A company's timeline",
    openapi_extra=PAGES,
)
def company_timeline(request: HttpRequest, company_id: str) -> TimelineListing:
    """With what happened to people while they worked there."""
    return _timeline(request, get_company(viewer=viewer_of(request), company_id=company_id))


@router.get(
    "/contacts/{contact_id}/lead-score",
    response=LeadScoreAnswer,
    operation_id="getLeadScore",
    summary="A person's lead score for you",
)
def get_lead_score(request: HttpRequest, contact_id: str) -> LeadScoreAnswer:
    """Its items sum to computed. It is yours: nobody else's work has a part in it."""
    viewer = viewer_of(request)
    return _score(viewer, get_contact(viewer=viewer, contact_id=contact_id))


@router.put(
    "/contacts/{contact_id}/lead-score",
    response=LeadScoreAnswer,
    operation_id="setLeadScore",
    summary="Set a lead score by hand",
)
def put_lead_score(request: HttpRequest, contact_id: str, values: LeadScoreValues) -> LeadScoreAnswer:
    """It stays until you take it off, whatever the formula says."""
    viewer = viewer_of(request)
    contact = get_contact(viewer=viewer, contact_id=contact_id)
    override_score(actor=viewer, contact=contact, score=values.score)
    return _score(viewer, contact)


@router.delete(
    "/contacts/{contact_id}/lead-score",
    response=LeadScoreAnswer,
    operation_id="dropLeadScore",
    summary="Back to the formula",
)
def delete_lead_score(request: HttpRequest, contact_id: str) -> LeadScoreAnswer:
    """Twice is once."""
    viewer = viewer_of(request)
    contact = get_contact(viewer=viewer, contact_id=contact_id)
    drop_override(actor=viewer, contact=contact)
    return _score(viewer, contact)


def _score(viewer: User, contact: Contact) -> LeadScoreAnswer:
    return lead_score_answer(contact.pk, lead_score_of(viewer=viewer, contact=contact))


def _timeline(request: HttpRequest, record: Contact | Company) -> TimelineListing:
    viewer = viewer_of(request)
    asked = RosterReader(request.GET, viewer)
    after = asked.one("cursor", lambda text: cursor_values(decode_cursor(text, (str, str, str))))
    limit = asked.limit()
    asked.check()
    page = timeline_of(viewer=viewer, record=record, after=after, limit=limit)
    cursor = encode_cursor(page.next_after) if page.next_after else None
    return TimelineListing(items=[timeline_line(line) for line in page.lines], next_cursor=cursor)
