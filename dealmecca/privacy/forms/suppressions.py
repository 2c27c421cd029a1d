"""The forms that add an address to the ledger and take it off."""

from django import forms

from dealmecca.privacy.actions.suppressions import LONGEST, REASON


class SuppressForm(forms.Form):
    address = forms.CharField(max_length=500, help_text="Email, phone or LinkedIn. It is not kept, only its digest.")
    reason = forms.CharField(max_length=LONGEST, initial=REASON, help_text="Without names and addresses.")


class LiftForm(forms.Form):
    reason = forms.CharField(
        label="Why may it be listed again?", max_length=LONGEST, help_text="Without names and addresses."
    )
