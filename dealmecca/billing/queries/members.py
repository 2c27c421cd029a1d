"""Members by their address."""

from dealmecca.accounts.models import Role, User


def member_by_email(*, email: str) -> User | None:
    return User.objects.filter(email__iexact=email).first()


def admins() -> list[User]:
    """Whoever runs the place."""
    return list(User.objects.filter(role=Role.ADMIN, is_active=True).order_by("pk"))
