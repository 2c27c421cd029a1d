"""Who may look after the outbox: admins, and the operator at the command line."""

from django.core.exceptions import PermissionDenied

from dealmecca.accounts.models import Role, User


def can_keep_outbox(actor: User | None) -> bool:
    return actor is None or (actor.is_active and actor.role == Role.ADMIN)


def require(is_allowed: bool, sentence: str) -> None:
    if not is_allowed:
        raise PermissionDenied(sentence)
