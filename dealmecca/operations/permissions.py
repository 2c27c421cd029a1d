"""Who may keep the members of this DealMecca."""

from dealmecca.accounts.models import Role, User
from dealmecca.directory.permissions import require

__all__ = ["can_keep_members", "can_look_as", "require"]


def can_keep_members(actor: User) -> bool:
    return actor.is_authenticated and actor.is_active and actor.role == Role.ADMIN


def can_look_as(actor: User) -> bool:
    """An admin in their own place: nobody looks through two people at once."""
    return can_keep_members(actor) and actor.looked_at_by is None
