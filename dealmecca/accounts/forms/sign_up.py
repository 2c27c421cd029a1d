"""What sign-up asks, and what it does when the address has an account already: the same work, seen from outside."""

from typing import Any
from zoneinfo import available_timezones

from allauth.account.forms import SignupForm
from django import forms
from django.contrib.auth.hashers import make_password


class SignUpForm(SignupForm):
    name = forms.CharField(max_length=200, label="Your name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    time_zone = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-time-zone": ""}))
    field_order = ["name", "email", "password1"]

    def clean_time_zone(self) -> str:
        """The browser's guess; one that is no time zone counts as none."""
        guess: str = self.cleaned_data["time_zone"]
        return guess if guess in available_timezones() else ""

    def try_save(self, request: Any) -> Any:
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])  # as long as making the account would have taken
        return super().try_save(request)
