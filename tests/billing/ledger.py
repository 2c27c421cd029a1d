"""What the tests of usage share: searching as a door does, and what the ledger then says."""

from datetime import timedelta

from dealmecca.accounts.models import User
from dealmecca.billing.actions import metered_search
from dealmecca.billing.models import SearchPass, Unit, UsageEntry
from dealmecca.billing.queries.usage import read_usage


def search(user: User, key: str, count: int = 1, *, is_further: bool = False) -> str:
    with metered_search(user=user, key=key, what=f"“{key}”", is_further=is_further) as receipt:
        receipt.found(count)
    return "granted"


def left(user: User, unit: Unit = Unit.SEARCH) -> int | None:
    return read_usage(user=user, unit=unit).left


def reasons(user: User) -> list[str]:
    """Of the ledger, in its order."""
    return list(UsageEntry.objects.filter(user=user).order_by("at", "id").values_list("reason", flat=True))


def minutes_pass(user: User, minutes: int) -> None:
    """For the passes of searches that were paid: the database's clock is nobody's to turn."""
    for one in SearchPass.objects.filter(user=user):
        SearchPass.objects.filter(pk=one.pk).update(paid_at=one.paid_at - timedelta(minutes=minutes))


def months_pass(user: User, days: int) -> None:
    User.objects.filter(pk=user.pk).update(created_at=user.created_at - timedelta(days=days))
    user.refresh_from_db()
