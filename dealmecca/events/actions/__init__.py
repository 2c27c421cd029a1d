"""Named writes of events. Whoever writes an attendee holds the event's row first."""
