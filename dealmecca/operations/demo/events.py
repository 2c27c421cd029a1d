"""The demo's events: some to come, one full with people waiting, some over and rated, and the guests who go.

Counted from the day on which the demo is made, like a seller's days. Through the domain's own actions; made once.
"""

import random
from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from dealmecca.events.actions.events import cancel_event, create_event
from dealmecca.events.actions.ratings import rate_event
from dealmecca.events.actions.rsvps import set_rsvp
from dealmecca.events.actions.suggestions import suggest_event
from dealmecca.events.models import Event
from dealmecca.history.models import Door

GUESTS = (
    "Lena Brandt", "Wes Calloway", "Junie Abara", "Petra Novak", "Priya Castellan", "Osric Vane", "Talia Roun",
    "Kenji Marlowe", "Bram Oyelaran", "Sunniva Dahl", "Farid Quill", "Mirabel Stone", "Anselm Reyes", "Ottoline Park",
    "Dashiell Crane", "Yusra Bellamy", "Corwin Nash", "Ilse Tremaine",
)  # fmt: skip


class DemoEvent(NamedTuple):
    """`days` from today, `goes` of the guests, and how the seller answered."""

    title: str
    event_type: str
    days: int
    hours: tuple[int, int]
    zone: str
    place: tuple[str, str, str]
    about: str
    seats: int | None = None
    goes: int = 6
    seller: str = ""
    format: str = "IN_PERSON"
    lasts: int = 0
    ratings: tuple[int, ...] = ()


EVENTS = (
    DemoEvent("Great Lakes Video Mixer", "NETWORKING", 9, (18, 21), "America/Chicago",
              ("Foundry Hall", "Chicago", "US"),
              "Buyers and sellers of streaming video, one room, no panels. Six ten-minute demos from 18:30, the rest "
              "is conversation. Bring one question you would not ask on a call.", 12, 14, "GOING"),
    DemoEvent("Audio Upfront", "UPFRONT", 23, (10, 17), "America/New_York", ("Halyard Theater", "New York", "US"),
              "What audio sells for next year: podcasts, streaming, broadcast.\n\nLunch is on the sellers.", 40, 16,
              "GOING"),
    DemoEvent("Retail media, measured", "WEBINAR", 4, (11, 12), "America/New_York", ("", "", ""),
              "Four advertisers show how they measure retail media, with the numbers that did not work.", None, 11,
              "MAYBE", "VIRTUAL"),
    DemoEvent("Out of Home Days", "CONFERENCE", 41, (9, 18), "Europe/Berlin", ("Alte Halle", "Berlin", "Germany"),
              "Two days on screens, walls and streets: formats, prices, proof of posting.", 200, 9, "", "HYBRID", 1),
    DemoEvent("West Coast Planning Breakfast", "NETWORKING", 15, (8, 10), "America/Los_Angeles",
              ("Pier Nine", "Los Angeles", "US"), "Planners before their first call of the day.", 20, 8),
    DemoEvent("Programmatic Clinic", "WORKSHOP", 30, (14, 17), "America/New_York", ("Room 4", "Boston", "US"),
              "Bring a log file, leave with a shorter supply path.", 15, 5),
    DemoEvent("Media Sellers' Awards", "AWARDS", 68, (19, 23), "America/Chicago", ("Lakeside Hall", "Chicago", "US"),
              "Dinner, eleven awards, short speeches.", None, 12),
    DemoEvent("Autumn Video Summit", "CONFERENCE", -18, (9, 17), "America/New_York", ("Dock 12", "New York", "US"),
              "A day on connected TV: reach, frequency, and what both cost.", 60, 17, "ATTENDED", "IN_PERSON", 0,
              (5, 4, 4, 5, 3, 4, 5)),
    DemoEvent("Local Media Forum", "CONFERENCE", -52, (10, 16), "America/Denver", ("Union Depot", "Denver", "US"),
              "Stations, papers and sites of one market, with the agencies that buy there.", None, 10, "ATTENDED",
              "IN_PERSON", 0, (3, 4, 2, 4)),
    DemoEvent("Podcast Buyers' Table", "NETWORKING", -96, (18, 20), "Europe/London", ("The Wharf", "London", "UK"),
              "Twelve shows, twelve buyers.", 12, 8, "", "IN_PERSON", 0, (4, 5)),
)  # fmt: skip


