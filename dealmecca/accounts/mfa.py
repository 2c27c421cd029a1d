"""The second factor: codes that work once, tries that are counted, and who cannot go without."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from allauth.account.adapter import get_adapter as account_adapter
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from cryptography.fernet import Fernet, MultiFernet
from django import forms
from django.conf import settings

from dealmecca.accounts.attempts import CODES_OF_ONE_MEMBER, ONE_CODE
from dealmecca.accounts.models import Role, User

NEEDED_BY = (Role.MODERATOR, Role.ADMIN)
FIRST_SET_IT_UP = "Your role needs a second factor at sign-in. Set one up on the pages first, at /accounts/2fa/."


def has_second_factor(user: User) -> bool:
    """Recovery codes alone are none: they only come beside one."""
    return Authenticator.objects.filter(
        user=user.pk, type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    ).exists()


def must_set_up_second_factor(user: User) -> bool:
    return settings.REQUIRE_SECOND_FACTOR and user.role in NEEDED_BY and not has_second_factor(user)


def _ciphers() -> MultiFernet:
    """One for the site's key and one for each former key; the first encrypts."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(urlsafe_b64encode(sha256(f"second factor {key}".encode()).digest())) for key in keys])


class SecondFactors(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is wrong, too old, or was used already. The next one comes within half a minute.",
        "cannot_delete_authenticator": "Your role needs a second factor. Add another one before you remove this.",
        "unverified_email": "Confirm your email address first, or remove the one that is not confirmed.",
        "add_email_blocked": "Turn the second factor off before you add another address, then on again.",
    }

    def encrypt(self, text: str) -> str:
        """A copy of the database gives nobody the members' second factors."""
        return _ciphers().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _ciphers().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Whoever must have a second factor keeps the last one."""
        if not settings.REQUIRE_SECOND_FACTOR or authenticator.user.role not in NEEDED_BY:
            return True
        others = Authenticator.objects.filter(user=authenticator.user_id).exclude(pk=authenticator.pk)
        return others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()

    def send_notification_mail(self, *args: Any, **values: Any) -> None:
        """Members are told by our own notices (notifications/security.py)."""


class _CountedCode(forms.Form):
    """Counts tries before it looks at the code, and uses the code up by one statement of the database.

    The library remembers used codes in a cache, for less time than they are valid.
    """

    user: User

    def clean_code(self) -> str:
        whose = str(self.user.pk)
        if not CODES_OF_ONE_MEMBER.take(whose):
            raise account_adapter().validation_error("too_many_login_attempts")
        code: str = super().clean_code()  # type: ignore[misc]
        if not ONE_CODE.take(f"{whose} {normalize_user_code(code)}"):
            raise SecondFactors().validation_error("incorrect_code")
        CODES_OF_ONE_MEMBER.give_back(whose)
        return code


class CodeForm(_CountedCode, AuthenticateForm):
    code = forms.CharField(label="Code", widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}))


class CodeAgainForm(_CountedCode, ReauthenticateForm):
    code = forms.CharField(label="Code", widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}))


class FirstCodeForm(_CountedCode, ActivateTOTPForm):
    code = forms.CharField(
        label="The code that the app shows",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
