"""The operator's own hand: no money moves here, the operator sends the invoice. The default."""

from datetime import datetime

from django.utils import timezone

from dealmecca.accounts.models import SubscriptionStatus, User
from dealmecca.billing.models import ProviderName, Subscription
from dealmecca.billing.providers.interface import Checkout, Event, EventRefused, SubscriptionState
from dealmecca.billing.terms import month_end


class ManualProvider:
    name: str = ProviderName.MANUAL

    def open_customer(self, *, user: User) -> str:
        return ""

    def start_checkout(self, *, user: User, tier: str, seats: int, done_url: str, back_url: str) -> Checkout:
        return Checkout(
            state=SubscriptionState(
                provider=self.name,
                provider_id=f"invoiced-{user.pk}",
                tier=tier,
                seats=seats,
                status=SubscriptionStatus.ACTIVE,
                current_period_start=timezone.now(),
                user_id=user.pk,
            )
        )

    def grant(self, *, user: User, tier: str, seats: int, until: datetime | None) -> SubscriptionState:
        """What the operator gives by the command line, beside whatever the member chose."""
        return SubscriptionState(
            provider=self.name,
            provider_id=f"granted-{user.pk}",
            tier=tier,
            seats=seats,
            status=SubscriptionStatus.ACTIVE,
            current_period_end=until,
            is_fixed_term=True,
            user_id=user.pk,
        )

    def portal(self, *, user: User, back_url: str) -> str:
        return ""

    def cancel(self, *, subscription: Subscription) -> SubscriptionState:
        """At the end of the month that runs, counted from the day it began."""
        start = subscription.current_period_start or subscription.created_at
        return _state(subscription, ends_at=month_end(start, timezone.now()), is_cancelled=True)

    def resume(self, *, subscription: Subscription) -> SubscriptionState:
        return _state(subscription, ends_at=None, is_cancelled=False)

    def parse_event(self, *, body: bytes, signature: str) -> Event:
        raise EventRefused("Nobody sends events where the operator sends the invoice.")

    def fetch_subscription(self, provider_id: str) -> SubscriptionState | None:
        return None  # our own row is all there is

    def fetch_subscriptions_of(self, *, user: User) -> list[SubscriptionState]:
        return []


def _state(row: Subscription, *, ends_at: datetime | None, is_cancelled: bool) -> SubscriptionState:
    return SubscriptionState(
        provider=row.provider,
        provider_id=row.provider_id,
        tier=row.tier,
        status=row.status,
        seats=row.seats,
        current_period_start=row.current_period_start,
        current_period_end=ends_at,
        cancel_at_period_end=is_cancelled,
        user_id=row.user_id,
    )
