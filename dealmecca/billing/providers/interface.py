"""What a provider can be asked, and the shapes of its answers. Providers ask and answer; actions write."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from dealmecca.accounts.models import User
from dealmecca.billing.models import Subscription


class EventRefused(Exception):
    """A message that its provider did not sign, or signed too long ago."""


class ProviderAway(Exception):
    """The provider did not answer, or refused."""


@dataclass(frozen=True, slots=True)
class SubscriptionState:
    """A subscription as its provider states it now. `customer_id` and `user_id` say whose it is, as far as known.

    An empty `tier`: its price is none of ours. Then only a subscription that we know already goes on, as it was.
    """

    provider: str
    provider_id: str
    tier: str
    status: str
    seats: int = 1
    current_period_start: datetime | None = None
    current_period_end: datetime | None = None
    cancel_at_period_end: bool = False
    is_fixed_term: bool = False
    customer_id: str = ""
    user_id: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something happened there. Only which subscription it is about is taken from it, never what became of it."""

    event_id: str
    kind: str
    happened_at: datetime
    subscription_id: str = ""


@dataclass(frozen=True, slots=True)
class Checkout:
    """Where the member pays, or the state that holds at once when there is nothing to pay there."""

    url: str = ""
    state: SubscriptionState | None = None


class Provider(Protocol):
    """Whatever asks there raises ProviderAway when no answer comes."""

    name: str

    def open_customer(self, *, user: User) -> str:
        """The customer's id there, made once per member; empty where there are no customers."""

    def start_checkout(self, *, user: User, tier: str, seats: int, done_url: str, back_url: str) -> Checkout: ...

    def portal(self, *, user: User, back_url: str) -> str:
        """Where the member sees invoices and changes how they pay; empty where there is no such place."""

    def cancel(self, *, subscription: Subscription) -> SubscriptionState:
        """End it with the period that is paid for."""

    def resume(self, *, subscription: Subscription) -> SubscriptionState:
        """Take a cancellation back while the period still runs."""

    def parse_event(self, *, body: bytes, signature: str) -> Event:
        """Raises EventRefused."""

    def fetch_subscription(self, provider_id: str) -> SubscriptionState | None:
        """As it is there now; None when it is not there."""

    def fetch_subscriptions_of(self, *, user: User) -> list[SubscriptionState]:
        """All of a member's, ended ones too."""
