"""What a member pays for, what waits for an admin, and whom to ask the provider about."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from dealmecca.accounts.models import SubscriptionTier, User
from dealmecca.billing.models import PlanRequest, ProviderName, SeatPool, Subscription
from dealmecca.billing.terms import access_ends

MOST_SHOWN = 100


def running_subscriptions(*, viewer: User, now: datetime | None = None) -> list[Subscription]:
    """The viewer's own that open a plan now, best first."""
    now = now or timezone.now()
    rows = [row for row in Subscription.objects.filter(user=viewer).order_by("-pk") if access_ends(row) > now]
    return sorted(rows, key=lambda row: (row.tier != SubscriptionTier.TEAM, -access_ends(row).timestamp()))


def open_plan_request(*, viewer: User) -> PlanRequest | None:
    return PlanRequest.objects.filter(user=viewer, decided_at=None).first()


def list_plan_requests(*, limit: int = MOST_SHOWN) -> Sequence[PlanRequest]:
    """What waits for an admin, oldest first. The caller has checked that the viewer is one."""
    return list(PlanRequest.objects.filter(decided_at=None).select_related("user").order_by("asked_at")[:limit])


def get_plan_request(*, request_id: str) -> PlanRequest:
    """Raises DoesNotExist."""
    return PlanRequest.objects.select_related("user").get(pk=request_id)


def ids_of_lapsed(*, now: datetime | None = None, limit: int = 500) -> list[str]:
    """Members whose plan ran out, or whose team's seats, and whose row does not say so yet; payers first."""
    now = now or timezone.now()
    pools = SeatPool.objects.filter(seats__gt=0, paid_until__lte=now).exclude(payer=None)
    payers = list(pools.order_by("pk").values_list("payer_id", flat=True)[:limit])
    lapsed = User.objects.filter(plan_until__isnull=False, plan_until__lte=now).exclude(pk__in=payers)
    return [*payers, *lapsed.order_by("plan_until").values_list("pk", flat=True)[:limit]]


def customers_to_check(*, older_than: timedelta, limit: int = 200) -> list[User]:
    """Members known to Stripe about whom it was not asked for so long; those longest unasked first."""
    before = timezone.now() - older_than
    customers = User.objects.exclude(stripe_customer_id=None).exclude(provider_check__checked_at__gt=before)
    return list(customers.order_by("provider_check__checked_at", "pk")[:limit])


def get_subscription(*, provider: ProviderName | str, provider_id: str) -> Subscription | None:
    return Subscription.objects.select_related("user").filter(provider=provider, provider_id=provider_id).first()


def count_plan_requests() -> int:
    """For admins."""
    return PlanRequest.objects.filter(decided_at=None).count()
