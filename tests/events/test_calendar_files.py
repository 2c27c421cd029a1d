"""iCalendar: what is written reads back the same in a parser, across changes of the clocks, with nobody else in it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from dealmecca.accounts.models import User
from dealmecca.events.actions.events import cancel_event, delete_event, edit_event
from dealmecca.events.calendar_files import Entry, event_file, feed_file
from dealmecca.events.models import Event
from dealmecca.events.queries.calendar_feeds import calendar_entries
from dealmecca.history.models import Door
from tests.factories.events import answer, make_event

pytestmark = pytest.mark.django_db
BERLIN = "Europe/Berlin"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def read(written: bytes) -> tuple[Calendar, Any]:
    """The calendar and its one event."""
    assert max(len(line) for line in written.split(b"\r\n")) <= 75 and b"\n" not in written.replace(b"\r\n", b"")
    calendar: Any = Calendar.from_ical(written)
    (item,) = calendar.walk("VEVENT")
    return calendar, item


def change(event: Event, **values: object) -> Event:
    assert event.creator
    return edit_event(actor=event.creator, door=Door.WEB, event=event, values=values)


def test_an_event_over_the_end_of_summer_time_keeps_its_times_of_day(ana: User) -> None:
    event = make_event(ana, start_date=at("2026-10-24T10:00"), end_date=at("2026-10-26T10:00"), time_zone=BERLIN)
    assert event.ends_at - event.starts_at == timedelta(days=2, hours=1)
    calendar, item = read(event_file(Entry(event)))
    for name, moment, wall in (("DTSTART", event.starts_at, "24T100000"), ("DTEND", event.ends_at, "26T100000")):
        assert item.decoded(name) == moment and item[name].to_ical() == b"202610" + wall.encode()
        assert item[name].params["TZID"] == BERLIN
    assert item.decoded("DTSTART").utcoffset() == timedelta(hours=2)
    assert item.decoded("DTEND").utcoffset() == timedelta(hours=1)
    zone: Any
    (zone,) = calendar.walk("VTIMEZONE")
    rebuilt = zone.to_tz()  # as a calendar app does that has no list of zones of its own
    for moment in (event.starts, event.ends):
        assert moment.replace(tzinfo=None).replace(tzinfo=rebuilt).utcoffset() == moment.utcoffset()


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Phoenix", "UTC"])
def test_every_zone_reads_back_as_it_was(ana: User, zone: str) -> None:
    event = make_event(ana, start_date=at("2027-03-13T09:30"), end_date=at("2027-03-29T17:00"), time_zone=zone)
    calendar, item = read(event_file(Entry(event)))
    assert (item.decoded("DTSTART"), item.decoded("DTEND")) == (event.starts_at, event.ends_at)
    assert event.starts.replace(tzinfo=None) == at("2027-03-13T09:30")
    assert len(calendar.walk("VTIMEZONE")) == (zone != "UTC")


def test_words_with_commas_lines_and_accents_read_back(ana: User) -> None:
    words = "Ünïcode, with; semicolons\\ and “quotes” " * 9
    event = make_event(ana, title="Café, bar; and\\more", description=f"{words.strip()}\n\nSecond line", venue="Hall 7")
    _, item = read(event_file(Entry(event)))
    assert str(item["SUMMARY"]) == event.title and str(item["DESCRIPTION"]).startswith(event.description)
    assert str(item["LOCATION"]) == "Hall 7, New York" and str(item["URL"]).endswith(f"/events/{event.slug}")


def test_the_sequence_grows_with_time_and_place_alone_and_the_uid_stays(ana: User, event: Event) -> None:
    _, first = read(event_file(Entry(event)))
    for values, sequence in (
        ({"description": "Now with lunch", "title": "Audio Upfront 2"}, 0),
        ({"max_attendees": 50}, 0),
        ({"city": "Chicago"}, 1),
        ({"city": "Chicago"}, 1),
        ({"start_date": event.starts.replace(tzinfo=None) - timedelta(hours=1)}, 2),
        ({"time_zone": "America/Chicago"}, 3),
    ):
        event = change(event, **values)
        _, item = read(event_file(Entry(event)))
        assert (int(item["SEQUENCE"]), str(item["UID"])) == (sequence, str(first["UID"])), values
    assert event.starts.hour == 9, "another zone keeps the time of day"


def test_a_cancelled_event_is_taken_out_of_calendars(ana: User, event: Event) -> None:
    answer(ana, event)
    calendar, item = read(event_file(Entry(event)))
    assert (str(calendar["METHOD"]), str(item["STATUS"])) == ("PUBLISH", "CONFIRMED")
    cancelled = cancel_event(actor=ana, door=Door.WEB, event=event)
    calendar, item = read(event_file(Entry(cancelled)))
    assert (str(calendar["METHOD"]), str(item["STATUS"]), int(item["SEQUENCE"])) == ("CANCEL", "CANCELLED", 1)
    delete_event(actor=ana, door=Door.WEB, event=event)
    calendar, item = read(feed_file(calendar_entries(viewer=ana), "Mine"))
    assert (str(calendar["METHOD"]), str(item["STATUS"])) == ("PUBLISH", "CANCELLED")


def test_nobody_else_and_no_link_for_those_who_do_not_go(ana: User, ben: User, cleo: User) -> None:
    event = make_event(ana, virtual_url="https://live.example/room-7", format="VIRTUAL", city="")
    row = answer(ben, event, visibility="EVERYBODY")
    mine, others = event_file(Entry(event, row)), event_file(Entry(event, answer(cleo, event, "MAYBE")))
    assert b"room-7" in mine and b"room-7" not in others
    for written in (mine, others):
        assert b"ATTENDEE" not in written and b"ORGANIZER" not in written
        assert all(user.email.encode() not in written for user in (ana, ben, cleo)) and b"Ben" not in written
    assert b"TENTATIVE" in others


def test_ones_calendar_holds_what_one_goes_to(ana: User, ben: User, event: Event) -> None:
    make_event(ana, "Another day", days=40)
    hidden = make_event(ana, "Waiting", max_attendees=1)
    answer(ana, hidden)
    for one in (event, hidden):
        answer(ben, one)
    assert [entry.event for entry in calendar_entries(viewer=ben)] == [event]
    written = feed_file(calendar_entries(viewer=ben), "DealMecca events")
    _, item = read(written)
    assert item.decoded("DTSTAMP").tzinfo in (UTC, ZoneInfo("UTC")) and b"X-WR-CALNAME:DealMecca events" in written
    assert written == feed_file(calendar_entries(viewer=ben), "DealMecca events"), (
        "the same bytes while nothing changes"
    )
