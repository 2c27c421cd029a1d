"""What sign-up asks beyond address and password."""

from typing import Any

from django import forms


class SignUpName(forms.Form):
    name = forms.CharField(max_length=200, label="Your name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    field_order = ["name", "email", "password1"]

    def signup(self, request: Any, user: Any) -> None:
        """allauth calls this after saving; the adapter has stored the name already."""
