"""Events: list, add, read, change, delete, take back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import viewer_of
from dealmecca.events.actions.events import (
    cancel_event,
    create_event,
    delete_event,
    edit_event,
    publish_event,
    restore_event,
)
from dealmecca.events.api.parameters import cleaned_values, event_parameters, read_filter
from dealmecca.events.calendar_files import CONTENT_TYPE, Entry, event_file
from dealmecca.events.models import GOES, Event
from dealmecca.events.permissions import can_edit_event
from dealmecca.events.queries.events import companies_of, get_deleted_event, get_event, my_answer
from dealmecca.events.queries.lists import list_events, my_answers
from dealmecca.events.schemas import (
    EventAnswer,
    EventDetail,
    EventListing,
    EventValues,
    NewEvent,
    company_answer,
    event_values,
)
from dealmecca.history.models import Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.cursors import moment_cursor, read_moment_cursor
from dealmecca.roster.api.parameters import RosterReader

router = Router(tags=["Events"], by_alias=True)
_CALENDAR = {"description": "The event as iCalendar", "content": {"text/calendar": {"schema": {"type": "string"}}}}


@router.get(
    "",
    response=EventListing,
    operation_id="listEvents",
    summary="Events",
    openapi_extra={"parameters": event_parameters()},
)
def list_all_events(request: HttpRequest) -> EventListing:
    """Soonest first, unless the past is asked for."""
    viewer = viewer_of(request)
    asked = RosterReader(request.GET, viewer)
    wanted, after, limit = read_filter(asked), asked.one("cursor", read_moment_cursor), asked.limit()
    asked.check()
    rows, last = list_events(viewer=viewer, wanted=wanted, after=after, limit=limit)
    answers = my_answers(viewer=viewer, events=rows)
    items = [EventAnswer.model_validate(_values(viewer, row, answers.get(row.pk))) for row in rows]
    return EventListing(items=items, next_cursor=moment_cursor(*last) if last else None)


@router.post("", response={201: EventDetail}, operation_id="addEvent", summary="Add an event")
def add_event(request: HttpRequest, response: HttpResponse, values: NewEvent) -> Any:
    """A draft, unless status says PUBLISHED. One of a like name around that day answers 409."""
    viewer = viewer_of(request)
    cleaned, named = cleaned_values(viewer, values.model_dump(exclude_unset=True))
    event = create_event(
        actor=viewer, door=Door.API, values=cleaned, is_published=values.status == "PUBLISHED",
        despite_likeness=values.despite_likeness, **named,
    )  # fmt: skip
    response.headers["Location"] = reverse("api:read_event", args=[event.pk])
    return _detail(viewer, event.pk)


@router.get("/{event_id}", response=EventDetail, operation_id="getEvent", summary="Read an event")
def read_event(request: HttpRequest, event_id: str) -> Any:
    """By id or slug, with the companies that are there."""
    return _detail(viewer_of(request), event_id)


@router.patch("/{event_id}", response=EventDetail, operation_id="editEvent", summary="Change an event")
def patch_event(request: HttpRequest, event_id: str, values: EventValues) -> Any:
    """Only what is sent changes. Whoever goes or waits is told of another time or place, and of a cancellation."""
    viewer = viewer_of(request)
    event = get_event(viewer=viewer, event_id=event_id)
    if values.status == "DRAFT" and event.status != "DRAFT":
        raise Conflict("This event was published. Cancel it, or delete it.")
    cleaned, named = cleaned_values(viewer, values.model_dump(exclude_unset=True))
    event = edit_event(actor=viewer, door=Door.API, event=event, values=cleaned, **named)
    if values.status in ("PUBLISHED", "CANCELLED"):
        act = publish_event if values.status == "PUBLISHED" else cancel_event
        act(actor=viewer, door=Door.API, event=event)
    return _detail(viewer, event.pk)


@router.delete("/{event_id}", response={204: None}, operation_id="deleteEvent", summary="Delete an event")
def remove_event(request: HttpRequest, event_id: str) -> None:
    """It can be taken back for a week; what was discussed about it stays."""
    viewer = viewer_of(request)
    delete_event(actor=viewer, door=Door.API, event=get_event(viewer=viewer, event_id=event_id))


@router.post("/{event_id}/restore", response=EventDetail, operation_id="restoreEvent", summary="Take back a deletion")
def take_back_event(request: HttpRequest, event_id: str) -> Any:
    """One that was to come is cancelled until it is published again. Twice is once."""
    viewer = viewer_of(request)
    try:
        event = get_deleted_event(viewer=viewer, event_id=event_id)
    except Event.DoesNotExist:
        event = get_event(viewer=viewer, event_id=event_id)
    return _detail(viewer, restore_event(actor=viewer, door=Door.API, event=event).pk)


@router.get(
    "/{event_id}/calendar.ics",
    operation_id="getEventCalendar",
    summary="An event for a calendar",
    openapi_extra={"responses": {200: _CALENDAR}},
)
def read_calendar(request: HttpRequest, event_id: str) -> HttpResponse:
    """iCalendar; never who else goes."""
    viewer = viewer_of(request)
    event = get_event(viewer=viewer, event_id=event_id)
    return HttpResponse(event_file(Entry(event, my_answer(viewer=viewer, event=event))), content_type=CONTENT_TYPE)


def _detail(viewer: User, event_id: str) -> EventDetail:
    event = get_event(viewer=viewer, event_id=event_id)
    values = _values(viewer, event, my_answer(viewer=viewer, event=event))
    return EventDetail.model_validate(
        values | {"companies": [company_answer(row) for row in companies_of(event=event)]}
    )  # fmt: skip


def _values(viewer: User, event: Event, answer: Any) -> dict[str, Any]:
    is_shown = (answer and answer.status in GOES) or can_edit_event(viewer, event)
    return event_values(event, answer, event.virtual_url if is_shown else "")
