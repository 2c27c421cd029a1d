"""Who calls the API. Keys will be a second way beside the session; every operation asks `ways_in`."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import APIKeyCookie

from dealmecca.accounts.mfa import FIRST_SET_IT_UP, must_set_up_second_factor


class SignedIn(APIKeyCookie):
    """The session of somebody who signed in on the pages; every write must carry the CSRF token in X-CSRFToken."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Any:
        """None (401) for visitors, before anything else. Raises PermissionDenied for a write without the token."""
        if not request.user.is_authenticated:
            return None
        if must_set_up_second_factor(request.user):
            raise PermissionDenied(FIRST_SET_IT_UP)
        try:
            return super().__call__(request)
        except HttpError:
            raise PermissionDenied("Send the CSRF token from the cookie in the header X-CSRFToken.") from None

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        return request.user


ways_in = [SignedIn()]
