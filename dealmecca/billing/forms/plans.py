"""Choosing a plan, and how many seats."""

from django import forms

from dealmecca.accounts.models import SubscriptionTier
from dealmecca.billing.models import MOST_SEATS, PAID_TIERS


class PlanForm(forms.Form):
    tier = forms.ChoiceField(
        choices=[(tier.value, tier.label) for tier in PAID_TIERS],
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": "Choose Pro or Team.", "required": "Choose Pro or Team."},
    )
    seats = forms.IntegerField(
        min_value=1,
        max_value=MOST_SEATS,
        initial=1,
        required=False,
        label="Seats",
        help_text="You sit on one of them; invite colleagues to the others.",
    )

    def clean_seats(self) -> int:
        return self.cleaned_data.get("seats") or 1

    @property
    def has_seats(self) -> bool:
        return bool(self["tier"].value() == SubscriptionTier.TEAM)
