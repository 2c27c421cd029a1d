"""Taking units and giving them back: the counter by one conditional UPDATE, the ledger by one entry, together.

Everybody who holds more than one of them takes the counter first, then search passes, then writes entries.
"""

from django.db import transaction
from django.db.models import Case, F, PositiveIntegerField, Q, Value, When

from dealmecca.accounts.models import User
from dealmecca.billing.models import LONGEST_WHAT, Reason, Unit, UsageCounter, UsageEntry
from dealmecca.billing.queries.usage import Usage, read_clock, read_usage
from dealmecca.billing.refusals import QuotaUsedUp

NUMBER = PositiveIntegerField()


@transaction.atomic
def charge_rows(*, user: User, count: int, what: str, key: str = "") -> UsageEntry | None:
    """Charge an export of `count` rows, all or nothing; None for no rows. Raises QuotaUsedUp.

    Give the entry to `refund_rows` when the file was not delivered.
    """
    if count < 1:
        return None
    usage = read_usage(user=user, unit=Unit.EXPORTED_ROW)
    if usage.limit is None:
        return write_entry(usage, Reason.INCLUDED, usage.period, count, what, key)
    period = take(usage, count)
    if period is None:
        raise QuotaUsedUp(read_usage(user=user, unit=Unit.EXPORTED_ROW), count)
    return write_entry(usage, Reason.CHARGED, period, count, what, key)


def refund_rows(*, entry: UsageEntry) -> bool:
    """Give a failed export's rows back. False when they were given back before."""
    return refund(entry, Reason.REFUND_FAILED)


def take(usage: Usage, amount: int) -> int | None:
    """The month in which `amount` units are now taken, or None when they do not fit. Needs a transaction.

    A month that began opens with these units; one that a slower clock has not seen yet goes on.
    """
    if _took(usage, amount):
        return _month(usage)
    mine = {"user": usage.user, "unit": usage.unit}
    if UsageCounter.objects.filter(**mine).exists():
        return None
    # Several may be the first at once: one row, whoever made it.
    UsageCounter.objects.bulk_create([UsageCounter(**mine, period=usage.period)], ignore_conflicts=True)
    return _month(usage) if _took(usage, amount) else None


def _took(usage: Usage, amount: int) -> bool:
    assert usage.limit is not None
    room = usage.limit - amount
    if room < 0:
        return False
    is_older = Q(period__lt=usage.period)
    rows = UsageCounter.objects.filter(is_older | Q(used__lte=room), user=usage.user, unit=usage.unit)
    return bool(
        rows.update(
            used=Case(When(is_older, then=Value(amount)), default=F("used") + amount, output_field=NUMBER),
            period=Case(When(is_older, then=Value(usage.period)), default=F("period"), output_field=NUMBER),
        )
    )


def _month(usage: Usage) -> int:
    return UsageCounter.objects.values_list("period", flat=True).get(user=usage.user, unit=usage.unit)


def write_entry(usage: Usage, reason: Reason, period: int, amount: int, what: str, key: str) -> UsageEntry:
    return UsageEntry.objects.create(
        user=usage.user,
        unit=usage.unit,
        reason=reason,
        period=period,
        amount=amount,
        what=what[:LONGEST_WHAT],
        key=key,
        at=usage.now,
    )


@transaction.atomic
def refund(entry: UsageEntry, reason: Reason) -> bool:
    """Take a charge back, once: the second time is False. Units of a month that is over are given back on paper."""
    counter = UsageCounter.objects.filter(user=entry.user_id, unit=entry.unit)
    list(counter.select_for_update())
    if UsageEntry.objects.filter(refund_of=entry).exists():
        return False
    UsageEntry.objects.create(
        user_id=entry.user_id,
        unit=entry.unit,
        reason=reason,
        period=entry.period,
        amount=-entry.amount,
        what=entry.what,
        key=entry.key,
        refund_of=entry,
        at=read_clock(user=entry.user),
    )
    if entry.reason == Reason.CHARGED:
        counter.filter(period=entry.period).update(used=F("used") - entry.amount)
    return True
