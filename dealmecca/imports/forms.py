"""The upload, and what each column of it means."""

from typing import Any

from django import forms

from dealmecca.imports.engine.targets import ACCOUNT, COMPANY, CONTACT, TARGETS
from dealmecca.imports.models import Import, Kind, Mode

LEAVE_OUT = "Leave out"


class StartForm(forms.Form):
    file = forms.FileField(allow_empty_file=True)  # that it is empty is said in the importer's own words
    kind = forms.ChoiceField(choices=Kind.choices, initial=Kind.AUTO, required=False)

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Kind.AUTO


class MappingForm(forms.Form):
    """One choice for each column of the file, in its order."""

    def __init__(self, item: Import, *args: Any) -> None:
        super().__init__(*args)
        self.fields["mode"] = forms.ChoiceField(choices=Mode.choices, required=False, initial=item.mode)
        self.headers = list(item.mapping_in_order)
        for place, (header, target) in enumerate(item.mapping_in_order.items()):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                choices=CHOICES, required=False, label=header, initial=target or ""
            )

    def chosen(self) -> dict[str, str | None]:
        """{header: target or None} of a form that is valid."""
        return {header: self.cleaned_data[f"column-{place}"] or None for place, header in enumerate(self.headers)}


class ReviewForm(forms.Form):
    """One of the three says what becomes of a name of the review queue."""

    choose = forms.CharField(max_length=25, required=False)
    create = forms.BooleanField(required=False)
    category = forms.CharField(max_length=20, required=False)
    ignore = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if sum(bool(values.get(name)) for name in ("choose", "create", "ignore")) != 1:
            raise forms.ValidationError("Choose what this name means, make it new, or leave it out.")
        return values


class WordForm(forms.Form):
    """One of the three says what becomes of a word that nobody knows, or of a decision on one."""

    choose = forms.CharField(max_length=40, required=False)
    leave = forms.BooleanField(required=False)
    withdraw = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if sum(bool(values.get(name)) for name in ("choose", "leave", "withdraw")) != 1:
            raise forms.ValidationError("Choose what this word means, or leave it as text.")
        return values


def _group(side: str) -> list[tuple[str, str]]:
    return [(target.key, target.label) for target in TARGETS.values() if target.side == side]


CHOICES: list[Any] = [
    ("", LEAVE_OUT),
    ("Person", _group(CONTACT)),
    ("Company", _group(COMPANY)),
    ("Account", _group(ACCOUNT)),
]
