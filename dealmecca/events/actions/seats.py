"""Seats of one event: taken by one conditional statement, freed to whoever waits longest, never more than there are.

All of it runs in a transaction that holds the event's row: event before attendee, deletes included.
"""

from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.events.models import GOES, Attendee, Event, EventStatus, Rsvp
from dealmecca.lib.conflicts import Conflict
from dealmecca.notifications.actions import notify
from dealmecca.notifications.kinds import Kind

OFFER_LASTS = timedelta(hours=24)
OFFER_LASTS_AT_LEAST = timedelta(minutes=15)


def locked_event(actor: User, event: Event) -> Event:
    """The event as it is now, held to the end of the transaction. Raises Conflict when the actor sees it no more."""
    rows = Event.objects.visible_to(actor).filter(pk=event.pk).select_for_update(of=("self",), no_key=True)
    there = rows.first()
    if there is None:
        raise Conflict("This event was deleted or withdrawn in the meantime.")
    return there


def take_seat(event: Event) -> bool:
    """One statement decides: a seat more while there is one."""
    free = Q(max_attendees=None) | Q(max_attendees__gt=F("attendee_count") + F("held_count"))
    rows = Event.objects.filter(free, pk=event.pk, status=EventStatus.PUBLISHED, deleted_at=None)
    return rows.update(attendee_count=F("attendee_count") + 1) == 1


def leave_seat(event: Event, status: str) -> None:
    """Give back what somebody of this status held."""
    if status in GOES:
        Event.objects.filter(pk=event.pk).update(attendee_count=F("attendee_count") - 1)
    elif status == Rsvp.OFFERED:
        Event.objects.filter(pk=event.pk).update(held_count=F("held_count") - 1)


def next_queue_number(event: Event) -> int:
    """The event is held: nobody else gets this one."""
    number = event.last_queue_number + 1
    Event.objects.filter(pk=event.pk).update(last_queue_number=number)
    return number


def settle(event: Event) -> None:
    """Let offers lapse whose time is over, then offer every free seat to whoever waits longest."""
    now = timezone.now()
    lapsed = Attendee.objects.filter(event=event, status=Rsvp.OFFERED, offer_expires_at__lte=now)
    for row in lapsed.select_related("user").order_by("pk"):
        _update(row, Rsvp.NOT_GOING, now)
        leave_seat(event, Rsvp.OFFERED)
        if event.is_open:
            _tell(row, event, "lapsed", f"Your offer of a seat at {event.title} ran out: it goes to who waits next.")
    _offer_free_seats(event, now)


def promote(event: Event) -> None:
    """There are more seats than before: those who wait longest have one at once; without a limit, all have."""
    now = timezone.now()
    there = Event.objects.get(pk=event.pk)
    waiting = Attendee.objects.filter(event=event, status=Rsvp.WAITLISTED).order_by("queue_number")
    waiting = waiting.select_related("user")
    if there.max_attendees is None:
        held = Attendee.objects.filter(event=event, status=Rsvp.OFFERED).select_related("user").order_by("pk")
        seated = [*held, *waiting]
        Event.objects.filter(pk=event.pk).update(held_count=0)
    else:
        seated = list(waiting[: max(there.seats_left or 0, 0)])
    Event.objects.filter(pk=event.pk).update(attendee_count=F("attendee_count") + len(seated))
    for row in seated:
        _update(row, Rsvp.GOING, now)
        _tell(row, event, "promoted", f"You have a seat at {event.title}: there are more now.")


def _offer_free_seats(event: Event, now: datetime) -> None:
    there = Event.objects.get(pk=event.pk)
    free = there.seats_left
    if not free or not there.is_open or there.starts_at <= now:  # once it has begun, whoever comes takes it
        return
    waiting = Attendee.objects.filter(event=event, status=Rsvp.WAITLISTED).order_by("queue_number")
    for row in waiting.select_related("user")[:free]:
        expires = offer_ends(now, there.starts_at)
        Event.objects.filter(pk=event.pk).update(held_count=F("held_count") + 1)
        _update(row, Rsvp.OFFERED, now, offer_expires_at=expires)
        until = expires.astimezone(row.user.zone)
        words = f"A seat is free for you at {event.title}. Take it by {until:%a} {until.day} {until:%b, %H:%M}."
        _tell(row, event, "offer", words)


def offer_ends(now: datetime, starts_at: datetime) -> datetime:
    """A day; half of the time that is left when that is shorter, so that the next one has a chance as well."""
    wait = max(OFFER_LASTS_AT_LEAST, min(OFFER_LASTS, (starts_at - now) / 2))
    return min(now + wait, starts_at)


def _update(row: Attendee, status: Rsvp, now: datetime, offer_expires_at: datetime | None = None) -> None:
    row.status, row.queue_number, row.offer_expires_at, row.updated_at = status, None, offer_expires_at, now
    row.save(update_fields=["status", "queue_number", "offer_expires_at", "updated_at"])


def _tell(row: Attendee, event: Event, what: str, sentence: str) -> None:
    notify(
        user=row.user, kind=Kind.EVENT, key=f"event {what} {row.pk} {row.updated_at.isoformat()}", sentence=sentence,
        link=event.url,
    )  # fmt: skip
