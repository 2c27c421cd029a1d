"""What admins fill in."""

from django import forms

from dealmecca.operations.actions.impersonations import LONGEST_REASON


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Why",
        max_length=LONGEST_REASON,
        help_text="They read it: “You asked why your search finds nothing.”",
        error_messages={"required": "Say why: the member reads it."},
    )
