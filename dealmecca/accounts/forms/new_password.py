"""The form behind the link in a reset mail."""

from typing import Any

from allauth.account.forms import ResetPasswordKeyForm
from django.core.exceptions import ValidationError

from dealmecca.accounts.attempts import ONE_CODE


class NewPasswordForm(ResetPasswordKeyForm):
    def clean(self) -> Any:
        """One statement uses the link up: the library looks at it, and saves later, with room for others between."""
        cleaned = super().clean()
        if self.user and not self.errors and not ONE_CODE.take(f"{self.user.pk} {self.temp_key}"):
            raise ValidationError("This link is used up. Ask for a new one.")
        return cleaned
