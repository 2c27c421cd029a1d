"""Seats and the queue: offers that ran out, and whether the counts equal their rows."""

from collections.abc import Sequence

from django.db.models import Count, F, Q
from django.utils import timezone

from dealmecca.events.models import COMING, GOES, Attendee, Event, Rsvp


def events_with_lapsed_offers() -> Sequence[str]:
    """In the order in which events are locked everywhere."""
    rows = Attendee.objects.filter(status=Rsvp.OFFERED, offer_expires_at__lte=timezone.now())
    return sorted(set(rows.values_list("event", flat=True)))


def seats_of_closed_accounts() -> Sequence[str]:
    """Answers of those who cannot come to what is not over, as ids; in the order in which events are locked."""
    now = timezone.now()
    rows = Attendee.objects.filter(user__is_active=False, status__in=COMING, event__ends_at__gt=now)
    return list(rows.order_by("event", "pk").values_list("pk", flat=True))


def queue_of(*, event: Event, row: Attendee | None) -> tuple[int, int]:
    """How many wait, and as which of them this one does: 1 is next, 0 who does not wait."""
    number = row.queue_number if row and row.queue_number is not None else 0
    waits = Attendee.objects.filter(event=event, queue_number__isnull=False)
    before = Count("queue_number", filter=Q(queue_number__lte=number))
    found = waits.aggregate(waiting=Count("queue_number"), place=before)
    return found["waiting"], found["place"]


def drifted_events() -> Sequence[tuple[str, int, int, int, int]]:
    """Events whose counts are not those of their rows: id, attendees stored and there, held stored and there."""
    goes = Count("attendees", filter=Q(attendees__status__in=GOES))
    held = Count("attendees", filter=Q(attendees__status=Rsvp.OFFERED))
    rows = Event.objects.annotate(goes=goes, held=held).exclude(attendee_count=F("goes"), held_count=F("held"))
    return list(rows.order_by("pk").values_list("pk", "attendee_count", "goes", "held_count", "held"))
