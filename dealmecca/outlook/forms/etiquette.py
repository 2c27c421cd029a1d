"""The form of an account's etiquette: people are chosen from those around the account."""

from typing import Any

from django import forms
from django.http import QueryDict

from dealmecca.directory.models import Company, Contact
from dealmecca.outlook.actions.etiquette import LONGEST_NOTE
from dealmecca.outlook.queries import Circle
from dealmecca.roster.vocabularies import HOW

Choices = list[Any]


class EtiquetteForm(forms.Form):
    start_with = forms.ChoiceField(required=False, label="Start with")
    not_first = forms.ChoiceField(required=False, label="Do not go first to")
    asked_by = forms.ChoiceField(required=False, label="Who asks for it")
    agency = forms.ChoiceField(required=False, label="Applies to", help_text="To one agency's people, or to everyone.")
    note = forms.CharField(
        required=False, max_length=LONGEST_NOTE, label="What else to know", widget=forms.Textarea({"rows": 3}),
        help_text=f"In your own words, at most {LONGEST_NOTE} characters.",
    )  # fmt: skip
    how = forms.ChoiceField(choices=HOW.choices, initial="OTHER", label="How do you know?")
    source = forms.CharField(required=False, max_length=255, label="Source", help_text="Who said it, or a link.")

    def __init__(self, data: QueryDict | None = None, *, company: Company, circle: Circle) -> None:
        super().__init__(data)
        self.company, self.circle = company, circle
        people = _people(company, circle)
        self._choose("start_with", [("", "Nobody in particular"), *people])
        self._choose("asked_by", [("", "Not said"), *people])
        self._choose("agency", [("", "Everyone"), *((agency.pk, agency.name) for agency in circle.agencies)])
        companies = [(company.pk, f"The client ({company.name})"), *((one.pk, one.name) for one in circle.agencies)]
        self._choose("not_first", [("", "Nobody"), *companies, *people])

    def values(self) -> dict[str, Any]:
        """By the names the action takes."""
        given = self.cleaned_data
        people = self.circle.people
        companies = {one.pk: one for one in (self.company, *self.circle.agencies)}
        return {
            "start_with": people.get(given["start_with"]),
            "asked_by": people.get(given["asked_by"]),
            "agency": companies.get(given["agency"]),
            "not_first_company": companies.get(given["not_first"]),
            "not_first_contact": people.get(given["not_first"]),
            **{name: given[name] for name in ("note", "how", "source")},
        }

    def _choose(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


def _people(company: Company, circle: Circle) -> Choices:
    handlers = [(person.pk, _with_employer(person)) for person in circle.handlers]
    known = {person.pk for person in circle.handlers}
    staff = [(person.pk, _with_title(person)) for person in circle.staff if person.pk not in known]
    groups = ((f"They handle {company.name}", handlers), (f"At {company.name}", staff))
    return [(name, people) for name, people in groups if people]


def _with_employer(person: Contact) -> str:
    return f"{person.full_name}, {person.company.name}" if person.company else person.full_name


def _with_title(person: Contact) -> str:
    return f"{person.full_name}, {person.title}" if person.title else person.full_name
