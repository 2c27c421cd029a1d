"""The background door: offers that ran out, closed accounts, changes to tell, reminders, forgetting."""

from dealmecca.events.actions.events import forget_deleted_events
from dealmecca.events.actions.notices import forget_old_notices, remind_of_events, tell_changes
from dealmecca.events.actions.rsvps import leave_event, settle_event
from dealmecca.events.queries.seats import events_with_lapsed_offers, seats_of_closed_accounts


def pass_offers_on() -> None:
    for attendee_id in seats_of_closed_accounts():
        leave_event(attendee_id=attendee_id)
    for event_id in events_with_lapsed_offers():
        settle_event(event_id=event_id)


def tell_changes_of_events() -> None:
    tell_changes()


def remind_of_tomorrows_events() -> None:
    remind_of_events()


def forget_what_is_over() -> None:
    forget_deleted_events()
    forget_old_notices()
