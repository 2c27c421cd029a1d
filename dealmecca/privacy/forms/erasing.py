"""The form that asks for the name once more before somebody is erased."""

from typing import Any

from django import forms

from dealmecca.lib.text_keys import name_key
from dealmecca.privacy.actions.erasing import REASON
from dealmecca.privacy.actions.suppressions import LONGEST


class EraseForm(forms.Form):
    name = forms.CharField(label="Their name, to be sure", max_length=255)
    reason = forms.CharField(max_length=LONGEST, initial=REASON, help_text="Without names and addresses.")

    def __init__(self, *args: Any, full_name: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.full_name = full_name

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if name_key(name) != name_key(self.full_name):
            raise forms.ValidationError(f"Write {self.full_name} as it stands above.")
        return name
