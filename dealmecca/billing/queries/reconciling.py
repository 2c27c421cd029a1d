"""Proving a bill: the ledger recounted against the counters, and replayed entry by entry."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Sum

from dealmecca.accounts.models import User
from dealmecca.billing.models import Reason, UsageCounter, UsageEntry
from dealmecca.billing.queries.usage import COUNTS


@dataclass(frozen=True)
class Difference:
    email: str
    unit: str
    period: int
    counted: int | None  # None: there is no counter
    in_ledger: int


@dataclass(frozen=True)
class Replayed:
    """One entry and what the ledger had counted in its month after it."""

    entry: UsageEntry
    used_after: int


def find_user(*, email: str) -> User | None:
    return User.objects.filter(email__iexact=email).first()


def differences() -> Iterator[Difference]:
    """Counters that are not the sum of their month in the ledger, and members charged without any counter."""
    sums = {
        (row["user"], row["unit"], row["period"]): row["total"]
        for row in UsageEntry.objects.filter(COUNTS).values("user", "unit", "period").annotate(total=Sum("amount"))
    }
    emails = dict(User.objects.filter(pk__in={user for user, _, _ in sums}).values_list("pk", "email"))
    counted = set()
    for row in UsageCounter.objects.select_related("user").order_by("user", "unit"):
        counted.add((row.user_id, row.unit))
        total = sums.get((row.user_id, row.unit, row.period), 0)
        if total != row.used:
            yield Difference(row.user.email, row.unit, row.period, row.used, total)
    for (user, unit, period), total in sorted(sums.items()):
        if (user, unit) not in counted:
            yield Difference(emails.get(user, user), unit, period, None, total)


def replay(*, user: User) -> Iterator[Replayed]:
    """The member's ledger from its beginning."""
    used: dict[tuple[str, int], int] = {}
    for entry in UsageEntry.objects.visible_to(user).select_related("refund_of").order_by("at", "id"):
        charged = entry.refund_of or entry
        month = (entry.unit, entry.period)
        used[month] = used.get(month, 0) + (entry.amount if charged.reason == Reason.CHARGED else 0)
        yield Replayed(entry, used[month])
