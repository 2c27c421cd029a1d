"""Events as iCalendar (RFC 5545): one to download, and all of one member's; never who else goes.

UID stays for as long as the event does. SEQUENCE grows with time, place and status, as RFC 5546 has it; other words
only change LAST-MODIFIED.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urljoin

from django.conf import settings
from icalendar import Calendar, Timezone
from icalendar import Event as CalendarEvent

from dealmecca.events.models import GOES, Attendee, Event, EventStatus, Rsvp

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//DealMecca//Events//EN"
UID_DOMAIN = "events.dealmecca"  # no host: an installation that moves keeps its calendars
REFRESH = timedelta(hours=1)


class Entry(NamedTuple):
    """An event as one member has it in their calendar."""

    event: Event
    answer: Attendee | None = None


def event_file(entry: Entry) -> bytes:
    """One event; of a cancelled one the METHOD takes it out of calendars that have it."""
    is_off = _is_off(entry.event)
    calendar = _calendar([entry], method="CANCEL" if is_off else "PUBLISH")
    return bytes(calendar.to_ical())


def feed_file(entries: Sequence[Entry], name: str) -> bytes:
    """All of a member's; calendar apps ask for it again and again."""
    calendar = _calendar(entries, method="PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    return bytes(calendar.to_ical())


def uid_of(event: Event) -> str:
    return f"{event.pk}@{UID_DOMAIN}"


def _calendar(entries: Sequence[Entry], method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    for zone in _zones([entry.event for entry in entries]):
        calendar.add_component(zone)
    for entry in entries:
        calendar.add_component(_component(entry))
    return calendar


def _component(entry: Entry) -> CalendarEvent:
    event, answer = entry
    goes = answer is not None and answer.status in GOES
    item = CalendarEvent()
    item.add("uid", uid_of(event))
    item.add("sequence", event.sequence)
    item.add("dtstamp", event.updated_at)
    item.add("created", event.created_at)
    item.add("last-modified", event.updated_at)
    item.add("summary", event.title)
    item.add("dtstart", event.starts)
    item.add("dtend", event.ends)
    item.add("status", _status(event, answer))
    page = urljoin(settings.SITE_URL, event.url)
    item.add("url", page)
    link = event.virtual_url if goes else ""
    if place := event.place or link:
        item.add("location", place)
    lines = [event.description, f"Take part: {link}" if link else "", page]
    item.add("description", "\n\n".join(line for line in lines if line))
    item.add("transp", "OPAQUE" if goes and not _is_off(event) else "TRANSPARENT")
    return item


def _status(event: Event, answer: Attendee | None) -> str:
    if _is_off(event):
        return "CANCELLED"
    is_open = answer is not None and answer.status in (Rsvp.MAYBE, Rsvp.WAITLISTED, Rsvp.OFFERED)
    return "TENTATIVE" if is_open or event.status == EventStatus.DRAFT else "CONFIRMED"


def _is_off(event: Event) -> bool:
    return event.status == EventStatus.CANCELLED or event.deleted_at is not None


def _zones(events: Iterable[Event]) -> list[Timezone]:
    """A VTIMEZONE for each zone but UTC, with the changes of its clocks from the year before to the year after."""
    years: dict[str, list[int]] = {}
    for event in events:
        if event.time_zone != "UTC":
            years.setdefault(event.time_zone, []).extend((event.starts.year, event.ends.year))
    return [_zone(name, min(found) - 1, max(found) + 1) for name, found in sorted(years.items())]


@lru_cache(maxsize=256)
def _zone(name: str, first: int, last: int) -> Timezone:
    zone = Timezone.from_tzid(name, first_date=date(first, 1, 1), last_date=date(last, 12, 31))
    zone.pop("comment", None)
    return zone
