"""Whom a signed link speaks of."""

from dealmecca.accounts.models import User


def active_user(*, user_id: str) -> User | None:
    """Asked only with the id out of a link that we signed."""
    return User.objects.filter(pk=user_id, is_active=True).first()
