"""Who takes the money: one interface, with the operator's own hand (manual) and Stripe behind it."""

from django.conf import settings
from django.utils.module_loading import import_string

from dealmecca.billing.models import ProviderName
from dealmecca.billing.providers.interface import (
    Checkout,
    Event,
    EventRefused,
    Provider,
    ProviderAway,
    SubscriptionState,
)

__all__ = [
    "Checkout",
    "Event",
    "EventRefused",
    "Provider",
    "ProviderAway",
    "SubscriptionState",
    "chosen_provider",
    "provider_named",
]

# By their path: the default install never imports Stripe's library.
_PLACES = {
    ProviderName.MANUAL: "dealmecca.billing.providers.manual.ManualProvider",
    ProviderName.STRIPE: "dealmecca.billing.providers.stripe.StripeProvider",
}


def chosen_provider() -> Provider:
    """The provider for new subscriptions, by DEALMECCA_BILLING."""
    return provider_named(ProviderName(settings.BILLING_PROVIDER))


def provider_named(name: str) -> Provider:
    """The provider that an existing subscription is with."""
    return import_string(_PLACES[ProviderName(name)])()
