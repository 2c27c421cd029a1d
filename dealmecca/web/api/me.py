"""The caller: who they are, and their keys. Keys are made, listed and revoked by sessions, never by keys."""

from datetime import timedelta
from typing import Any

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from dealmecca.accounts.api_access import key_of
from dealmecca.accounts.models import User
from dealmecca.accounts.queries import get_key, keys_of
from dealmecca.accounts.schemas import KeyAnswer, KeyListing, KeyValues, MeAnswer, NewKeyAnswer
from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.actions.api_keys import issue_key, withdraw_key
from dealmecca.history.models import Door

router = Router(tags=["Me"], by_alias=True)


@router.get("", response=MeAnswer, operation_id="getMe", summary="Who I am")
def get_me(request: HttpRequest) -> User:
    """Whose session or key this is."""
    return viewer_of(request)


@router.get("/keys", response=KeyListing, operation_id="listKeys", summary="My keys")
def list_keys(request: HttpRequest) -> dict[str, Any]:
    """The newest 50, those that work first. For sessions: a key is told nothing of keys."""
    return {"items": keys_of(_by_session(request))}


@router.post("/keys", response={201: NewKeyAnswer}, operation_id="createKey", summary="Make a key")
def create_key(request: HttpRequest, values: KeyValues) -> Status[dict[str, Any]]:
    """For sessions that confirmed the password (or a code) in the last minutes; the key is told this once."""
    viewer = _by_session(request)
    if not did_recently_reauthenticate(request):
        raise PermissionDenied("Confirm that it is you at /accounts/reauthenticate/ first, then try again.")
    days = values.expires_in_days
    key, text = issue_key(
        actor=viewer,
        door=Door.API,
        owner=viewer,
        name=values.name,
        scopes=values.scopes,
        expires_at=timezone.now() + timedelta(days=days) if days else None,
    )
    return Status(201, {**KeyAnswer.model_validate(key).model_dump(), "key": text})


@router.delete("/keys/{key_id}", response={204: None}, operation_id="revokeKey", summary="Revoke a key")
def revoke(request: HttpRequest, key_id: str) -> None:
    """It works no more, from the next request on. Revoked twice, it stays revoked."""
    viewer = _by_session(request)
    withdraw_key(actor=viewer, door=Door.API, key=get_key(viewer=viewer, key_id=key_id))


def _by_session(request: HttpRequest) -> User:
    if key_of(request) is not None:
        raise PermissionDenied("Keys are looked after by who signed in on the pages, not by a key.")
    return viewer_of(request)
