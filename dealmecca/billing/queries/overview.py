"""What the plans page says about the viewer's own plan."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from dealmecca.accounts.models import SubscriptionStatus, SubscriptionTier, User
from dealmecca.billing.models import PlanRequest, ProviderName, Subscription
from dealmecca.billing.plan_table import TIERS
from dealmecca.billing.plans import PLANS
from dealmecca.billing.queries.entitlements import entitlement_of
from dealmecca.billing.queries.subscriptions import open_plan_request, running_subscriptions


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """One plan as a column of the table."""

    tier: SubscriptionTier
    name: str
    price: str
    is_current: bool
    is_below: bool


@dataclass(frozen=True, slots=True)
class PlanOverview:
    tier: SubscriptionTier
    status: SubscriptionStatus
    until: datetime | None
    own: list[Subscription]
    request: PlanRequest | None
    pays_by_stripe: bool

    @property
    def goes_on(self) -> bool:
        """Whether something of theirs goes on by itself, and can be cancelled."""
        return any(not row.cancel_at_period_end and not row.is_fixed_term for row in self.own)

    @property
    def is_cancelled(self) -> bool:
        return not self.goes_on and any(row.cancel_at_period_end for row in self.own)

    @property
    def is_by_team(self) -> bool:
        return self.tier == SubscriptionTier.TEAM and not any(row.tier == SubscriptionTier.TEAM for row in self.own)

    @property
    def has_failed_payment(self) -> bool:
        return any(row.status == SubscriptionStatus.PAST_DUE for row in self.own)

    @property
    def best(self) -> Subscription | None:
        return self.own[0] if self.own else None


def plan_overview(*, viewer: User) -> PlanOverview:
    """As of now, whatever the member's row says still. A plan given by hand without a subscription is as it stands."""
    own = running_subscriptions(viewer=viewer)
    found = entitlement_of(viewer)
    has_no_history = not own and viewer.plan_until is None
    return PlanOverview(
        tier=SubscriptionTier(viewer.subscription_tier) if has_no_history else found.tier,
        status=found.status,
        until=found.until,
        own=own,
        request=open_plan_request(viewer=viewer),
        pays_by_stripe=any(row.provider == ProviderName.STRIPE for row in own) or bool(viewer.stripe_customer_id),
    )


def plan_columns(*, tier: SubscriptionTier) -> list[PlanColumn]:
    place = TIERS.index(tier)
    return [
        PlanColumn(one, PLANS[one].name, settings.PRICE_TEXTS.get(one, ""), one == tier, TIERS.index(one) < place)
        for one in TIERS
    ]
