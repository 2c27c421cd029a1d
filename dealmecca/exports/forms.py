"""The form of an export: which kind of file."""

from django import forms

from dealmecca.exports.models import FileFormat


class ExportForm(forms.Form):
    file_format = forms.ChoiceField(
        choices=FileFormat.choices,
        initial=FileFormat.CSV,
        label="File",
        help_text="CSV opens everywhere and can be imported again; Excel keeps phone numbers as they are written.",
    )
