"""Answers: seats are never oversold, freed ones go to who waits longest, pressing twice changes nothing."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.events.actions.events import cancel_event, edit_event, publish_event
from dealmecca.events.actions.rsvps import leave_event, settle_event
from dealmecca.events.actions.seats import OFFER_LASTS_AT_LEAST, offer_ends
from dealmecca.events.jobs import pass_offers_on
from dealmecca.events.models import Attendee, Event, Rsvp
from dealmecca.history.models import Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.notifications.models import Notification
from dealmecca.operations.actions.members import close_account
from tests.cast import make_admin
from tests.factories.events import answer, make_event, make_past

pytestmark = pytest.mark.django_db


def statuses(event: Event) -> list[str]:
    """In the order of answering."""
    return list(Attendee.objects.filter(event=event).order_by("pk").values_list("status", flat=True))


def counts(event: Event) -> tuple[int, int]:
    event.refresh_from_db()
    return event.attendee_count, event.held_count


def told(user: User) -> list[str]:
    return list(Notification.objects.filter(user=user).order_by("pk").values_list("sentence", flat=True))


def seats(event: Event, number: int | None) -> Event:
    assert event.creator
    return edit_event(actor=event.creator, door=Door.WEB, event=event, values={"max_attendees": number})


def test_a_full_event_puts_the_next_ones_on_the_waitlist(ana: User, crowd: list[User]) -> None:
    event = make_event(ana, max_attendees=2)
    for user in crowd[:5]:
        answer(user, event)
    assert statuses(event) == ["GOING", "GOING", "WAITLISTED", "WAITLISTED", "WAITLISTED"]
    assert counts(event) == (2, 0)


def test_pressing_twice_changes_nothing(ana: User, crowd: list[User]) -> None:
    event = make_event(ana, max_attendees=1)
    for user in (*crowd[:3], *crowd[:3], crowd[1]):
        answer(user, event)
    assert statuses(event) == ["GOING", "WAITLISTED", "WAITLISTED"] and counts(event) == (1, 0)
    numbers = Attendee.objects.filter(event=event).order_by("pk").values_list("queue_number", flat=True)
    assert list(numbers) == [None, 1, 2]


def test_a_freed_seat_is_offered_to_who_waits_longest_and_held_for_them(ana: User, crowd: list[User]) -> None:
    event = make_event(ana, max_attendees=1)
    for user in crowd[:3]:
        answer(user, event)
    answer(crowd[0], event, "NOT_GOING")
    assert statuses(event) == ["NOT_GOING", "OFFERED", "WAITLISTED"] and counts(event) == (0, 1)
    assert any("A seat is free for you" in sentence for sentence in told(crowd[1])) and not told(crowd[2])
    assert answer(crowd[3], event).status == Rsvp.WAITLISTED  # nobody overtakes
    assert answer(crowd[1], event).status == Rsvp.GOING and counts(event) == (1, 0)


def test_cancelling_what_one_accepted_offers_it_on_and_does_not_queue_again(ana: User, crowd: list[User]) -> None:
    event = make_event(ana, max_attendees=1)
    for user in crowd[:3]:
        answer(user, event)
    answer(crowd[0], event, "NOT_GOING")
    answer(crowd[1], event)
    answer(crowd[1], event, "NOT_GOING")
    assert statuses(event) == ["NOT_GOING", "NOT_GOING", "OFFERED"]


def test_declining_an_offer_passes_it_on(ana: User, crowd: list[User]) -> None:
    event = make_event(ana, max_attendees=1)
    for user in crowd[:3]:
        answer(user, event)
    answer(crowd[0], event, "MAYBE")
    answer(crowd[1], event, "NOT_GOING")
    assert statuses(event) == ["MAYBE", "NOT_GOING", "OFFERED"] and counts(event) == (0, 1)
    answer(crowd[2], event, "NOT_GOING")
    assert counts(event) == (0, 0) and answer(crowd[3], event).status == Rsvp.GOING


def test_an_offer_that_ran_out_goes_on_by_the_job_or_by_whoever_comes(ana: User, crowd: list[User]) -> None:
    event = make_event(ana, max_attendees=1)
    for user in crowd[:4]:
        answer(user, event)
    answer(crowd[0], event, "NOT_GOING")
    past = timezone.now() - timedelta(minutes=1)
    Attendee.objects.filter(event=event, status="OFFERED").update(offer_expires_at=past)
    settle_event(event_id=event.pk)
    settle_event(event_id=event.pk)
    assert statuses(event) == ["NOT_GOING", "NOT_GOING", "OFFERED", "WAITLISTED"] and counts(event) == (0, 1)
    assert any("ran out" in sentence for sentence in told(crowd[1]))
    Attendee.objects.filter(event=event, status="OFFERED").update(offer_expires_at=past)
    assert answer(crowd[2], event).status == Rsvp.WAITLISTED  # too late: the queue went on
    assert statuses(event) == ["NOT_GOING", "NOT_GOING", "WAITLISTED", "OFFERED"]


def test_more_seats_promote_those_who_wait_in_their_order(ana: User, crowd: list[User]) -> None:
    event = make_event(ana, max_attendees=1)
    for user in crowd[:5]:
        answer(user, event)
    answer(crowd[0], event, "NOT_GOING")
    seats(event, 3)
    assert statuses(event) == ["NOT_GOING", "OFFERED", "GOING", "GOING", "WAITLISTED"] and counts(event) == (2, 1)
    assert any("You have a seat" in sentence for sentence in told(crowd[2]))
    seats(event, None)
    assert statuses(event) == ["NOT_GOING", "GOING", "GOING", "GOING", "GOING"] and counts(event) == (4, 0)


def test_seats_that_are_taken_or_offered_are_not_taken_away(ana: User, crowd: list[User]) -> None:
    event = make_event(ana, max_attendees=2)
    for user in crowd[:3]:
        answer(user, event)
    answer(crowd[0], event, "NOT_GOING")
    with pytest.raises(ValidationError, match="2 seats are taken or offered"):
        seats(event, 1)


def test_what_cannot_be_answered_is_refused(ana: User, ben: User) -> None:
    event = make_event(ana)
    for status in ("WAITLISTED", "OFFERED", "gone"):
        with pytest.raises(ValidationError):
            answer(ben, event, status)
    with pytest.raises(ValidationError):
        answer(ben, event, visibility="FRIENDS")
    with pytest.raises(Conflict, match="has not begun"):
        answer(ben, event, "ATTENDED")
    cancel_event(actor=ana, door=Door.WEB, event=event)
    with pytest.raises(Conflict, match="cancelled"):
        answer(ben, event)
    publish_event(actor=ana, door=Door.WEB, event=event)
    with pytest.raises(Conflict, match="is over"):
        answer(ben, make_past(event))
    assert answer(ben, event, "ATTENDED").status == Rsvp.ATTENDED


def test_nobody_answers_a_draft_or_for_a_closed_account(ana: User, ben: User, cleo: User) -> None:
    event = make_event(ana, is_published=False)
    with pytest.raises(Conflict):
        answer(ben, event)
    with pytest.raises(Conflict, match="not published"):
        answer(ana, event)
    cleo.is_active = False
    with pytest.raises(PermissionDenied):
        answer(cleo, event)


def test_a_closed_account_gives_its_seats_to_others_and_stays_where_it_was(ana: User, crowd: list[User]) -> None:
    boss = make_admin()
    coming, gone = make_event(ana, max_attendees=1), make_past(make_event(ana, "Last year"))
    for user in crowd[:3]:
        answer(user, coming)
    answer(crowd[0], gone, "ATTENDED")
    for user in crowd[:2]:  # one has the seat, the other is next in line
        close_account(actor=boss, door=Door.WEB, user=user)
    pass_offers_on()
    pass_offers_on()
    assert statuses(coming) == ["NOT_GOING", "NOT_GOING", "OFFERED"] and counts(coming) == (0, 1)
    assert told(crowd[2]) and not told(crowd[1])
    assert statuses(gone) == ["ATTENDED"] and counts(gone) == (1, 0)


def test_the_seat_of_somebody_who_came_back_in_time_stays_theirs(ana: User, crowd: list[User]) -> None:
    event = make_event(ana, max_attendees=1)
    row = answer(crowd[0], event)
    leave_event(attendee_id=row.pk)
    assert statuses(event) == ["GOING"] and counts(event) == (1, 0)


def test_an_offer_leaves_time_for_the_next_one() -> None:
    now = timezone.now()
    assert offer_ends(now, now + timedelta(days=9)) == now + timedelta(days=1)
    assert offer_ends(now, now + timedelta(hours=8)) == now + timedelta(hours=4)
    assert offer_ends(now, now + timedelta(minutes=20)) == now + OFFER_LASTS_AT_LEAST
    assert offer_ends(now, now + timedelta(minutes=5)) == now + timedelta(minutes=5)


def test_counts_that_drifted_are_found_and_mended(ana: User, crowd: list[User]) -> None:
    event = make_event(ana, max_attendees=3)
    for user in crowd[:2]:
        answer(user, event)
    call_command("recount_events", "--check", stdout=StringIO())
    Event.objects.filter(pk=event.pk).update(attendee_count=3)
    with pytest.raises(CommandError, match="1 events have counts"):
        call_command("recount_events", "--check", stdout=StringIO())
    call_command("recount_events", stdout=StringIO())
    assert counts(event) == (2, 0)
