"""The form of a company."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from dealmecca.accounts.models import User
from dealmecca.directory.forms.company_picker import CompanyPicker
from dealmecca.directory.forms.values import as_written, choices, initial_of, lines_of
from dealmecca.directory.models import Company
from dealmecca.directory.vocabularies import COMPANY_TYPE, EMPLOYEE_RANGE, INDUSTRY

URL = {"inputmode": "url"}


class CompanyForm(forms.Form):
    """Checks nothing itself but the parent's name: the action's one validator does, for every door."""

    name = forms.CharField(required=False, max_length=255, label="Name")
    company_type = forms.ChoiceField(required=False, choices=choices(COMPANY_TYPE, "Not known"), label="Type")
    industry = forms.ChoiceField(required=False, choices=choices(INDUSTRY, "Not known"), label="Industry")
    size = forms.ChoiceField(required=False, choices=choices(EMPLOYEE_RANGE, "Not known"), label="Employees")
    parent = forms.CharField(required=False, max_length=255, label="Parent company")
    description = forms.CharField(required=False, max_length=5000, label="About", widget=forms.Textarea({"rows": 4}))
    website = forms.CharField(required=False, max_length=500, label="Website", widget=forms.TextInput(URL))
    phone = forms.CharField(required=False, max_length=50, label="Phone", widget=forms.TextInput({"type": "tel"}))
    domains = forms.CharField(
        required=False,
        label="Web domains",
        widget=forms.Textarea({"rows": 2}),
        help_text="One a line. The website's is added by itself.",
    )
    aliases = forms.CharField(
        required=False,
        label="Other names",
        widget=forms.Textarea({"rows": 2}),
        help_text="One a line. Search finds the company by each.",
    )
    linkedin_url = forms.CharField(required=False, max_length=500, label="LinkedIn", widget=forms.TextInput(URL))
    twitter_url = forms.CharField(required=False, max_length=500, label="X (Twitter)", widget=forms.TextInput(URL))
    facebook_url = forms.CharField(required=False, max_length=500, label="Facebook", widget=forms.TextInput(URL))
    address = forms.CharField(required=False, max_length=255, label="Street address")
    city = forms.CharField(required=False, max_length=120)
    state = forms.CharField(required=False, max_length=120, label="State or region")
    postal_code = forms.CharField(required=False, max_length=20, label="Postal code")
    country = forms.CharField(required=False, max_length=120)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        viewer: User,
        company: Company | None = None,
        parent: Company | None = None,
    ) -> None:
        self.old_parent = company.parent if company else None
        shown = self.old_parent or parent
        initial = initial_of(self.base_fields, company) | {"parent": shown.name if shown else ""}
        if company:
            initial["domains"] = "\n".join(domain.domain for domain in company.domains.all())
            initial["aliases"] = "\n".join(alias.name for alias in company.aliases.all())
        super().__init__(data, initial=initial)
        self.picker = CompanyPicker("parent", viewer=viewer, initial=shown, data=data)
        as_written(self, company)

    def clean(self) -> dict[str, Any]:
        try:
            self.cleaned_data["parent"] = self.picker.clean()
        except ValidationError as refusal:
            self.add_error("parent", refusal)
        for name in ("domains", "aliases"):
            self.cleaned_data[name] = lines_of(self.cleaned_data.get(name, ""))
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """What the person filling in changed, by the names the actions take."""
        values = {name: self.cleaned_data[name] for name in self.changed_data if name != "parent"}
        parent: Company | None = self.cleaned_data["parent"]
        if parent != self.old_parent:
            values["parent_id"] = parent.pk if parent else None
        return values
