"""The form of a person."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from dealmecca.accounts.models import User
from dealmecca.directory.field_policy import hidden_fields
from dealmecca.directory.forms.company_picker import CompanyPicker
from dealmecca.directory.forms.values import as_written, choices, initial_of
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.vocabularies import DEPARTMENT, SENIORITY


class ContactForm(forms.Form):
    """Checks nothing itself but the company's name: the action's one validator does, for every door."""

    first_name = forms.CharField(required=False, max_length=120, label="First name")
    last_name = forms.CharField(required=False, max_length=120, label="Last name")
    title = forms.CharField(required=False, max_length=255, label="Job title")
    company = forms.CharField(required=False, max_length=255, label="Company")
    seniority = forms.ChoiceField(required=False, choices=choices(SENIORITY, "From the title"))
    department = forms.ChoiceField(required=False, choices=choices(DEPARTMENT, "From the title"))
    email = forms.CharField(required=False, max_length=254, label="Email", widget=forms.EmailInput)
    phone = forms.CharField(required=False, max_length=50, label="Phone", widget=forms.TextInput({"type": "tel"}))
    linkedin_url = forms.CharField(
        required=False, max_length=500, label="LinkedIn", widget=forms.TextInput({"inputmode": "url"})
    )
    twitter_url = forms.CharField(
        required=False, max_length=500, label="X (Twitter)", widget=forms.TextInput({"inputmode": "url"})
    )
    personal_website = forms.CharField(
        required=False, max_length=500, label="Website", widget=forms.TextInput({"inputmode": "url"})
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        viewer: User,
        contact: Contact | None = None,
        company: Company | None = None,
    ) -> None:
        self.old_company = contact.company if contact else None
        shown = self.old_company or company
        initial = initial_of(self.base_fields, contact) | {"company": shown.name if shown else ""}
        hidden = hidden_fields(viewer, contact)
        super().__init__(data, initial=initial | dict.fromkeys(hidden, ""))
        self.picker = CompanyPicker("company", viewer=viewer, initial=shown, data=data)
        as_written(self, contact)
        for name in hidden:
            self.fields[name].help_text = "On file, and not shown on your plan. Left empty, it stays as it is."

    def clean(self) -> dict[str, Any]:
        try:
            self.cleaned_data["company"] = self.picker.clean()
        except ValidationError as refusal:
            self.add_error("company", refusal)
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """What the person filling in changed, by the names the actions take."""
        values = {name: self.cleaned_data[name] for name in self.changed_data if name != "company"}
        company: Company | None = self.cleaned_data["company"]
        if company != self.old_company:
            values["company_id"] = company.pk if company else None
        return values
