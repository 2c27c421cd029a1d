"""The forms of partnerships: recording one, ending it, saying that it is in review."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.forms.company_picker import CompanyPicker
from dealmecca.roster.forms.days import day_field
from dealmecca.roster.models import Partnership
from dealmecca.roster.vocabularies import DISCIPLINE, HOW, MARKET


class PartnershipForm(forms.Form):
    """`company` is the other side; `replaces` is shown once another agency is of record."""

    company = forms.CharField(required=False, max_length=255)
    discipline = forms.ChoiceField(choices=DISCIPLINE.choices, initial="MEDIA", label="Discipline")
    market = forms.ChoiceField(choices=MARKET.choices, initial="US", label="Market")
    is_aor = forms.BooleanField(required=False, label="Agency of record")
    since = day_field("Since", "Leave it empty if you do not know.")
    until = day_field("Until", "Only for what is over: the first day without it.")
    how = forms.ChoiceField(label="How you know", choices=HOW.choices, initial="PRESS")
    source = forms.CharField(
        required=False, max_length=255, label="Source", help_text="Where it was read or heard: a title, an address."
    )
    replaces = forms.BooleanField(required=False)

    def __init__(self, data: QueryDict | None = None, *, viewer: User, label: str) -> None:
        super().__init__(data)
        self.fields["company"].label = label
        self.picker = CompanyPicker("company", viewer=viewer, initial=None, data=data, may_be_empty=False)

    def ask_to_replace(self, incumbent: Partnership) -> None:
        """Offer what resolves the conflict, in the incumbent's name."""
        name = incumbent.agency.name
        bound = self["replaces"]
        bound.label = f"It replaces {name}"
        bound.help_text = f"{name} then stops being agency of record on the day this one begins."

    def clean(self) -> dict[str, Any]:
        try:
            self.cleaned_data["company"] = self.picker.clean()
            if not self.picker.text:
                self.add_error("company", "Choose the company.")
        except ValidationError as refusal:
            self.add_error("company", refusal)
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields if name != "company"}


class PartnershipEndForm(forms.Form):
    until = day_field("Ended on", "The first day without it.", required=True)
    with_duties = forms.BooleanField(required=False, label="Also end what their people handle")

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"until": timezone.localdate(), "with_duties": True})


class ReviewForm(forms.Form):
    since = day_field("In review since", required=True)
    source = forms.CharField(required=False, max_length=255, label="Source", help_text="Where it was read or heard.")

    def __init__(self, data: QueryDict | None = None, *, partnership: Partnership) -> None:
        super().__init__(data, initial={"since": partnership.in_review_since or timezone.localdate()})
