"""A member's calendar: by the secret in its address, and for the page on which it is made."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.events.calendar_files import Entry
from dealmecca.events.models import Attendee, CalendarFeed, EventStatus, Rsvp

LOOKS_BACK = timedelta(days=90)
MOST = 500
IN_CALENDAR = (Rsvp.GOING, Rsvp.ATTENDED, Rsvp.MAYBE)


def feed_of(*, viewer: User) -> CalendarFeed | None:
    """The one that works."""
    return CalendarFeed.objects.visible_to(viewer).working().filter(user=viewer.pk).first()


def owner_of_token(*, token: str) -> User | None:
    """Whose calendar a secret opens; None for one that was revoked, and for a closed account."""
    digest = CalendarFeed.digest(token)
    feed = CalendarFeed.objects.working().filter(token_digest=digest).select_related("user").first()
    return feed.user if feed else None


def calendar_entries(*, viewer: User) -> Sequence[Entry]:
    """What the viewer goes to or may go to, with what was cancelled or deleted, so that calendars take it out."""
    rows = Attendee.objects.of(viewer).filter(status__in=IN_CALENDAR, event__starts_at__gt=timezone.now() - LOOKS_BACK)
    rows = rows.exclude(event__status=EventStatus.DRAFT).select_related("event")
    return [Entry(row.event, row) for row in rows.order_by("event__starts_at", "event")[:MOST]]
