"""What django-allauth asks us about sign-up and sign-in."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import get_ip
from django.core.exceptions import ValidationError

from dealmecca.accounts.attempts import PASSWORDS_FROM_ONE_PLACE, PASSWORDS_OF_ONE_ADDRESS
from dealmecca.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Stores addresses in lower case, so that one address is one account; says in our words what went wrong."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "This email and this password do not belong together.",
        "too_many_login_attempts": "Too many wrong tries. Wait a few minutes, then try again.",
        "rate_limited": "Too many wrong tries. Wait a few minutes, then try again.",
        "incorrect_password": "This is not your password.",
        "cannot_remove_primary_email": "The address in use cannot be removed. Use another one first.",
        "duplicate_email": "This address is yours already.",
    }

    def clean_email(self, email: str) -> str:
        longest = User._meta.get_field("email").max_length
        if longest and len(email) > longest:  # allauth would store its beginning: somebody else's address
            raise ValidationError(f"An email address has at most {longest} characters.")
        return str(super().clean_email(email)).lower()

    def save_user(self, request: Any, user: Any, form: Any, commit: bool = True) -> Any:
        user.name = form.cleaned_data.get("name", "")
        user.time_zone = form.cleaned_data.get("time_zone", "")
        return super().save_user(request, user, form, commit=commit)

    def authenticate(self, request: Any, **credentials: Any) -> Any:
        """The user with this password, or None. Every try counts until it proves right; too many are not looked at."""
        place, address = get_ip(request), str(credentials.get("email") or "").lower()
        if not (PASSWORDS_FROM_ONE_PLACE.take(place) and PASSWORDS_OF_ONE_ADDRESS.take(address)):
            raise self.validation_error("too_many_login_attempts")
        user = super().authenticate(request, **credentials)
        if user is not None:
            PASSWORDS_FROM_ONE_PLACE.give_back(place)
            PASSWORDS_OF_ONE_ADDRESS.give_back(address)
        return user
