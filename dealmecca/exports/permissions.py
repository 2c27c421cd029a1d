"""Who may take lists away as files."""

from dealmecca.accounts.models import User
from dealmecca.billing.plans import plan_of
from dealmecca.directory.permissions import require

__all__ = ["can_export", "require"]


def can_export(actor: User) -> bool:
    """Members whose plan has exported rows at all; how many are left is for the ledger to say."""
    return actor.is_authenticated and actor.is_active and plan_of(actor).exported_rows_a_month != 0
