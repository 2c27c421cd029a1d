"""Naming a sales team, and inviting to it."""

from django import forms

from dealmecca.billing.actions.sales_teams import LONGEST_NAME


class TeamForm(forms.Form):
    name = forms.CharField(max_length=LONGEST_NAME, label="Name of the team")


class InvitationForm(forms.Form):
    email = forms.EmailField(
        max_length=254,
        label="Mail address",
        help_text="They accept with this very address.",
        error_messages={"invalid": "This is no mail address."},
    )
