"""When what is paid for begins and ends: a month from a day, and how long a subscription opens its plan."""

from calendar import monthrange
from datetime import UTC, datetime, timedelta

from dealmecca.accounts.models import SubscriptionStatus
from dealmecca.billing.models import ProviderName, Subscription

RENEWAL_GRACE = timedelta(days=3)  # a renewal that nobody told us of yet: providers repeat their events for so long
PAST_DUE_GRACE = timedelta(days=14)  # a payment failed: the provider tries again for about two weeks
FOREVER = datetime.max.replace(tzinfo=UTC)
NEVER = datetime.min.replace(tzinfo=UTC)
_RUNNING = (SubscriptionStatus.ACTIVE, SubscriptionStatus.TRIALING)


def month_end(start: datetime, now: datetime) -> datetime:
    """The first monthly return of `start` after `now`; the 31st falls on the last day of shorter months."""
    months = (now.year - start.year) * 12 + now.month - start.month
    while True:
        year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
        end = start.replace(year=year, month=month + 1, day=min(start.day, monthrange(year, month + 1)[1]))
        if end > now:
            return end
        months += 1


def access_ends(subscription: Subscription) -> datetime:
    """The instant from which this subscription opens nothing: FOREVER without an end, NEVER when it is not paid."""
    end = subscription.current_period_end or FOREVER
    if subscription.status in _RUNNING:
        is_last = subscription.cancel_at_period_end or subscription.is_fixed_term
        if end is FOREVER or is_last or subscription.provider == ProviderName.MANUAL:
            return end
        return end + RENEWAL_GRACE
    if subscription.status == SubscriptionStatus.PAST_DUE:
        start = subscription.current_period_start or subscription.created_at
        return min(start + PAST_DUE_GRACE, end)
    return NEVER  # unpaid, canceled, paused, incomplete: nothing was paid for what would run now
