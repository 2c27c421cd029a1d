"""Suggested events, and the address for one's calendar app."""

from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from ninja import Router, Status

from dealmecca.accounts.viewers import viewer_of
from dealmecca.events.actions.calendar_feeds import make_feed, revoke_feed
from dealmecca.events.actions.suggestions import accept_suggestion, decline_suggestion, suggest_event
from dealmecca.events.api.parameters import cleaned_values
from dealmecca.events.models import SuggestionState
from dealmecca.events.permissions import can_decide_suggestions, require
from dealmecca.events.queries.calendar_feeds import feed_of
from dealmecca.events.queries.suggestions import get_suggestion, list_suggestions
from dealmecca.events.schemas import (
    Decision,
    FeedAnswer,
    NewSuggestion,
    SuggestionAnswer,
    SuggestionListing,
    suggestion_answer,
)
from dealmecca.history.models import Door
from dealmecca.lib.cursors import encode_cursor
from dealmecca.lib.query_values import one_of
from dealmecca.roster.api.parameters import RosterReader, page_parameters, parameter

router = Router(tags=["Events"], by_alias=True)
STATES = tuple(SuggestionState.values)


@router.get(
    "/suggestions",
    response=SuggestionListing,
    operation_id="listEventSuggestions",
    summary="Suggested events",
    openapi_extra={
        "parameters": [
            parameter("state", {"type": "string", "enum": list(STATES)}, "Only those."), *page_parameters()
        ]
    },
)  # fmt: skip
def read_suggestions(request: HttpRequest) -> SuggestionListing:
    """Moderators see all, everybody else their own; oldest first."""
    viewer = viewer_of(request)
    asked = RosterReader(request.GET, viewer)
    state, after, limit = asked.one("state", one_of(STATES)) or "", asked.cursor((str,)), asked.limit()
    asked.check()
    rows, last = list_suggestions(viewer=viewer, state=state, after=str(after[0]) if after else "", limit=limit)
    return SuggestionListing(
        items=[suggestion_answer(row) for row in rows], next_cursor=encode_cursor([last]) if last else None
    )


@router.post(
    "/suggestions",
    response={200: SuggestionAnswer, 201: SuggestionAnswer},
    operation_id="suggestEvent",
    summary="Suggest an event",
)
def post_suggestion(request: HttpRequest, values: NewSuggestion) -> Status[SuggestionAnswer]:
    """One that others run. The same again answers 200 with the one that waits; one of a like name 409."""
    viewer = viewer_of(request)
    cleaned, _ = cleaned_values(viewer, values.model_dump(exclude_unset=True))
    row, is_new = suggest_event(actor=viewer, values=cleaned, despite_likeness=values.despite_likeness)
    return Status(201 if is_new else 200, suggestion_answer(row))


@router.put(
    "/suggestions/{suggestion_id}/decision",
    response=SuggestionAnswer,
    operation_id="decideEventSuggestion",
    summary="Accept or decline a suggested event",
)
def put_decision(request: HttpRequest, suggestion_id: str, values: Decision) -> SuggestionAnswer:
    """For moderators. Accepting publishes it as an event of theirs."""
    viewer = viewer_of(request)
    require(can_decide_suggestions(viewer), "Only moderators decide about suggestions.")
    row = get_suggestion(viewer=viewer, suggestion_id=suggestion_id)
    if values.state == "ACCEPTED":
        accept_suggestion(actor=viewer, door=Door.API, suggestion=row)
    else:
        decline_suggestion(actor=viewer, door=Door.API, suggestion=row, reason=values.reason)
    return suggestion_answer(get_suggestion(viewer=viewer, suggestion_id=suggestion_id))


@router.get("/calendar-feed", response=FeedAnswer, operation_id="getCalendarFeed", summary="My calendar address")
def read_feed(request: HttpRequest) -> FeedAnswer:
    """Whether one works; its text is not kept."""
    feed = feed_of(viewer=viewer_of(request))
    return FeedAnswer(is_working=feed is not None, address=None, created_at=feed.created_at if feed else None)


@router.post(
    "/calendar-feed", response={201: FeedAnswer}, operation_id="makeCalendarFeed", summary="Make my calendar address"
)
def post_feed(request: HttpRequest) -> Status[FeedAnswer]:
    """Whole only in this answer. The one before works no more."""
    viewer = viewer_of(request)
    token = make_feed(actor=viewer)
    feed = feed_of(viewer=viewer)
    address = urljoin(settings.SITE_URL, reverse("events:calendar_feed", args=[token]))
    return Status(201, FeedAnswer(is_working=True, address=address, created_at=feed.created_at if feed else None))


@router.delete(
    "/calendar-feed", response={204: None}, operation_id="deleteCalendarFeed", summary="Stop my calendar address"
)
def delete_feed(request: HttpRequest) -> None:
    """Twice is once."""
    revoke_feed(actor=viewer_of(request))
