"""Setting the counts of an event from its rows, whatever wrote past the actions."""

from django.db import transaction

from dealmecca.events.actions.seats import settle
from dealmecca.events.models import GOES, Attendee, Event, Rsvp


@transaction.atomic
def recount_event(*, event_id: str) -> None:
    """For the operator. Where more go than there are seats, there are as many seats as go. Twice is once."""
    event = Event.objects.select_for_update(of=("self",), no_key=True).get(pk=event_id)
    rows = Attendee.objects.filter(event=event)
    goes, held = rows.filter(status__in=GOES).count(), rows.filter(status=Rsvp.OFFERED).count()
    if event.max_attendees is not None and event.max_attendees < goes + held:
        event.max_attendees = goes + held
    event.attendee_count, event.held_count = goes, held
    event.save(update_fields=["attendee_count", "held_count", "max_attendees"])
    settle(event)
