"""Keys of the API as a plan allows them: made and revoked, and the owner told."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from dealmecca.accounts.actions.api_keys import make_key, revoke_key
from dealmecca.accounts.models import ApiKey, User
from dealmecca.billing.permissions import check_has_api
from dealmecca.history.models import Door
from dealmecca.notifications.security import tell_of_safety

KEYS = "/settings/keys"


@transaction.atomic
def issue_key(
    *, actor: User | None, door: Door, owner: User, name: str, scopes: Sequence[str], expires_at: datetime | None
) -> tuple[ApiKey, str]:
    """As `make_key`, for owners whose plan has the API; they are told."""
    check_has_api(owner)
    key, text = make_key(actor=actor, door=door, owner=owner, name=name, scopes=scopes, expires_at=expires_at)
    sentence = f"A key of the API was made: {key.name}. It may {', '.join(key.scopes)}."
    tell_of_safety(owner, f"key {key.pk}", sentence, KEYS)
    return key, text


@transaction.atomic
def withdraw_key(*, actor: User | None, door: Door, key: ApiKey) -> None:
    """As `revoke_key`; the owner is told, once."""
    if revoke_key(actor=actor, door=door, key=key):
        tell_of_safety(key.user, f"key {key.pk} revoked", f"A key of the API was revoked: {key.name}.", KEYS)
