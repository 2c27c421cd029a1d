"""Answering an event: going, maybe, not going, was there; who may see it; and the timed care for the queue."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.events.actions.seats import leave_seat, locked_event, next_queue_number, settle, take_seat
from dealmecca.events.models import COMING, GOES, SEATED, Attendee, Event, EventStatus, Rating, Rsvp, Visibility
from dealmecca.events.permissions import can_answer, require
from dealmecca.lib.conflicts import Conflict

WAYS = (Rsvp.GOING, Rsvp.MAYBE, Rsvp.NOT_GOING, Rsvp.ATTENDED)  # what a member may say


@transaction.atomic
def set_rsvp(*, actor: User, event: Event, status: str, visibility: str | None = None) -> Attendee:
    """What the actor answers. Going leads to the waitlist when every seat is taken; the same again changes nothing.

    Whoever was offered a seat accepts by GOING and declines by anything else. Raises ValidationError, Conflict.
    """
    require(can_answer(actor), "You may not answer for somebody else.")
    if status not in WAYS:
        raise ValidationError({"status": [f"Say one of {', '.join(WAYS)}."]})
    if visibility is not None and visibility not in Visibility.values:
        raise ValidationError({"visibility": [f"Known are {', '.join(Visibility.values)}."]})
    there = locked_event(actor, event)
    if there.held_count:
        settle(there)
    row = Attendee.objects.filter(event=there, user=actor).first() or Attendee(event=there, user=actor, status="")
    was = row.status
    now = timezone.now()
    if not _says_the_same(was, status):
        _check_open(there, status, now)
        row.status, row.queue_number = _new_status(there, was, Rsvp(status))
        row.offer_expires_at, row.updated_at = None, now
    if visibility is not None:
        row.visibility = visibility
    row.save()
    if was in GOES and row.status not in GOES:
        Rating.objects.filter(event=there, user=actor).delete()  # only those who were there rate it
    if was in SEATED and row.status not in SEATED:
        settle(there)
    return row


@transaction.atomic
def settle_event(*, event_id: str) -> None:
    """Offers that ran out go on to the next. For the timed job; twice is once."""
    there = Event.objects.select_for_update(of=("self",), no_key=True).filter(pk=event_id).first()
    if there:
        settle(there)


@transaction.atomic
def leave_event(*, attendee_id: str) -> None:
    """Nobody of a closed account comes: the seat is free for others. For the timed job; twice is once."""
    event_id = Attendee.objects.filter(pk=attendee_id).values_list("event", flat=True).first()
    there = Event.objects.select_for_update(of=("self",), no_key=True).filter(pk=event_id).first()
    row = Attendee.objects.filter(pk=attendee_id, user__is_active=False, status__in=COMING).first()
    if there is None or row is None:
        return
    leave_seat(there, row.status)
    now = timezone.now()
    row.status, row.queue_number, row.offer_expires_at, row.updated_at = Rsvp.NOT_GOING, None, None, now
    row.save(update_fields=["status", "queue_number", "offer_expires_at", "updated_at"])
    settle(there)


def _says_the_same(was: str, status: str) -> bool:
    """A doubled click, a retry, or "going" from somebody who waits already."""
    if status == Rsvp.GOING:
        return was in (Rsvp.GOING, Rsvp.WAITLISTED, Rsvp.ATTENDED)
    return was == status


def _check_open(event: Event, status: str, now: datetime) -> None:
    if status == Rsvp.NOT_GOING:
        return
    if event.status == EventStatus.CANCELLED:
        raise Conflict("This event was cancelled.")
    if event.status != EventStatus.PUBLISHED:
        raise Conflict("This event is not published yet.")
    if status == Rsvp.ATTENDED:
        if event.starts_at > now:
            raise Conflict("This event has not begun yet.")
    elif event.ends_at <= now:
        raise Conflict("This event is over. You can still say that you were there.")


def _new_status(event: Event, was: str, wanted: Rsvp) -> tuple[Rsvp, int | None]:
    """Moves the seat along with the answer, and returns where the answer leads."""
    if wanted in GOES:
        if was in GOES:
            return wanted, None
        leave_seat(event, was)  # whoever was offered a seat gives it back and takes it, in one transaction
        if take_seat(event):
            return wanted, None
        if wanted == Rsvp.ATTENDED:
            raise Conflict("Every seat of this event is taken by somebody else.")
        return Rsvp.WAITLISTED, next_queue_number(event)
    leave_seat(event, was)
    return wanted, None
