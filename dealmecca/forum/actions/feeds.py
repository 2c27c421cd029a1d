"""The secret of one's own for feed readers: made, made anew, revoked. It is shown once and kept as a digest."""

import secrets

from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.forum.models import ReaderKey
from dealmecca.forum.permissions import can_write, require


@transaction.atomic
def make_reader_key(*, actor: User) -> str:
    """The new secret; the one before works no more."""
    require(can_write(actor), "You may not make addresses for somebody else.")
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=actor.pk)  # of two clicks, one address works
    token = secrets.token_urlsafe(32)
    _revoke(actor)
    ReaderKey.objects.create(user=actor, token_digest=ReaderKey.digest(token))
    return token


@transaction.atomic
def revoke_reader_key(*, actor: User) -> None:
    """Twice is once."""
    require(can_write(actor), "You may not revoke addresses of somebody else.")
    _revoke(actor)


def _revoke(user: User) -> None:
    ReaderKey.objects.filter(user=user, revoked_at=None).update(revoked_at=timezone.now())
