"""What a viewer has to do, in the days of their own calendar."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.crm.models import FollowUp
from dealmecca.crm.models.kept import KeptQuerySet
from dealmecca.search.criteria import Count

MOST = 100


@dataclass(frozen=True)
class Group:
    """`code` is overdue, today, week or later."""

    code: str
    label: str
    rows: list[FollowUp]


@dataclass(frozen=True)
class DueList:
    today: date
    groups: list[Group]
    done: list[FollowUp]
    next_after: tuple[str, str] | None  # due day and id

    @property
    def is_empty(self) -> bool:
        return not any(group.rows for group in self.groups)


def due_list(*, viewer: User, after: tuple[str, str] | None = None, limit: int = MOST) -> DueList:
    """What is open, soonest first, and on the first page what was done today. Two queries."""
    zone = viewer.zone
    today = timezone.localdate(timezone=zone)
    rows = _own(viewer).filter(done_at=None)
    if after:
        rows = rows.filter(Q(due_on__gt=after[0]) | Q(due_on=after[0], pk__gt=after[1]))
    found = list(rows.order_by("due_on", "pk")[: limit + 1])
    page = found[:limit]
    groups = {code: Group(code, label, []) for code, label in GROUPS}
    for row in page:
        groups[group_of(row.due_day(zone), today)].rows.append(row)
    last = (page[-1].due_on.isoformat(), page[-1].pk) if len(found) > limit else None
    midnight = datetime.combine(today, datetime.min.time(), zone).astimezone(UTC)
    done = list(_own(viewer).filter(done_at__gte=midnight).order_by("-done_at", "-pk")[:20]) if after is None else []
    return DueList(today, list(groups.values()), done, last)


GROUPS = (("overdue", "Overdue"), ("today", "Today"), ("week", "Next seven days"), ("later", "Later"))


def group_of(due: date, today: date) -> str:
    if due < today:
        return "overdue"
    if due == today:
        return "today"
    return "week" if due <= today + timedelta(days=7) else "later"


def due_now(*, viewer: User, limit: int = 5) -> tuple[list[FollowUp], Count]:
    """What is overdue or due today, soonest first, and how much of it there is. One query."""
    today = timezone.localdate(timezone=viewer.zone)
    rows = list(_own(viewer).filter(done_at=None, due_on__lte=today).order_by("due_on", "pk")[: MOST + 1])
    return rows[:limit], Count(min(len(rows), MOST), len(rows) > MOST)


def _own(viewer: User) -> KeptQuerySet[FollowUp]:
    """What this viewer shall do, as long as they may see it."""
    rows = FollowUp.objects.visible_to(viewer).filter(user=viewer.pk)
    return rows.select_related("user", "contact", "contact__company", "company", "handed_by", "interaction")
