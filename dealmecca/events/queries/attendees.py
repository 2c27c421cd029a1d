"""Who goes to an event, as each of them chose to be seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from dealmecca.events.models import GOES, Attendee, Event, Rsvp, Visibility
from dealmecca.events.models.attendees import AttendeeQuerySet
from dealmecca.search.criteria import Count

PAGE = 50
COUNTED = 1_000
SHOWN = (*GOES, Rsvp.MAYBE)
ON_PAGE = 8


@dataclass(frozen=True)
class Guests:
    """`shown` is how many of those who go show themselves to this viewer."""

    rows: Sequence[Attendee]
    shown: Count


def list_attendees(
    *, viewer: User, event: Event, status: str = "", after: str = "", limit: int = PAGE
) -> tuple[Sequence[Attendee], str | None]:
    """Those who go or may come, in the order of their answers, as far as they show themselves."""
    rows = _shown(viewer, event).filter(status__in=[status] if status else SHOWN)
    found = list(rows.filter(pk__gt=after).order_by("pk")[: limit + 1])
    return found[:limit], found[limit - 1].pk if len(found) > limit else None


def guests_of(*, viewer: User, event: Event, answer: Attendee | None) -> Guests:
    """The first of those who go, for the event's page. `answer` is the viewer's own."""
    rows = _shown(viewer, event).filter(status__in=GOES)
    return Guests(list(rows.order_by("pk")[:ON_PAGE]), count_shown(viewer=viewer, event=event, answer=answer))


def count_shown(*, viewer: User, event: Event, answer: Attendee | None) -> Count:
    """Questions that an index answers, where one about everybody would read every guest. `answer` is the viewer's."""
    open_to_all = Attendee.objects.open_to(viewer).filter(event=event, status__in=GOES)
    found = open_to_all.values("event")[: COUNTED + 1].count() + _shown_to_near(viewer, event, answer)
    return Count(min(found, COUNTED), is_capped=found > COUNTED)


def _shown_to_near(viewer: User, event: Event, answer: Attendee | None) -> int:
    """Those who show themselves to the viewer, and not to everybody: their sales team, and they themselves."""
    if not viewer.sees_own:
        return 0
    if not viewer.sales_team_id:
        return int(bool(answer and answer.status in GOES and answer.visibility != Visibility.EVERYBODY))
    near = Attendee.objects.visible_to(viewer).filter(user__sales_team=viewer.sales_team_id)
    return near.filter(event=event, status__in=GOES).exclude(visibility=Visibility.EVERYBODY).count()


def _shown(viewer: User, event: Event) -> AttendeeQuerySet:
    """With who they are by two small questions: to plan one about the three tables takes PostgreSQL longer than all."""
    users = Prefetch("user", User.objects.only("name", "email", "company"))
    companies = Prefetch("user__company", Company.objects.only("name", "slug"))
    return Attendee.objects.visible_to(viewer).filter(event=event).prefetch_related(users, companies)
