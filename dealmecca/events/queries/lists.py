"""Lists of events: by day, by place, by kind, by who runs them, mine; a page at a time or a month."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.events.models import Attendee, Event, EventStatus, Rsvp
from dealmecca.events.models.events import LONGEST, EventQuerySet
from dealmecca.lib.text_keys import name_key, query_words

MINE = (Rsvp.GOING, Rsvp.MAYBE, Rsvp.WAITLISTED, Rsvp.OFFERED, Rsvp.ATTENDED)
MOST_IN_A_MONTH = 500
LOOKED_AT = 500


@dataclass(frozen=True)
class EventFilter:
    """Empty says nothing. `when` is upcoming, past or all; `month` is a day of it."""

    words: str = ""
    when: str = "upcoming"
    city: str = ""
    format: str = ""
    event_type: str = ""
    organiser: str = ""  # a company's id
    status: str = ""  # as Event.state tells it
    month: date | None = None
    is_mine: bool = False
    is_created: bool = False  # by the viewer


After = tuple[datetime, str] | None


def list_events(
    *, viewer: User, wanted: EventFilter, after: After = None, limit: int = 25
) -> tuple[Sequence[Event], After]:
    """Soonest first; the past newest first. The second value begins the next page."""
    rows = _found(viewer, wanted).select_related("organiser")
    is_past = wanted.when == "past"
    if after:
        at, key = after
        later = Q(starts_at__lt=at) | Q(starts_at=at, pk__lt=key) if is_past else None
        rows = rows.filter(later or Q(starts_at__gt=at) | Q(starts_at=at, pk__gt=key))
        rows = rows.filter(starts_at__lte=at) if is_past else rows.filter(starts_at__gte=at)  # where the index begins
    found = list(rows.order_by("-starts_at", "-pk" if is_past else "pk")[: limit + 1]) if is_past else None
    found = found if found is not None else list(rows.order_by("starts_at", "pk")[: limit + 1])
    page = found[:limit]
    return page, (page[-1].starts_at, page[-1].pk) if len(found) > limit else None


def events_in_month(*, viewer: User, wanted: EventFilter, month: date) -> Sequence[Event]:
    """Those of which a day falls into the month, in their own zones, soonest first."""
    rows = _found(viewer, replace(wanted, month=month, when="all")).select_related("organiser")
    return list(rows.order_by("starts_at", "pk")[:MOST_IN_A_MONTH])


def my_answers(*, viewer: User, events: Sequence[Event]) -> dict[str, Attendee]:
    """What the viewer answered to these, by event."""
    rows = Attendee.objects.of(viewer).filter(event__in=[event.pk for event in events])
    return {row.event_id: row for row in rows}


def places_of(*, viewer: User, wanted: EventFilter) -> list[tuple[str, str, int]]:
    """(key, city, how many) of what the other filters find, most first: the location filter ignores its own choice.

    Of the first LOOKED_AT events: to count all would cost more than the list itself.
    """
    rows = _found(viewer, replace(wanted, city="")).order_by("-starts_at" if wanted.when == "past" else "starts_at")
    found = list(rows.values_list("city_key", "city")[:LOOKED_AT])
    names = {key: city for key, city in reversed(found) if key}
    counts = Counter(key for key, _ in found if key)
    return [(key, names[key], count) for key, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]


def events_of_company(*, viewer: User, company_id: str, limit: int = 5) -> Sequence[Event]:
    """What a company runs, as far as it is to come, soonest first."""
    now = timezone.now()
    rows = Event.objects.visible_to(viewer).filter(organiser=company_id, starts_at__gt=now - LONGEST, ends_at__gt=now)
    return list(rows.exclude(status=EventStatus.DRAFT).order_by("starts_at", "pk")[:limit])


def month_bounds(month: date) -> tuple[date, date]:
    """Its first day, and the first of the next."""
    first = month.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1)


def _found(viewer: User, wanted: EventFilter) -> EventQuerySet:
    now = timezone.now()
    rows = Event.objects.visible_to(viewer)
    if wanted.is_created:
        rows = rows.filter(creator=viewer.pk) if viewer.sees_own else rows.none()
    elif wanted.status != EventStatus.DRAFT:
        rows = rows.exclude(status=EventStatus.DRAFT)
    if wanted.month:
        first, after = month_bounds(wanted.month)
        wide = timedelta(days=1)  # zones: the clock of no place is a day away from UTC
        begins, ends = (datetime(day.year, day.month, 1, tzinfo=ZoneInfo("UTC")) for day in (first, after))
        rows = rows.filter(starts_at__gt=begins - wide - LONGEST, starts_at__lt=ends + wide, ends_at__gt=begins - wide)
    if wanted.when == "upcoming":
        rows = rows.not_over(now)
    elif wanted.when == "past":
        rows = rows.filter(starts_at__lt=now, ends_at__lte=now)
    if wanted.status == "COMPLETED":
        rows = rows.filter(status=EventStatus.PUBLISHED, ends_at__lte=now)
    elif wanted.status == EventStatus.PUBLISHED:
        rows = rows.filter(status=EventStatus.PUBLISHED, ends_at__gt=now)
    elif wanted.status:
        rows = rows.filter(status=wanted.status)
    for name in ("format", "event_type", "organiser"):
        if value := getattr(wanted, name):
            rows = rows.filter(**{name: value})
    if wanted.city:
        rows = rows.filter(city_key=name_key(wanted.city))
    if wanted.is_mine:
        mine = Attendee.objects.of(viewer).filter(status__in=MINE)
        rows = rows.filter(pk__in=mine.values("event"))
    return _with_words(rows, wanted.words)


def _with_words(rows: EventQuerySet, words: str) -> EventQuerySet:
    """Each word begins one of title, place and organiser."""
    for word in query_words(words):
        wanted = _begins(word.joined)
        if len(word.parts) > 1:
            parts = Q()
            for part in word.parts:
                parts &= _begins(part)
            wanted |= parts
        rows = rows.filter(wanted)
    return rows


def _begins(word: str) -> Q:
    named = Q(organiser__name_key__startswith=word) | Q(organiser__name_key__contains=f" {word}")
    return Q(search_text__contains=f" {word}") | named
