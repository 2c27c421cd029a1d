"""Who answers for people's rights: admins, and the operator at the command line."""

from dealmecca.accounts.models import Role, User
from dealmecca.directory.permissions import Actor, require

__all__ = ["SENTENCE", "Actor", "can_keep_privacy", "require"]
SENTENCE = "Only admins answer for people's rights."


def can_keep_privacy(actor: User | None) -> bool:
    return actor is None or (actor.is_authenticated and actor.is_active and actor.role == Role.ADMIN)
