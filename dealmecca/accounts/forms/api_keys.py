"""A new key of the API: its name, what it may do, how long it works."""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone

from dealmecca.accounts.models import ApiKey, Scope

DAYS = [("30", "30 days"), ("90", "90 days"), ("365", "A year"), ("", "Until I revoke it")]


class KeyForm(forms.Form):
    name = forms.CharField(
        max_length=ApiKey._meta.get_field("name").max_length, help_text="What uses it, to tell your keys apart."
    )
    scopes = forms.MultipleChoiceField(
        label="It may",
        choices=[
            (Scope.READ, "read: search and open records"),
            (Scope.WRITE, "write: add and correct records"),
            (Scope.EXPORT, "export: take files away"),
        ],
        initial=[Scope.READ],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "checkbox checkbox-sm"}),
    )
    days = forms.ChoiceField(label="It works for", choices=DAYS, initial="90", required=False)

    def expires_at(self) -> datetime | None:
        """When the valid form says that the key stops."""
        days = self.cleaned_data["days"]
        return timezone.now() + timedelta(days=int(days)) if days else None
