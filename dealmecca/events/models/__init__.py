"""Tables of events, one noun per file."""

from dealmecca.events.models.attendees import COMING, GOES, SEATED, Attendee, Rsvp, Visibility
from dealmecca.events.models.calendar_feeds import CalendarFeed
from dealmecca.events.models.events import UNDO, Event, EventCompany, EventFormat, EventStatus, Presence
from dealmecca.events.models.notices import EventNotice, Matter
from dealmecca.events.models.ratings import ASPECTS, MetPerson, Rating, RoiLog
from dealmecca.events.models.suggestions import Suggestion, SuggestionState

__all__ = [
    "ASPECTS", "COMING", "GOES", "SEATED", "UNDO", "Attendee", "CalendarFeed", "Event", "EventCompany", "EventFormat",
    "EventNotice", "EventStatus", "Matter", "MetPerson", "Presence", "Rating", "RoiLog", "Rsvp", "Suggestion",
    "SuggestionState", "Visibility",
]  # fmt: skip
