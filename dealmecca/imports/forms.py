"""The upload, and what each column of it means."""

from typing import Any

from django import forms

from dealmecca.imports.engine.targets import ACCOUNT, COMPANY, CONTACT, TARGETS
from dealmecca.imports.models import Import, Kind

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
        self.headers = list(item.mapping_in_order)
        for place, (header, target) in enumerate(item.mapping_in_order.items()):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                choices=CHOICES, required=False, label=header, initial=target or ""
            )

    def chosen(self) -> dict[str, str | None]:
        """{header: target or None} of a form that is valid."""
        return {header: self.cleaned_data[f"column-{place}"] or None for place, header in enumerate(self.headers)}


def _group(side: str) -> list[tuple[str, str]]:
    return [(target.key, target.label) for target in TARGETS.values() if target.side == side]


CHOICES: list[Any] = [
    ("", LEAVE_OUT),
    ("Person", _group(CONTACT)),
    ("Company", _group(COMPANY)),
    ("Account", _group(ACCOUNT)),
]
