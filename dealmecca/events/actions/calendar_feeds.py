"""A calendar address of one's own: made, made anew, revoked. Its secret is shown once and kept as a digest."""

import secrets

from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.events.models import CalendarFeed
from dealmecca.events.permissions import can_keep_own, require


@transaction.atomic
def make_feed(*, actor: User) -> str:
    """The secret of a new address; the one before works no more."""
    require(can_keep_own(actor), "You may not make addresses for somebody else.")
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=actor.pk)  # of two clicks, one address works
    token = secrets.token_urlsafe(32)
    _revoke(actor)
    CalendarFeed.objects.create(user=actor, token_digest=CalendarFeed.digest(token))
    return token


@transaction.atomic
def revoke_feed(*, actor: User) -> None:
    """Twice is once."""
    require(can_keep_own(actor), "You may not revoke addresses of somebody else.")
    _revoke(actor)


def _revoke(user: User) -> None:
    CalendarFeed.objects.filter(user=user, revoked_at=None).update(revoked_at=timezone.now())
