"""What one answers to an event, who goes, ratings, and what is for oneself alone."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.queries import contacts_by_id
from dealmecca.events.actions.ratings import rate_event, withdraw_rating
from dealmecca.events.actions.rsvps import set_rsvp
from dealmecca.events.actions.worth import log_met_people, set_roi
from dealmecca.events.models import Event
from dealmecca.events.queries.attendees import SHOWN, list_attendees
from dealmecca.events.queries.events import get_event, my_answer
from dealmecca.events.queries.ratings import my_met_people, my_rating, my_roi, verdict_on
from dealmecca.events.queries.seats import queue_of
from dealmecca.events.schemas import (
    AttendeeListing,
    MetAnswer,
    MetListing,
    MetValues,
    RatingAnswer,
    RatingValues,
    RsvpAnswer,
    RsvpValues,
    WorthAnswer,
    WorthValues,
    attendee_answer,
    rating_answer,
    worth_answer,
)
from dealmecca.lib.cursors import encode_cursor
from dealmecca.lib.problems import BadValues
from dealmecca.lib.query_values import one_of
from dealmecca.roster.api.parameters import RosterReader, page_parameters, parameter

router = Router(tags=["Events"], by_alias=True)
_STATUS = parameter("status", {"type": "string", "enum": [str(one) for one in SHOWN]}, "Only those who answered so.")


@router.get("/{event_id}/rsvp", response=RsvpAnswer, operation_id="getRsvp", summary="What I answered")
def read_rsvp(request: HttpRequest, event_id: str) -> RsvpAnswer:
    """With the place on the waitlist, and until when a seat is held."""
    viewer = viewer_of(request)
    return _rsvp(viewer, get_event(viewer=viewer, event_id=event_id))


@router.put("/{event_id}/rsvp", response=RsvpAnswer, operation_id="setRsvp", summary="Answer an event")
def put_rsvp(request: HttpRequest, event_id: str, values: RsvpValues) -> RsvpAnswer:
    """The state the caller wants; the same again changes nothing. Anything but GOING declines an offered seat."""
    viewer = viewer_of(request)
    event = get_event(viewer=viewer, event_id=event_id)
    set_rsvp(actor=viewer, event=event, status=values.status, visibility=values.visibility)
    return _rsvp(viewer, event)


@router.get(
    "/{event_id}/attendees",
    response=AttendeeListing,
    operation_id="listAttendees",
    summary="Who goes",
    openapi_extra={"parameters": [_STATUS, *page_parameters()]},
)
def read_attendees(request: HttpRequest, event_id: str) -> AttendeeListing:
    """As each chose to be seen, in the order of their answers."""
    viewer = viewer_of(request)
    event = get_event(viewer=viewer, event_id=event_id)
    asked = RosterReader(request.GET, viewer)
    status = asked.one("status", one_of(tuple(str(one) for one in SHOWN))) or ""
    after, limit = asked.cursor((str,)), asked.limit()
    asked.check()
    rows, last = list_attendees(
        viewer=viewer, event=event, status=status, after=str(after[0]) if after else "", limit=limit
    )  # fmt: skip
    return AttendeeListing(
        items=[attendee_answer(row) for row in rows],
        attendee_count=event.attendee_count,
        next_cursor=encode_cursor([last]) if last else None,
    )


@router.get("/{event_id}/rating", response=RatingAnswer, operation_id="getRating", summary="How it was")
def read_rating(request: HttpRequest, event_id: str) -> RatingAnswer:
    """The caller's own rating, and averages from three ratings on."""
    viewer = viewer_of(request)
    return _rating(viewer, get_event(viewer=viewer, event_id=event_id))


@router.put("/{event_id}/rating", response=RatingAnswer, operation_id="setRating", summary="Rate an event")
def put_rating(request: HttpRequest, event_id: str, values: RatingValues) -> RatingAnswer:
    """Once it is over, by those who were there. Again replaces it."""
    viewer = viewer_of(request)
    event = get_event(viewer=viewer, event_id=event_id)
    rate_event(actor=viewer, event=event, stars=values.model_dump())
    return _rating(viewer, event)


@router.delete("/{event_id}/rating", response={204: None}, operation_id="deleteRating", summary="Take a rating back")
def remove_rating(request: HttpRequest, event_id: str) -> None:
    """Twice is once."""
    viewer = viewer_of(request)
    withdraw_rating(actor=viewer, event=get_event(viewer=viewer, event_id=event_id))


@router.get("/{event_id}/met-people", response=MetListing, operation_id="listMetPeople", summary="Whom I met there")
def read_met_people(request: HttpRequest, event_id: str) -> MetListing:
    """For the caller alone."""
    viewer = viewer_of(request)
    return _met(viewer, get_event(viewer=viewer, event_id=event_id))


@router.post("/{event_id}/met-people", response=MetListing, operation_id="logMetPeople", summary="Log whom I met there")
def post_met_people(request: HttpRequest, event_id: str, values: MetValues) -> MetListing:
    """An interaction with each; who was logged before stays as they are."""
    viewer = viewer_of(request)
    event = get_event(viewer=viewer, event_id=event_id)
    found = contacts_by_id(viewer=viewer, ids=values.contact_ids)
    if unknown := [key for key in values.contact_ids if key not in found]:
        raise BadValues([("contactIds", f"There is no person “{key}”.") for key in unknown])
    log_met_people(actor=viewer, event=event, contacts=list(found.values()), note=values.note)
    return _met(viewer, event)


@router.get("/{event_id}/worth", response=WorthAnswer, operation_id="getWorth", summary="What it was worth to me")
def read_worth(request: HttpRequest, event_id: str) -> WorthAnswer:
    """For the caller alone."""
    viewer = viewer_of(request)
    return worth_answer(my_roi(viewer=viewer, event=get_event(viewer=viewer, event_id=event_id)))


@router.put("/{event_id}/worth", response=WorthAnswer, operation_id="setWorth", summary="Note what it was worth to me")
def put_worth(request: HttpRequest, event_id: str, values: WorthValues) -> WorthAnswer:
    """Whole: what is left out is empty then. For the caller alone."""
    viewer = viewer_of(request)
    event = get_event(viewer=viewer, event_id=event_id)
    given: dict[str, Any] = values.model_dump()
    return worth_answer(set_roi(actor=viewer, event=event, **given | {"note": given["note"] or ""}))


def _rsvp(viewer: User, event: Event) -> RsvpAnswer:
    row = my_answer(viewer=viewer, event=event)
    return RsvpAnswer.model_validate(
        {
            "status": row.status if row else None,
            "visibility": row.visibility if row else None,
            "place_in_queue": queue_of(event=event, row=row)[1] if row else 0,
            "offer_expires_at": row.offer_expires_at if row else None,
        }
    )


def _rating(viewer: User, event: Event) -> RatingAnswer:
    return rating_answer(my_rating(viewer=viewer, event=event), verdict_on(viewer=viewer, event=event))


def _met(viewer: User, event: Event) -> MetListing:
    rows = my_met_people(viewer=viewer, event=event)
    items = [
        MetAnswer(contact_id=row.contact_id, name=row.contact.full_name, interaction_id=row.interaction_id)
        for row in rows
    ]
    return MetListing(items=items)
