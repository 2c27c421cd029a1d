"""The demo's events: lively, within their seats, made once, and the same each time."""

import pytest

from dealmecca.accounts.models import User
from dealmecca.events.models import Attendee, Event, Rating, Suggestion
from dealmecca.events.queries.seats import drifted_events
from dealmecca.operations.demo.events import EVENTS, make_events
from tests.factories import make_company

pytestmark = pytest.mark.django_db


def test_the_demos_events_are_lively_and_made_once(ana: User, admin: User) -> None:
    assert make_events(ana, admin) == 0, "without companies nobody runs any"
    for number in range(6):
        make_company(f"Agency {number}")
    assert make_events(ana, admin) == len(EVENTS) + 2 == Event.objects.count()
    assert make_events(ana, admin) == 0
    states = {event.state for event in Event.objects.all()}
    assert states == {"DRAFT", "PUBLISHED", "CANCELLED", "COMPLETED"} and Suggestion.objects.count() == 1
    assert Attendee.objects.filter(status="WAITLISTED").exists() and Rating.objects.count() >= 9
    assert list(drifted_events()) == []
    assert set(Attendee.objects.filter(user=ana).values_list("status", flat=True)) >= {"GOING", "MAYBE"}
