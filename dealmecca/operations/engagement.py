"""Who uses DealMecca: the specification's aggregates, and people who acted, not merely signed up. No address in it.

Acting is what leaves a trace that is nobody's secret: a search, a change of a record, a word about a handling. What
members log for themselves or their team does not count here, because its number alone would tell of it.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Avg, Count, QuerySet, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from dealmecca.accounts.models import Role, User
from dealmecca.billing.models import UsageEntry
from dealmecca.billing.models.usage import Unit
from dealmecca.history.models import Change
from dealmecca.roster.models import Evidence

DAYS = 30
WEEKS = 12
PAGE = 50


@dataclass(frozen=True)
class Group:
    """Of some users: how many, and what they used so far."""

    count: int
    average_searches_used: float
    total_dashboard_visits: int
    average_dashboard_visits: float


@dataclass(frozen=True)
class Span:
    """One day, or a week that begins on it."""

    start: date
    end: date  # its last day
    active: int
    joined: int
    searches: int


@dataclass(frozen=True)
class Engagement:
    """`recent` joined in the last 30 days: the specification's aggregate."""

    everybody: Group
    recent: Group
    active_7: int
    active_30: int
    searches_30: int
    days: list[Span]
    weeks: list[Span]


@dataclass(frozen=True)
class Seen:
    """A user of a list, with the last day on which they acted within it."""

    user: User
    last_day: date | None


def engagement(*, viewer: User, today: date | None = None) -> Engagement | None:
    """None for who may not know. Ten queries; a day is the site's."""
    if not _may(viewer):
        return None
    today = today or timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    since = min(monday - timedelta(weeks=WEEKS - 1), today - timedelta(days=DAYS - 1))
    acted, searches = _acted(since), _searches(since)
    joined = _joined(since)

    def span(start: date, length: int) -> Span:
        days = [start + timedelta(days=n) for n in range(length)]
        return Span(
            start, days[-1], len(set().union(*(acted[day] for day in days))),
            sum(joined.get(day, 0) for day in days), sum(searches.get(day, 0) for day in days),
        )  # fmt: skip

    month = span(today - timedelta(days=DAYS - 1), DAYS)
    return Engagement(
        everybody=_group(User.objects.all()),
        recent=_group(User.objects.filter(created_at__date__gt=today - timedelta(days=DAYS))),
        active_7=span(today - timedelta(days=6), 7).active,
        active_30=month.active,
        searches_30=month.searches,
        days=[span(today - timedelta(days=n), 1) for n in range(DAYS)],
        weeks=[span(monday - timedelta(weeks=n), 7) for n in range(WEEKS)],
    )


def people_of(
    *, viewer: User, who: str, start: date, end: date, after: str = "", limit: int = PAGE
) -> tuple[list[Seen], str]:
    """The rows behind a number: those who acted, joined, or all; by id, and where the next page begins."""
    if not _may(viewer):
        return [], ""
    last: dict[str, date] = {}
    for day, users in sorted(_acted(start).items()):
        if start <= day <= end:
            last |= dict.fromkeys(users, day)
    rows = User.objects.filter(pk__gt=after).order_by("pk")
    if who == "active":
        rows = rows.filter(pk__in=sorted(last))
    elif who == "joined":
        rows = rows.filter(created_at__date__range=(start, end))
    found = list(rows[: limit + 1])
    page = [Seen(user, last.get(user.pk)) for user in found[:limit]]
    return page, page[-1].user.pk if len(found) > limit else ""


def _may(viewer: User) -> bool:
    return viewer.is_active and viewer.role == Role.ADMIN


def _acted(since: date) -> dict[date, set[str]]:
    """Who acted on each day."""
    days: dict[date, set[str]] = defaultdict(set)
    begun = _midnight(since)
    changes = Change.objects.filter(at__gte=begun, actor__isnull=False).annotate(day=TruncDate("at"))
    words = Evidence.objects.filter(recorded_at__gte=begun, user__isnull=False).annotate(day=TruncDate("recorded_at"))
    searches = _charged(since).filter(amount__gt=0).annotate(day=TruncDate("at"))
    for rows, whose in ((changes, "actor"), (words, "user"), (searches, "user")):
        for day, user in rows.values_list("day", whose).distinct():
            days[day].add(user)
    return days


def _charged(since: date) -> QuerySet[UsageEntry]:
    """Searches, and what was given back of them, by the ledger."""
    return UsageEntry.objects.filter(unit=Unit.SEARCH, at__gte=_midnight(since))


def _searches(since: date) -> dict[date, int]:
    rows = _charged(since).annotate(day=TruncDate("at")).order_by().values("day").annotate(count=Sum("amount"))
    return {row["day"]: row["count"] for row in rows}


def _joined(since: date) -> dict[date, int]:
    rows = User.objects.filter(created_at__gte=_midnight(since)).annotate(day=TruncDate("created_at")).order_by()
    return {row["day"]: row["count"] for row in rows.values("day").annotate(count=Count("pk"))}


def _midnight(day: date) -> datetime:
    """Where the site's day begins: a plain comparison, which an index answers."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _group(users: QuerySet[User]) -> Group:
    found = users.aggregate(count=Count("pk"), total=Sum("dashboard_visits"), visits=Avg("dashboard_visits"))
    used = UsageEntry.objects.filter(unit=Unit.SEARCH, user__in=users.values("pk")).aggregate(total=Sum("amount"))
    average = (used["total"] or 0) / found["count"] if found["count"] else 0.0
    return Group(found["count"], round(average, 1), found["total"] or 0, round(found["visits"] or 0, 1))
