"""Many at once, each a process with its own connection: never oversold, no seat lost. Full size: bench.events."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bench.events import faults, make_room, naive_answer, storm
from dealmecca.accounts.models import User
from dealmecca.events.actions.notices import remind_of_events, tell_changes
from dealmecca.events.actions.rsvps import settle_event
from dealmecca.events.models import Attendee, Event, EventNotice
from dealmecca.notifications.models import Notification
from tests.factories.events import answer
from tests.races import AT_ONCE, answers, can_fork, fork, race

pytestmark = [
    pytest.mark.django_db(transaction=True),
    can_fork,
]


def guests() -> list[User]:
    return list(User.objects.order_by("email"))


def test_fifty_answer_and_cancel_at_once_and_every_seat_is_somebodys() -> None:
    event_id = make_room(seats=12, people=60)
    assert answers(lambda number: storm(event_id, number, 3)) == {0: AT_ONCE}
    assert faults(event_id) == []
    assert Attendee.objects.filter(event=event_id, status="WAITLISTED").exists(), "the room was full"


def test_the_control_looking_first_oversells() -> None:
    event_id, gate = make_room(seats=1, people=8), fork.Barrier(8)
    people, event = guests(), Event.objects.get(pk=event_id)
    race(lambda number: naive_answer(people[number], event, "GOING", lambda: gate.wait(60)), 8)
    assert "oversold: 8 of 1" in faults(event_id)


def test_the_control_cancelling_without_an_offer_loses_the_seat() -> None:
    event_id = make_room(seats=1, people=2)
    people, event = guests(), Event.objects.get(pk=event_id)
    for user, status in ((people[0], "GOING"), (people[1], "GOING"), (people[0], "NOT_GOING")):
        naive_answer(user, event, status)
    assert any(fault.startswith("a lost seat") for fault in faults(event_id))


def test_one_person_pressing_fifty_times_has_one_seat() -> None:
    event_id = make_room(seats=5, people=1)
    (user,), event = guests(), Event.objects.get(pk=event_id)
    assert answers(lambda _: answer(user, event).status) == {"GOING": AT_ONCE}
    assert faults(event_id) == [] and Attendee.objects.count() == 1


def test_many_workers_pass_an_offer_on_once_and_tell_everything_once() -> None:
    event_id = make_room(seats=1, people=4)
    people, event = guests(), Event.objects.get(pk=event_id)
    for user in people:
        answer(user, event)
    answer(people[0], event, "NOT_GOING")
    now = timezone.now()
    Attendee.objects.filter(status="OFFERED").update(offer_expires_at=now)
    soon = now + timedelta(hours=20)
    Event.objects.update(starts_at=soon, ends_at=soon)
    Attendee.objects.filter(user=people[3]).update(status="MAYBE", queue_number=None)
    EventNotice.objects.create(
        event=event,
        before={"status": "PUBLISHED", "when": "then", "where": "", "format": "IN_PERSON", "virtual_url": ""},
    )

    def work(number: int) -> None:
        settle_event(event_id=event_id)
        tell_changes()
        remind_of_events()

    assert race(work, 8) == {"done": 8}
    assert faults(event_id) == []
    assert Attendee.objects.filter(status="OFFERED").count() == 1
    keys = list(Notification.objects.values_list("user", "key"))
    assert len(keys) == len(set(keys))
    lapsed = [key for _, key in keys if key.startswith("event lapsed")]
    changes = [key for _, key in keys if key.startswith("event change")]
    assert len(lapsed) == 1 and 1 <= len(changes) <= 2
