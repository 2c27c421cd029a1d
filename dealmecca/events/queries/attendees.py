"""Who goes to an event, as each of them chose to be seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from dealmecca.accounts.models import User
from dealmecca.events.models import GOES, Attendee, Event, Rsvp, Visibility
from dealmecca.events.models.attendees import AttendeeQuerySet

PAGE = 50
SHOWN = (*GOES, Rsvp.MAYBE)
ON_PAGE = 8


@dataclass(frozen=True)
class Guests:
    """`shown` is how many of those who go show themselves to this viewer."""

    rows: Sequence[Attendee]
    shown: int


def list_attendees(
    *, viewer: User, event: Event, status: str = "", after: str = "", limit: int = PAGE
) -> tuple[Sequence[Attendee], str | None]:
    """Those who go or may come, in the order of their answers, as far as they show themselves."""
    rows = _shown(viewer, event).filter(status__in=[status] if status else SHOWN)
    found = list(rows.filter(pk__gt=after).order_by("pk")[: limit + 1])
    return found[:limit], found[limit - 1].pk if len(found) > limit else None


def guests_of(*, viewer: User, event: Event) -> Guests:
    """The first of those who go, for the event's page."""
    rows = _shown(viewer, event).filter(status__in=GOES)
    return Guests(list(rows.order_by("pk")[:ON_PAGE]), count_shown(viewer=viewer, event=event))


def count_shown(*, viewer: User, event: Event) -> int:
    """Two questions that an index answers each, where one about everybody would read every guest."""
    to_all = Attendee.objects.open_to(viewer).filter(event=event, status__in=GOES).count()
    if not viewer.sees_own:
        return to_all
    rows = Attendee.objects.visible_to(viewer).filter(event=event, status__in=GOES)
    near = Q(user__sales_team=viewer.sales_team_id) if viewer.sales_team_id else Q(user=viewer.pk)
    return to_all + rows.filter(near).exclude(visibility=Visibility.EVERYBODY).count()


def _shown(viewer: User, event: Event) -> AttendeeQuerySet:
    return Attendee.objects.visible_to(viewer).filter(event=event).select_related("user", "user__company")
