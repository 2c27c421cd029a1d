"""What was used, and what it cost."""

from dealmecca.billing.models.usage import (
    CHARGED,
    Reason,
    RequestWindow,
    SearchPass,
    Unit,
    UsageCounter,
    UsageEntry,
)

__all__ = ["CHARGED", "Reason", "RequestWindow", "SearchPass", "Unit", "UsageCounter", "UsageEntry"]
