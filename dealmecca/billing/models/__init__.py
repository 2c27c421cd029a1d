"""What was used, and what it cost; what is paid for, and who sits on it."""

from dealmecca.billing.models.payments import (
    MOST_SEATS,
    PAID_TIERS,
    BillingEvent,
    PlanRequest,
    ProviderCheck,
    ProviderName,
    ProviderRead,
    Subscription,
)
from dealmecca.billing.models.seats import Invitation, SeatPool
from dealmecca.billing.models.usage import (
    CHARGED,
    LONGEST_WHAT,
    Reason,
    RequestWindow,
    SearchPass,
    Unit,
    UsageCounter,
    UsageEntry,
)

__all__ = [
    "CHARGED",
    "LONGEST_WHAT",
    "MOST_SEATS",
    "PAID_TIERS",
    "BillingEvent",
    "Invitation",
    "PlanRequest",
    "ProviderCheck",
    "ProviderName",
    "ProviderRead",
    "Reason",
    "RequestWindow",
    "SearchPass",
    "SeatPool",
    "Subscription",
    "Unit",
    "UsageCounter",
    "UsageEntry",
]
