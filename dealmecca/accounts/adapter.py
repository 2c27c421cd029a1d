"""What django-allauth asks us about sign-up and sign-in."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError

from dealmecca.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Stores addresses in lower case, so that one address is one account; says in our words what went wrong."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "This email and this password do not belong together.",
        "too_many_login_attempts": "Too many wrong tries. Wait a few minutes, then try again.",
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
        return super().save_user(request, user, form, commit=commit)
