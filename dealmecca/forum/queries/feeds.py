"""Whose feed a secret opens, and whether a member has one."""

from dealmecca.accounts.models import User
from dealmecca.forum.models import ReaderKey


def reader_key_of(*, viewer: User) -> ReaderKey | None:
    """The one that works."""
    return ReaderKey.objects.working().filter(user=viewer.pk).first() if viewer.sees_own else None


def owner_of_reader_key(*, token: str) -> User | None:
    """None for one that was revoked or never was, and for a closed account."""
    row = ReaderKey.objects.working().filter(token_digest=ReaderKey.digest(token)).select_related("user").first()
    return row.user if row else None
