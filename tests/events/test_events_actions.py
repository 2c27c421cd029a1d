"""Making and changing events: who may, what is refused, what history keeps, deleting and taking it back."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.events.actions.events import (
    cancel_event,
    create_event,
    delete_event,
    edit_event,
    forget_deleted_events,
    publish_event,
    restore_event,
)
from dealmecca.events.models import Event
from dealmecca.events.queries.events import companies_of, events_like, get_event
from dealmecca.history.models import Change, Door
from dealmecca.lib.conflicts import Conflict
from tests.factories import make_company
from tests.factories.events import answer, in_days, make_event

pytestmark = pytest.mark.django_db
GIVEN = {
    "title": "Audio Upfront",
    "time_zone": "America/New_York",
    "start_date": in_days(30),
    "end_date": in_days(30, 17),
}


def make(actor: User, **values: object) -> Event:
    return create_event(actor=actor, door=Door.WEB, values={**GIVEN, **values})


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"time_zone": ""}, "time_zone"),
        ({"end_date": in_days(29)}, "end_date"),
        ({"end_date": in_days(90)}, "end_date"),
        ({"start_date": None}, "start_date"),
        ({"start_date": datetime(1999, 1, 1)}, "start_date"),
        ({"start_date": datetime(2027, 3, 14, 2, 30), "end_date": datetime(2027, 3, 14, 5)}, "start_date"),
        ({"event_type": "circus"}, "event_type"),
        ({"format": "BOTH"}, "format"),
        ({"max_attendees": 0}, "max_attendees"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"virtual_url": "not an address"}, "virtual_url"),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field(ana: User, values: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        make(ana, **values)
    assert list(refusal.value.message_dict) == [field]


def test_an_end_before_the_start_and_an_oversold_room_are_refused_by_the_database(ana: User, event: Event) -> None:
    for values in (
        {"ends_at": event.starts_at - timedelta(hours=1)},
        {"max_attendees": 1, "attendee_count": 1, "held_count": 1},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Event.objects.filter(pk=event.pk).update(**values)


def test_a_draft_is_seen_by_its_maker_and_moderators(ana: User, ben: User, moderator: User) -> None:
    draft = make(ana)
    assert get_event(viewer=ana, event_id=draft.slug) == get_event(viewer=moderator, event_id=draft.pk) == draft
    with pytest.raises(Event.DoesNotExist):
        get_event(viewer=ben, event_id=draft.pk)
    publish_event(actor=ana, door=Door.WEB, event=draft)
    assert get_event(viewer=ben, event_id=draft.slug) == draft


def test_one_like_it_around_that_day_is_named_before_a_second_is_made(ana: User, ben: User) -> None:
    first = make_event(ana, "The Audio Upfront 2026")
    with pytest.raises(Conflict, match="looks like “The Audio Upfront 2026”"):
        make(ben)
    assert make(ben, start_date=in_days(60), end_date=in_days(60, 17)).pk and make(ben, title="Video Upfront").pk
    assert events_like(title="audio upfronts", starts_at=first.starts_at, viewer=ben) == []
    assert create_event(actor=ben, door=Door.WEB, values=GIVEN, despite_likeness=True).pk


def test_others_may_not_change_it_and_moderators_may(ana: User, ben: User, moderator: User, event: Event) -> None:
    for act in (cancel_event, delete_event, publish_event):
        with pytest.raises(PermissionDenied):
            act(actor=ben, door=Door.WEB, event=event)
    with pytest.raises(PermissionDenied):
        edit_event(actor=ben, door=Door.WEB, event=event, values={"city": "Boston"})
    assert edit_event(actor=moderator, door=Door.WEB, event=event, values={"city": "Boston"}).city == "Boston"


def test_history_keeps_what_changed_and_not_the_secret_link(ana: User, event: Event) -> None:
    before = Change.objects.filter(record_kind="event", record_id=event.pk).count()
    edit_event(actor=ana, door=Door.WEB, event=event, values={"city": "Boston", "virtual_url": "https://live.example"})
    edit_event(actor=ana, door=Door.WEB, event=event, values={"city": "Boston"})
    rows = Change.objects.filter(record_kind="event", record_id=event.pk).order_by("pk")
    assert rows.count() == before + 1
    row = rows.last()
    assert row and row.fields["city"] == ["New York", "Boston"] and row.fields["virtual_url"] == [False, True]


def test_the_address_stays_when_the_title_changes(ana: User, event: Event) -> None:
    assert edit_event(actor=ana, door=Door.WEB, event=event, values={"title": "Renamed"}).slug == event.slug


def test_companies_that_attend_and_sponsor_are_kept_once(ana: User) -> None:
    one, two, three = (make_company(name) for name in ("Alder", "Birch", "Cedar"))
    event = make_event(ana, attending=[one, two], sponsors=[two])
    edit_event(actor=ana, door=Door.WEB, event=event, values={}, attending=[one, three])
    found = [(row.company.name, row.presence) for row in companies_of(event=event)]
    assert found == [("Alder", "ATTENDING"), ("Birch", "SPONSOR"), ("Cedar", "ATTENDING")]
    edit_event(actor=ana, door=Door.WEB, event=event, values={}, sponsors=[one])
    found = [(row.company.name, row.presence) for row in companies_of(event=event)]
    assert found == [("Alder", "SPONSOR"), ("Cedar", "ATTENDING")]


def test_a_deleted_event_is_cancelled_can_be_taken_back_and_goes_after_a_week(
    ana: User, ben: User, event: Event
) -> None:
    answer(ben, event)
    delete_event(actor=ana, door=Door.WEB, event=event)
    with pytest.raises(Event.DoesNotExist):
        get_event(viewer=ana, event_id=event.pk)
    restored = restore_event(actor=ana, door=Door.WEB, event=event)
    assert (restored.status, restored.attendee_count) == ("CANCELLED", 1)
    assert publish_event(actor=ana, door=Door.WEB, event=event).status == "PUBLISHED"
    delete_event(actor=ana, door=Door.WEB, event=event)
    forget_deleted_events()
    Event.objects.update(deleted_at=timezone.now() - timedelta(days=8))
    with pytest.raises(Conflict, match="can no longer"):
        restore_event(actor=ana, door=Door.WEB, event=event)
    forget_deleted_events()
    assert not Event.objects.exists()
    with pytest.raises(Conflict, match="gone for good"):
        restore_event(actor=ana, door=Door.WEB, event=event)


def test_an_organiser_that_is_deleted_leaves_its_name(ana: User) -> None:
    agency = make_company("Larkspur")
    event = make_event(ana, organiser=agency)
    agency.delete()
    event = get_event(viewer=ana, event_id=event.pk)
    assert event.organiser is None and event.run_by == "Larkspur"


def test_a_new_venue_or_city_is_seen_although_the_place_was_written_in_one_line(ana: User, ben: User) -> None:
    event = make_event(ana, location="The Pier, 2nd floor", city="New York")
    answer(ben, event)
    assert event.place == "The Pier, 2nd floor"
    event = edit_event(actor=ana, door=Door.WEB, event=event, values={"location": event.location, "city": "Chicago"})
    assert (event.place, event.sequence) == ("Chicago", 1)
    event = edit_event(actor=ana, door=Door.API, event=event, values={"location": "Dock 7", "venue": "Dock"})
    assert event.place == "Dock 7"
    event = edit_event(actor=ana, door=Door.WEB, event=event, values={"title": "Audio Day"})
    assert event.place == "Dock 7"


def test_the_page_to_edit_has_the_line_of_the_place_only_when_there_is_one(
    ana: User, as_user: Callable[[User], Client]
) -> None:
    with_line, without = make_event(ana, location="Dock 7"), make_event(ana, "Another")
    client = as_user(ana)
    assert 'value="Dock 7"' in client.get(f"{with_line.url}/edit").content.decode()
    assert 'name="location"' not in client.get(f"{without.url}/edit").content.decode()
