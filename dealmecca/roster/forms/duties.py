"""The forms of the vocabulary: a new duty, another word for one, the duty to merge it into."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from dealmecca.roster.actions.duties import LONGEST
from dealmecca.roster.models import Duty, DutyCategory


class DutyForm(forms.Form):
    category = forms.ChoiceField(choices=DutyCategory.choices, label="Category")
    name = forms.CharField(required=False, max_length=LONGEST, label="Name")
    aliases = forms.CharField(
        required=False,
        max_length=2_000,
        label="Other words for it",
        widget=forms.Textarea({"rows": 2}),
        help_text="One a line.",
    )

    def words(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.cleaned_data["aliases"].splitlines() if line.strip())


class WordForm(forms.Form):
    alias = forms.CharField(required=False, max_length=LONGEST, label="Another word for it")


class MergeForm(forms.Form):
    into = forms.ChoiceField(label="Into", error_messages={"required": "Choose the duty that stays."})

    def __init__(self, data: QueryDict | None = None, *, others: Iterable[Duty]) -> None:
        super().__init__(data)
        listed = list(others)
        groups = [
            (label, [(duty.slug, duty.name) for duty in listed if duty.category == code])
            for code, label in DutyCategory.choices
        ]
        self.fields["into"].choices = [("", "Choose a duty"), *groups]  # type: ignore[attr-defined]
