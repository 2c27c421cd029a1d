"""The form of a move to another company."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.forms.company_picker import CompanyPicker
from dealmecca.roster.forms.days import day_field


class MoveForm(forms.Form):
    """Checks nothing itself but where to: the action does, for every door."""

    company = forms.CharField(required=False, max_length=255, label="New company")
    is_unknown = forms.BooleanField(required=False, label="They left, and it is not known where to")
    title = forms.CharField(required=False, max_length=255, label="New title")
    moved_on = day_field("First day there", "Or the first day on which they were gone.", required=True)
    email = forms.CharField(
        required=False,
        max_length=254,
        label="New email",
        widget=forms.EmailInput,
        help_text="Left empty, an address at the old company goes.",
    )
    phone = forms.CharField(
        required=False,
        max_length=50,
        label="New phone",
        widget=forms.TextInput({"type": "tel"}),
        help_text="Left empty, the number stays.",
    )

    def __init__(self, data: QueryDict | None = None, *, viewer: User) -> None:
        super().__init__(data, initial={"moved_on": timezone.localdate()})
        self.picker = CompanyPicker("company", viewer=viewer, initial=None, data=data, may_be_empty=False)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("is_unknown"):
            if self.picker.text:
                self.add_error("is_unknown", "Either choose the new company, or say that it is not known.")
            self.cleaned_data["company"] = None
            return self.cleaned_data
        try:
            self.cleaned_data["company"] = self.picker.clean()
            if not self.picker.text:
                self.add_error("company", "Choose the new company, or say that it is not known.")
        except ValidationError as refusal:
            self.add_error("company", refusal)
        return self.cleaned_data

    def values(self) -> dict[str, str]:
        """What is known of the new job."""
        return {name: text for name in ("title", "email", "phone") if (text := self.cleaned_data[name])}
