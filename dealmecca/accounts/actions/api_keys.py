"""Keys of the API: making one, whose secret is told once, withdrawing it, and noting that it was used."""

import secrets
import string
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from dealmecca.accounts.models import ApiKey, Scope, User
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb

KEYS_AT_MOST = 20
NOTED_EVERY = timedelta(minutes=1)
_LETTERS = string.ascii_lowercase + string.digits


@transaction.atomic
def make_key(
    *, actor: User | None, door: Door, owner: User, name: str, scopes: Sequence[str], expires_at: datetime | None
) -> tuple[ApiKey, str]:
    """A new key and its whole text, which nobody can read again. `actor` None: the operator.

    Raises PermissionDenied for somebody else's key, ValidationError for names, scopes and days that cannot be.
    """
    if actor is not None and actor.pk != owner.pk:
        raise PermissionDenied("Everybody makes their own keys.")
    name = name.strip()
    _check(name, scopes, expires_at)
    User.objects.select_for_update().get(pk=owner.pk)  # two at once count one another
    mine = ApiKey.objects.filter(user=owner, revoked_at=None)
    if mine.filter(name=name).exists():
        raise ValidationError({"name": "You have a key of this name. Revoke that first, or choose another name."})
    if mine.working().count() >= KEYS_AT_MOST:
        raise ValidationError(f"At most {KEYS_AT_MOST} keys. Revoke one that you no longer use.")
    prefix, secret = "".join(secrets.choice(_LETTERS) for _ in range(8)), secrets.token_urlsafe(32)
    key = ApiKey.objects.create(
        user=owner,
        name=name,
        prefix=prefix,
        secret_digest=ApiKey.digest(secret),
        scopes=[scope for scope in Scope.values if scope in scopes],
        expires_at=expires_at,
    )
    _record(actor, door, key, {"api_key": (None, f"{name} (dm_{prefix}_…): {', '.join(key.scopes)}")})
    return key, f"dm_{prefix}_{secret}"


@transaction.atomic
def revoke_key(*, actor: User | None, door: Door, key: ApiKey) -> bool:
    """Withdraw a key for good; False when it was already."""
    if actor is not None and actor.pk != key.user_id:
        raise PermissionDenied("Everybody revokes their own keys.")
    if not ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=timezone.now()):
        return False
    _record(actor, door, key, {"api_key": (f"{key.name} (dm_{key.prefix}_…)", None)})
    return True


def note_key_used(key: ApiKey) -> None:
    """Keep "last used" a minute exact: most requests write nothing."""
    now = timezone.now()
    if key.last_used_at and now - key.last_used_at < NOTED_EVERY:
        return
    before = Q(last_used_at=None) | Q(last_used_at__lt=now - NOTED_EVERY)
    ApiKey.objects.filter(before, pk=key.pk).update(last_used_at=now)


def _check(name: str, scopes: Sequence[str], expires_at: datetime | None) -> None:
    longest = ApiKey._meta.get_field("name").max_length or 0
    wrong: dict[str, str] = {}
    if not name or len(name) > longest:
        wrong["name"] = f"A name of 1 to {longest} characters, to tell your keys apart."
    if not scopes or set(scopes) - set(Scope.values):
        wrong["scopes"] = f"Choose what the key may do: {', '.join(Scope.values)}."
    if expires_at and expires_at <= timezone.now():
        wrong["expires_at"] = "That day is over."
    if wrong:
        raise ValidationError(wrong)


def _record(actor: User | None, door: Door, key: ApiKey, fields: dict[str, tuple[str | None, str | None]]) -> None:
    entry = Entry("user", key.user_id, Verb.EDIT, fields, timezone.now())
    record_changes(actor=actor, door=door, entries=[entry])
