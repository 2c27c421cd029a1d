"""The form of a day that comes back in an account's year."""

from typing import Any

from django import forms
from django.http import QueryDict

from dealmecca.outlook.calendar import MONTHS
from dealmecca.outlook.models import MOST_WEEKS, PlanningDate
from dealmecca.outlook.vocabularies import PLANNING_KIND
from dealmecca.roster.vocabularies import HOW

_MONTHS = [("", "–"), *((number, name) for number, name in enumerate(MONTHS, 1))]
_DAY = {"inputmode": "numeric", "min": 1, "max": 31}


class PlanningDateForm(forms.Form):
    """Checks only that numbers are numbers: the action's one validator does the rest, for every door."""

    kind = forms.ChoiceField(choices=PLANNING_KIND.choices, label="What")
    label = forms.CharField(
        required=False, max_length=80, label="Name", help_text="Only to tell two of a kind apart: a brand, a medium."
    )
    day = forms.IntegerField(label="Day", widget=forms.NumberInput(_DAY))
    month = forms.TypedChoiceField(choices=_MONTHS, coerce=int, label="Month")
    end_day = forms.IntegerField(
        required=False, label="Last day", widget=forms.NumberInput(_DAY), help_text="Of a window; else leave it empty."
    )
    end_month = forms.TypedChoiceField(
        required=False, choices=_MONTHS, coerce=int, empty_value=None, label="Month of the last day"
    )
    weeks_ahead = forms.IntegerField(
        min_value=0, max_value=MOST_WEEKS, initial=6, label="Weeks ahead", help_text="How early a seller should know."
    )
    how = forms.ChoiceField(choices=HOW.choices, initial="OTHER", label="How do you know?")
    source = forms.CharField(required=False, max_length=255, label="Source", help_text="Who said it, or a link.")

    def __init__(self, data: QueryDict | None = None, *, planning_date: PlanningDate | None = None) -> None:
        names = [name for name in self.base_fields if name != "kind" or planning_date]
        initial = {name: getattr(planning_date, name) for name in names} if planning_date else {}
        super().__init__(data, initial=initial)
        if planning_date:
            del self.fields["kind"]

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class ReminderForm(forms.Form):
    weeks_ahead = forms.IntegerField(min_value=0, max_value=MOST_WEEKS, required=False, label="Weeks ahead")