def make_events(seller: User, moderator: User, *, now: datetime | None = None) -> int:
    """How many were made; 0 where there are some already, or no companies."""
    companies = list(Company.objects.filter(parent=None).order_by("created_at", "pk")[:24])
    if Event.objects.exists() or not companies:
        return 0
    now = now or timezone.now()
    drawn = random.Random("events")
    guests = _guests(companies)
    for number, one in enumerate(EVENTS):
        event = _make(one, moderator, companies, number, now)
        for guest in drawn.sample(guests, min(one.goes, len(guests))):
            _answer(guest, event, "GOING" if drawn.random() < 0.85 else "MAYBE", drawn)
        if one.seller:
            set_rsvp(actor=seller, event=event, status="MAYBE" if one.seller == "MAYBE" else "GOING",
                     visibility="EVERYBODY")  # fmt: skip
        if one.days < 0:
            _over(event, one, seller, drawn, now)
    _others(seller, moderator, now)
    return len(EVENTS) + 2


def _make(one: DemoEvent, moderator: User, companies: list[Company], number: int, now: datetime) -> Event:
    """Those that are over are made as if they were to come, so that people can answer."""
    start = _at(one, abs(one.days), one.hours[0], now)
    end = _at(one, abs(one.days) + one.lasts, one.hours[1], now)
    venue, city, country = one.place
    values = {
        "title": one.title, "description": one.about, "event_type": one.event_type, "format": one.format,
        "time_zone": one.zone, "start_date": start, "end_date": end, "venue": venue, "city": city, "country": country,
        "max_attendees": one.seats, "organiser": companies[number % len(companies)],
        "virtual_url": "" if one.format == "IN_PERSON" else "https://live.demo.example/room",
    }  # fmt: skip
    others = [companies[(number * 5 + step) % len(companies)] for step in range(1, 5)]
    return create_event(
        actor=moderator, door=Door.SYSTEM, values=values, attending=others[1:], sponsors=others[:1], is_published=True,
        despite_likeness=True,
    )  # fmt: skip


def _at(one: DemoEvent, days: int, hour: int, now: datetime) -> datetime:
    day = (now.astimezone(ZoneInfo(one.zone)) + timedelta(days=days)).date()
    return datetime.combine(day, time(hour))


def _answer(guest: User, event: Event, status: str, drawn: random.Random) -> None:
    visibility = drawn.choices(("EVERYBODY", "TEAM", "NOBODY"), (7, 2, 1))[0]
    set_rsvp(actor=guest, event=event, status=status, visibility=visibility)


def _over(event: Event, one: DemoEvent, seller: User, drawn: random.Random, now: datetime) -> None:
    """Moved to the day on which it was; then those who were there rate it."""
    back = timedelta(days=2 * abs(one.days))
    Event.objects.filter(pk=event.pk).update(
        starts_at=event.starts_at - back, ends_at=event.ends_at - back, created_at=event.starts_at - back * 2
    )
    event.refresh_from_db()
    there = [row.user for row in event.attendees.filter(status="GOING").exclude(user=seller).select_related("user")]
    for guest, overall in zip(sorted(there, key=lambda user: user.email), one.ratings, strict=False):
        near = [max(1, min(5, overall + drawn.choice((-1, 0, 0, 1)))) for _ in range(3)]
        stars = {"overall": overall, "networking": near[0], "content": near[1], "roi": near[2]}
        rate_event(actor=guest, event=event, stars=stars)


def _others(seller: User, moderator: User, now: datetime) -> None:
    """A draft of the seller's, one that was cancelled, and a suggestion that waits for a moderator."""

    def values(title: str, days: int, city: str) -> dict[str, object]:
        day = (now + timedelta(days=days)).date()
        start, end = datetime.combine(day, time(17)), datetime.combine(day, time(19))
        return {"title": title, "time_zone": "America/New_York", "start_date": start, "end_date": end, "city": city}

    draft = values("Rooftop drinks for planners", 27, "New York")
    create_event(actor=seller, door=Door.SYSTEM, values=draft)
    off = create_event(
        actor=moderator, door=Door.SYSTEM, values=values("Print Roundtable", 12, "Boston"), is_published=True
    )
    cancel_event(actor=moderator, door=Door.SYSTEM, event=off)
    suggest_event(actor=seller, values=values("Regional Radio Day", 55, "Denver") | {"organiser_name": "Kite Radio"})


def _guests(companies: list[Company]) -> list[User]:
    """Members with nothing but a name and an employer; nobody signs in as them."""
    for number, name in enumerate(GUESTS):
        email = f"{name.lower().replace(' ', '.')}@demo.example"
        values = {"name": name, "company": companies[number % len(companies)]}
        User.objects.update_or_create(email=email, defaults=values, create_defaults=values | {"password": "!"})
    emails = [f"{name.lower().replace(' ', '.')}@demo.example" for name in GUESTS]
    return list(User.objects.filter(email__in=emails).order_by("email"))
