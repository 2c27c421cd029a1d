"""The forms of the person themselves: their email address, and what they correct."""

from django import forms
from django.http import QueryDict

from dealmecca.directory.models import Contact
from dealmecca.privacy.actions.wishes import CORRECTABLE

_COLUMNS = {field.name: field for field in Contact._meta.concrete_fields}


class ListedForm(forms.Form):
    email = forms.EmailField(label="Your email address", max_length=254)


class CorrectionForm(forms.Form):
    def __init__(self, data: QueryDict | None = None, *, contact: Contact) -> None:
        super().__init__(data)
        for name in CORRECTABLE:
            column = _COLUMNS[name]
            self.fields[name] = forms.CharField(
                label=str(column.verbose_name).capitalize() if name != "linkedin_url" else "LinkedIn",
                max_length=column.max_length, required=False, initial=getattr(contact, name),
            )  # fmt: skip
