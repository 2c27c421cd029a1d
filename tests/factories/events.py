"""Events for tests, made through their own actions."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.events.actions.calendar_feeds import make_feed
from dealmecca.events.actions.events import create_event, delete_event
from dealmecca.events.actions.rsvps import set_rsvp
from dealmecca.events.actions.suggestions import suggest_event
from dealmecca.events.models import Attendee, Event
from dealmecca.history.models import Door

ZONE = "America/New_York"


def in_days(days: float, hour: int = 10, zone: str = ZONE) -> datetime:
    """That time of day, so many days from today, as a form has it."""
    day = (timezone.now() + timedelta(days=days)).astimezone(ZoneInfo(zone))
    return day.replace(hour=hour, minute=0, second=0, microsecond=0, tzinfo=None)


def make_event(actor: User, title: str = "Audio Upfront", *, days: float = 30, **values: Any) -> Event:
    """A published event in so many days, from ten to five in New York."""
    named: dict[str, Any] = {"is_published": True, "despite_likeness": True}
    named |= {name: values.pop(name) for name in ("attending", "sponsors", "is_published") if name in values}
    given = {
        "title": title, "time_zone": ZONE, "city": "New York", "start_date": in_days(days),
        "end_date": in_days(days, 17), **values,
    }  # fmt: skip
    return create_event(actor=actor, door=Door.SYSTEM, values=given, **named)


def make_past(event: Event, days: float = 1) -> Event:
    """It ended so many days ago, whatever its actions would say to that."""
    ends = timezone.now() - timedelta(days=days)
    Event.objects.filter(pk=event.pk).update(starts_at=ends - timedelta(hours=7), ends_at=ends)
    event.refresh_from_db()
    return event


def answer(user: User, event: Event, status: str = "GOING", visibility: str | None = None) -> Attendee:
    return set_rsvp(actor=user, event=event, status=status, visibility=visibility)


def make_records_of_events(owner: User, mate: User, company: Company, contact: Contact) -> dict[str, str]:
    """What stands for {…} in the addresses of events: one to come, one that is over and one deleted, the owner's."""
    event = make_event(owner, organiser=company, max_attendees=3, virtual_url="https://live.example/room-7")
    answer(owner, event, visibility="NOBODY")
    answer(mate, event, visibility="EVERYBODY")
    past = make_event(owner, "Last year's upfront")
    for user in (owner, mate):
        answer(user, past)
    make_past(past)
    draft, gone = make_event(owner, "Quiet dinner", is_published=False), make_event(owner, "A mistake")
    delete_event(actor=owner, door=Door.SYSTEM, event=gone)
    values = {"title": "Regional day", "time_zone": ZONE, "start_date": in_days(50), "end_date": in_days(50, 12)}
    suggestion, _ = suggest_event(actor=owner, values=values)
    return {
        "event": event.slug, "event_id": event.pk, "past_event": past.slug, "past_event_id": past.pk,
        "draft": draft.slug, "gone": gone.slug, "suggestion": suggestion.pk, "calendar": make_feed(actor=owner),
    }  # fmt: skip
