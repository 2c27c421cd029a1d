"""What a member used and has left: read from counter and ledger, in the month that the database's clock says."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.functions import Now

from dealmecca.accounts.models import User
from dealmecca.billing.models import Reason, SearchPass, Unit, UsageCounter, UsageEntry
from dealmecca.billing.periods import period_at, period_start
from dealmecca.billing.plans import Plan, plan_of

FREE_AGAIN = timedelta(minutes=10)  # the same search
FREE_FURTHER = timedelta(days=1)  # its further pages, and opening one of its results


@dataclass(frozen=True)
class Usage:
    """One unit in a member's present month. `limit` and `left` None: without limit, and `used` counts nothing."""

    user: User
    unit: Unit
    now: datetime
    period: int
    used: int
    limit: int | None

    @property
    def left(self) -> int | None:
        return None if self.limit is None else max(self.limit - self.used, 0)

    @property
    def begins_at(self) -> datetime:
        return period_start(self.user.created_at, self.period)

    @property
    def resets_at(self) -> datetime:
        return period_start(self.user.created_at, self.period + 1)

    @property
    def resets_in_words(self) -> str:
        """In the member's own time zone: "12 March at 09:30 (CET)"."""
        moment = self.resets_at.astimezone(self.user.zone)
        return f"{moment.day} {moment:%B} at {moment:%H:%M} ({moment:%Z})"

    @property
    def noun(self) -> str:
        return Unit(self.unit).label.lower()


@dataclass(frozen=True)
class SearchStanding:
    """What a search finds before it runs: a pass that is still good, or (`was_listed`) without limit and just now."""

    usage: Usage
    pass_id: int | None
    pass_gave_results: bool
    was_listed: bool


def limit_of(plan: Plan, unit: Unit) -> int | None:
    return plan.searches_a_month if unit == Unit.SEARCH else plan.exported_rows_a_month


def read_usage(*, user: User, unit: Unit) -> Usage:
    """Plan, counter and clock as the database has them now, in one query."""
    return _usage(_with_counter(unit).get(pk=user.pk), unit)


def read_search_standing(*, user: User, key: str, is_further: bool) -> SearchStanding:
    """The same for a search, with what makes it free; in one query. `is_further`: a page after the first."""
    passes = SearchPass.objects.filter(user=OuterRef("pk"), key=key)
    listed = UsageEntry.objects.filter(user=OuterRef("pk"), key=key, reason=Reason.INCLUDED).order_by("-at")
    row = (
        _with_counter(Unit.SEARCH)
        .annotate(
            pass_id=Subquery(passes.values("pk")),
            pass_paid_at=Subquery(passes.values("paid_at")),
            pass_gave=Subquery(passes.values("gave_results")),
            listed_at=Subquery(listed.values("at")[:1]),
        )
        .get(pk=user.pk)
    )
    since = row.now - (FREE_FURTHER if is_further else FREE_AGAIN)
    is_good = row.pass_paid_at is not None and row.pass_paid_at > since
    was_listed = row.listed_at is not None and row.listed_at > since
    return SearchStanding(
        _usage(row, Unit.SEARCH), row.pass_id if is_good else None, is_good and bool(row.pass_gave), was_listed
    )


def read_clock(*, user: User) -> datetime:
    return User.objects.filter(pk=user.pk).values_list(Now(), flat=True).get()


def _with_counter(unit: Unit) -> Any:
    counter = UsageCounter.objects.filter(user=OuterRef("pk"), unit=unit)
    return User.objects.annotate(
        now=Now(), counted_in=Subquery(counter.values("period")), counted=Subquery(counter.values("used"))
    )


def _usage(row: Any, unit: Unit) -> Usage:
    """A counter that is ahead of the clock keeps its month: a late clock can spend, never reset."""
    period = period_at(row.created_at, row.now)
    counted_in = -1 if row.counted_in is None else row.counted_in
    used = row.counted if counted_in >= period else 0
    return Usage(row, unit, row.now, max(period, counted_in), used, limit_of(plan_of(row), unit))


def searches_used(*, user: User) -> int:
    """The specification's searchesUsed: all that ever cost or was included, less what was given back."""
    return _sum(UsageEntry.objects.filter(user=user, unit=Unit.SEARCH))


def units_used(*, usage: Usage) -> int:
    """What the ledger says of this month, with what an unlimited plan included (searchesThisMonth)."""
    return _sum(UsageEntry.objects.filter(user=usage.user, unit=usage.unit, period=usage.period))


def _sum(entries: Any) -> int:
    return entries.aggregate(total=Sum("amount"))["total"] or 0


COUNTS = Q(reason=Reason.CHARGED) | Q(refund_of__reason=Reason.CHARGED)  # entries that count against a limit


@dataclass(frozen=True)
class Month:
    """A unit's present month as its member sees it: `used` holds what an unlimited plan included as well."""

    usage: Usage
    used: int


def month_of(*, user: User) -> list[Month]:
    months = []
    for usage in read_all_usage(user=user):
        months.append(Month(usage, units_used(usage=usage) if usage.limit is None else usage.used))
    return months


def read_all_usage(*, user: User) -> list[Usage]:
    return [read_usage(user=user, unit=unit) for unit in Unit]
