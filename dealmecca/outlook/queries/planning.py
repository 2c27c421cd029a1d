"""Reading the days of an account's year, and what comes up for a member."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from dealmecca.outlook.calendar import Occurrence, weeks_words
from dealmecca.outlook.models import PlanningDate, PlanningNotice, PlanningReminder

MOST = 200
SOON = timedelta(weeks=12)


@dataclass(frozen=True)
class Opening:
    """A date with the time it comes next, seen from a day; `weeks_ahead` is the viewer's reminder, if there is one."""

    planning_date: PlanningDate
    next: Occurrence
    day: date
    weeks_ahead: int | None = None

    @property
    def is_open(self) -> bool:
        return self.next.is_open(self.day)

    @property
    def away(self) -> str:
        """ "in 6 weeks", or of a window "open until 15 Mar"."""
        if self.is_open and self.next.last > self.day:
            return f"open until {self.next.last.day} {self.next.last:%b}"
        return weeks_words((self.next.first - self.day).days)


def planning_dates_of(*, viewer: User, company: Company, day: date | None = None) -> list[Opening]:
    """The account's dates that were known to hold on that day (today), soonest first. Two queries at most."""
    day = day or timezone.localdate()
    rows = PlanningDate.objects.visible_to(viewer).on(day).filter(account=company).select_related("recorded_by")
    dates = list(rows.order_by("pk")[:MOST])
    if not dates:
        return []
    asked = PlanningReminder.objects.visible_to(viewer).filter(planning_date__account=company)
    weeks = dict(asked.values_list("planning_date", "weeks_ahead"))
    return _soonest([Opening(row, row.next_from(day), day, weeks.get(row.pk)) for row in dates])


def former_planning_dates(*, viewer: User, company: Company) -> list[PlanningDate]:
    """What the account's dates were before, newest first."""
    rows = PlanningDate.objects.visible_to(viewer).filter(account=company, until__isnull=False)
    return list(rows.order_by("-until", "-pk")[:MOST])


def get_planning_date(*, viewer: User, planning_date_id: str) -> PlanningDate:
    """Raises PlanningDate.DoesNotExist."""
    if "\0" in planning_date_id:
        raise PlanningDate.DoesNotExist
    return PlanningDate.objects.visible_to(viewer).select_related("account", "recorded_by").get(pk=planning_date_id)


def next_openings(*, viewer: User, account_ids: Sequence[str], day: date | None = None) -> dict[str, Opening]:
    """When each of these accounts starts planning next, without those of which nothing is known. One query."""
    day = day or timezone.localdate()
    rows = PlanningDate.objects.visible_to(viewer).on(day).filter(account__in=account_ids, kind="PLANNING_START")
    found: dict[str, Opening] = {}
    for opening in _soonest([Opening(row, row.next_from(day), day) for row in rows.order_by("pk")]):
        found.setdefault(opening.planning_date.account_id, opening)
    return found


def openings_for(*, viewer: User, day: date | None = None) -> list[Opening]:
    """What this member asked to be reminded of and opens in the next twelve weeks, or is open. One query."""
    day = day or timezone.localdate()
    rows = PlanningReminder.objects.visible_to(viewer).filter(planning_date__until=None)
    openings = [
        Opening(row.planning_date, row.planning_date.next_from(day), day, row.weeks_ahead)
        for row in rows.select_related("planning_date__account").order_by("pk")[:2_000]
    ]
    return _soonest([opening for opening in openings if opening.next.first <= day + SOON])


def count_reminders(*, viewer: User) -> int:
    return PlanningReminder.objects.visible_to(viewer).filter(planning_date__until=None).count()


def notices_for(*, viewer: User, day: date | None = None, limit: int = 5) -> list[Opening]:
    """What this member was told comes up, and has not passed. One query."""
    day = day or timezone.localdate()
    rows = PlanningNotice.objects.visible_to(viewer).filter(closes_on__gte=day, planning_date__until=None)
    rows = rows.select_related("planning_date__account").order_by("opens_on", "pk")[:limit]
    return [Opening(row.planning_date, Occurrence(row.opens_on, row.closes_on), day) for row in rows]


def _soonest(openings: list[Opening]) -> list[Opening]:
    return sorted(openings, key=lambda one: (one.next.first, one.planning_date.name, one.planning_date.pk))
