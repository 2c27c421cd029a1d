"""Signing in by somebody else's word (Google, LinkedIn, any OpenID Connect server), and what it takes to link it.

Whose word counts for which account is the library's table SocialAccount: provider and subject are unique together
(the specification's `Account`). An address alone never links anything.
"""

from typing import Any

import requests
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect, render

from dealmecca.accounts.models import User

SECONDS_FOR_A_PROVIDER = 8
NOT_CONFIRMED = "It was not linked: your email address must be confirmed first, here and there."


class _Session(requests.Session):
    """A provider that is away or out of order is told on a page of ours; the library would answer 500."""

    def request(self, *args: Any, **values: Any) -> requests.Response:
        try:
            response = super().request(*args, **{"timeout": SECONDS_FOR_A_PROVIDER, **values})
        except requests.RequestException:
            raise self._away() from None
        if response.status_code >= 500:
            raise self._away()
        return response

    def _away(self) -> ImmediateHttpResponse:
        page = render(context.request, "socialaccount/authentication_error.html", status=401)
        return ImmediateHttpResponse(page)


class SocialAdapter(DefaultSocialAccountAdapter):
    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "no_password": "Choose a password first: without one you could not sign in any more.",
        "connected_other": "This belongs to another member already.",
    }

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Refuse to link unless the provider and we have both confirmed an address; being signed in is asked anyway."""
        if sociallogin.state.get("process") != AuthProcess.CONNECT or sociallogin.is_existing:
            return
        confirmed_there = any(address.verified for address in sociallogin.email_addresses)
        if not confirmed_there or not EmailAddress.objects.filter(user=request.user.pk, verified=True).exists():
            messages.error(request, NOT_CONFIRMED)
            raise ImmediateHttpResponse(redirect("socialaccount_connections"))

    def get_requests_session(self) -> requests.Session:
        return _Session()

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        user: User = super().populate_user(request, sociallogin, data)
        whole = f"{data.get('first_name') or ''} {data.get('last_name') or ''}"
        user.name = str(data.get("name") or whole).strip()[: User._meta.get_field("name").max_length]
        return user

    def send_notification_mail(self, *args: Any, **values: Any) -> None:
        """Members are told by our own notices (notifications/security.py)."""
