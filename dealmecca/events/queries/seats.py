"""Seats and the queue: offers that ran out, and whether the counts equal their rows."""

from collections.abc import Sequence

from django.db.models import Count, F, Q
from django.utils import timezone

from dealmecca.events.models import GOES, Attendee, Event, Rsvp


def events_with_lapsed_offers() -> Sequence[str]:
    """In the order in which events are locked everywhere."""
    rows = Attendee.objects.filter(status=Rsvp.OFFERED, offer_expires_at__lte=timezone.now())
    return sorted(set(rows.values_list("event", flat=True)))


def waiting_count(*, event: Event) -> int:
    return Attendee.objects.filter(event=event, status=Rsvp.WAITLISTED).count()


def place_in_queue(*, row: Attendee) -> int:
    """1 is next; 0 for who does not wait."""
    if row.queue_number is None:
        return 0
    return Attendee.objects.filter(event=row.event_id, queue_number__lte=row.queue_number).count()


def drifted_events() -> Sequence[tuple[str, int, int, int, int]]:
    """Events whose counts are not those of their rows: id, attendees stored and there, held stored and there."""
    goes = Count("attendees", filter=Q(attendees__status__in=GOES))
    held = Count("attendees", filter=Q(attendees__status=Rsvp.OFFERED))
    rows = Event.objects.annotate(goes=goes, held=held).exclude(attendee_count=F("goes"), held_count=F("held"))
    return list(rows.order_by("pk").values_list("pk", "attendee_count", "goes", "held_count", "held"))
