"""Days on forms: one field for all of them, and the small form that asks for the day a page shows."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

WRONG = "Give a day such as 2026-03-31."


def day_field(label: str, hint: str = "", *, required: bool = False) -> forms.DateField:
    return forms.DateField(
        required=required,
        label=label,
        help_text=hint,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": WRONG},
    )


class AsOfForm(forms.Form):
    """`?as_of=`: today when it is empty or cannot be read; then `errors` says so."""

    as_of = day_field("As of")

    def __init__(self, query: Any) -> None:
        super().__init__({"as_of": query.get("as_of", "")})
        self.day: date = (self.cleaned_data.get("as_of") if self.is_valid() else None) or timezone.localdate()

    @property
    def is_today(self) -> bool:
        return self.day == timezone.localdate()
