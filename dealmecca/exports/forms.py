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
    with_origins = forms.BooleanField(
        required=False,
        label="Where each value comes from",
        help_text="For each value a column more: who wrote it, when, from where, and what stood there before.",
    )
