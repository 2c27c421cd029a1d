"""Stripe behind the interface. The only place that imports its library, and only once it is asked."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings

from dealmecca.accounts.models import User
from dealmecca.billing.models import ProviderName, Subscription
from dealmecca.billing.providers.interface import Checkout, Event, EventRefused, ProviderAway, SubscriptionState

if TYPE_CHECKING:
    from stripe import StripeClient

API_VERSION = "2025-03-31.basil"  # periods stand on a subscription's items from here on
TOLERANCE_SECONDS = 300
TIMEOUT_SECONDS = 10
RETRIES = 2


Ask = TypeVar("Ask", bound=Callable[..., Any])


def asking(ask: Ask) -> Ask:
    """Whatever went wrong between here and Stripe is one exception."""

    @wraps(ask)
    def asked(*args: Any, **options: Any) -> Any:
        import stripe

        try:
            return ask(*args, **options)
        except stripe.StripeError as error:
            raise ProviderAway(f"Stripe: {type(error).__name__}, status {error.http_status}") from error

    return asked  # type: ignore[return-value]


class StripeProvider:
    name: str = ProviderName.STRIPE

    def __init__(self, http_client: Any = None) -> None:
        self._http_client = http_client

    @asking
    def open_customer(self, *, user: User) -> str:
        if user.stripe_customer_id:
            return user.stripe_customer_id
        customer = self._client.v1.customers.create(
            {"email": user.email, "name": user.name, "metadata": {"user_id": user.pk}},
            {"idempotency_key": f"customer-{user.pk}"},
        )
        return customer.id

    @asking
    def start_checkout(self, *, user: User, tier: str, seats: int, done_url: str, back_url: str) -> Checkout:
        """Asked twice for the same on one day, Stripe answers the same page: a double click pays once."""
        client = self._client
        customer = self.open_customer(user=user)
        count = len(client.v1.subscriptions.list({"customer": customer, "status": "all", "limit": 100}).data)
        session = client.v1.checkout.sessions.create(
            {
                "mode": "subscription",
                "customer": customer,
                "client_reference_id": user.pk,
                "line_items": [{"price": settings.STRIPE_PRICES[tier][0], "quantity": seats}],
                "subscription_data": {"metadata": {"user_id": user.pk}},
                "success_url": done_url,
                "cancel_url": back_url,
            },
            {"idempotency_key": f"checkout-{user.pk}-{tier}-{seats}-{count}-{datetime.now(UTC):%Y%m%d}"},
        )
        return Checkout(url=session.url or "")

    @asking
    def portal(self, *, user: User, back_url: str) -> str:
        if not user.stripe_customer_id:
            return ""
        wanted = {"customer": user.stripe_customer_id, "return_url": back_url}
        return self._client.v1.billing_portal.sessions.create(wanted).url  # type: ignore[arg-type]

    def cancel(self, *, subscription: Subscription) -> SubscriptionState:
        return self._end(subscription, is_last=True)

    def resume(self, *, subscription: Subscription) -> SubscriptionState:
        return self._end(subscription, is_last=False)

    @asking
    def _end(self, row: Subscription, *, is_last: bool) -> SubscriptionState:
        answer = self._client.v1.subscriptions.update(row.provider_id, {"cancel_at_period_end": is_last})
        return _state(answer.to_dict())

    def parse_event(self, *, body: bytes, signature: str) -> Event:
        import stripe

        try:
            stripe.WebhookSignature.verify_header(
                body, signature, settings.STRIPE_WEBHOOK_SECRET, tolerance=TOLERANCE_SECONDS
            )
            event = json.loads(body)
            return Event(
                event_id=str(event["id"]),
                kind=str(event["type"]),
                happened_at=datetime.fromtimestamp(event["created"], UTC),
                subscription_id=_subscription_id(event["data"]["object"]),
            )
        except (stripe.SignatureVerificationError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise EventRefused(type(error).__name__) from None

    @asking
    def fetch_subscription(self, provider_id: str) -> SubscriptionState | None:
        import stripe

        try:
            return _state(self._client.v1.subscriptions.retrieve(provider_id).to_dict())
        except stripe.InvalidRequestError as error:
            if error.http_status == 404:
                return None
            raise

    @asking
    def fetch_subscriptions_of(self, *, user: User) -> list[SubscriptionState]:
        if not user.stripe_customer_id:
            return []
        wanted = {"customer": user.stripe_customer_id, "status": "all", "limit": 100}
        found = self._client.v1.subscriptions.list(wanted)  # type: ignore[arg-type]
        return [_state(one.to_dict()) for one in found.auto_paging_iter()]

    @cached_property
    def _client(self) -> "StripeClient":
        import stripe

        return stripe.StripeClient(
            settings.STRIPE_SECRET_KEY,
            stripe_version=API_VERSION,
            base_addresses={"api": settings.STRIPE_URL},
            max_network_retries=RETRIES,
            http_client=self._http_client or stripe.RequestsClient(timeout=TIMEOUT_SECONDS),
        )


def _subscription_id(about: dict[str, Any]) -> str:
    """Of which subscription an event's object speaks: a subscription, a checkout or an invoice (old shape and new)."""
    match about.get("object"):
        case "subscription":
            return str(about["id"])
        case "checkout.session":
            return str(about.get("subscription") or "")
        case "invoice":
            parent = (about.get("parent") or {}).get("subscription_details") or {}
            return str(parent.get("subscription") or about.get("subscription") or "")
    return ""


def _state(answer: dict[str, Any]) -> SubscriptionState:
    """Without a tier when nothing in it has a price of ours: somebody else's, or a price that left the settings."""
    tiers = {price: tier for tier, prices in settings.STRIPE_PRICES.items() for price in prices}
    items = [(tiers.get(item["price"]["id"], ""), item) for item in answer["items"]["data"]]
    tier, item = max(items, key=lambda one: one[0])
    end = _moment(item.get("current_period_end") or answer.get("current_period_end"))
    cancel_at = _moment(answer.get("cancel_at"))  # how Stripe's newer pages say that it ends
    is_last = bool(answer.get("cancel_at_period_end")) or bool(cancel_at and end and cancel_at <= end)
    return SubscriptionState(
        provider=ProviderName.STRIPE,
        provider_id=answer["id"],
        tier=tier,
        status=answer["status"].upper(),
        seats=max(item.get("quantity") or 1, 1),
        current_period_start=_moment(item.get("current_period_start") or answer.get("current_period_start")),
        current_period_end=min(end, cancel_at) if end and cancel_at else end or cancel_at,
        cancel_at_period_end=is_last,
        customer_id=str(answer.get("customer") or ""),
        user_id=str((answer.get("metadata") or {}).get("user_id") or ""),
    )


def _moment(seconds: int | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None
