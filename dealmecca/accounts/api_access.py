"""Who calls the API: somebody signed in on the pages, or a key of theirs; billing/api_access.py adds the plan."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import APIKeyCookie, HttpBearer

from dealmecca.accounts.actions.api_keys import note_key_used
from dealmecca.accounts.impersonating import SESSION_KEY as LOOKS_AS
from dealmecca.accounts.mfa import FIRST_SET_IT_UP, must_set_up_second_factor
from dealmecca.accounts.models import ApiKey, Scope, User
from dealmecca.accounts.queries import find_key

NO_SUCH_KEY = "This key is unknown, was revoked, or ran out."


class SignedIn(APIKeyCookie):
    """The session of somebody who signed in on the pages; every write must carry the CSRF token in X-CSRFToken."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Any:
        """None (401) for visitors, before anything else. Raises PermissionDenied for a write without the token."""
        if not request.user.is_authenticated:
            return None
        if must_set_up_second_factor(request.user):
            raise PermissionDenied(FIRST_SET_IT_UP)
        if request.session.get(LOOKS_AS):
            raise PermissionDenied("You look at DealMecca as somebody else does: stop looking first.")
        try:
            return super().__call__(request)
        except HttpError:
            raise PermissionDenied("Send the CSRF token from the cookie in the header X-CSRFToken.") from None

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        return request.user


class Key(HttpBearer):
    """`Authorization: Bearer dm_…`: its owner, within its scopes. Whoever sends one is never taken for a session."""

    def __call__(self, request: HttpRequest) -> Any:
        if "Authorization" not in request.headers:
            return None
        scheme, _, text = request.headers["Authorization"].partition(" ")
        return self.authenticate(request, text.strip() if scheme.lower() == "bearer" else "")

    def authenticate(self, request: HttpRequest, token: str) -> User:
        """The owner. Raises HttpError 401 for a key that does not work, PermissionDenied for one that may not."""
        key = find_key(token)
        if key is None:
            raise HttpError(401, NO_SUCH_KEY)
        owner = key.user
        if must_set_up_second_factor(owner):
            raise PermissionDenied(FIRST_SET_IT_UP)
        self.check_plan(owner)
        check_scope(key, self.scope_for(request))
        note_key_used(key)
        request.user = owner
        request.api_key = key  # type: ignore[attr-defined]
        return owner

    def scope_for(self, request: HttpRequest) -> Scope:
        return Scope.READ if request.method in ("GET", "HEAD", "OPTIONS") else Scope.WRITE

    def check_plan(self, owner: User) -> None:
        """Raises PermissionDenied when the owner's plan has no keys; accounts know nothing of plans."""


def key_of(request: HttpRequest) -> ApiKey | None:
    """The key with which this request came, or None for a session."""
    return getattr(request, "api_key", None)


def check_scope(key: ApiKey | None, scope: Scope) -> None:
    """Raises PermissionDenied when a key came without this scope. A session may do what its user may."""
    if key is not None and scope not in key.scopes:
        raise PermissionDenied(f"This key may not {scope}. It may: {', '.join(key.scopes)}. Make one that may.")
