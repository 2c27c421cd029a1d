"""Who may follow: every member, for themselves."""

from dealmecca.accounts.models import User
from dealmecca.directory.permissions import require

__all__ = ["can_follow", "require"]


def can_follow(actor: User) -> bool:
    return actor.is_authenticated and actor.is_active
