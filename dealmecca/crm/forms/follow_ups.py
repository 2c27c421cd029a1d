"""What to do, and when."""

from datetime import time
from typing import Any

from django import forms
from django.http import QueryDict

from dealmecca.accounts.models import User
from dealmecca.crm.models import FollowUp
from dealmecca.crm.models.follow_ups import LONGEST

_DAY = {"type": "date"}
_HOUR = {"type": "time"}


class FollowUpForm(forms.Form):
    """Day and hour are those of who shall do it."""

    text = forms.CharField(max_length=LONGEST, label="What")
    due_on = forms.DateField(label="When", widget=forms.DateInput(_DAY, format="%Y-%m-%d"))
    due_time = forms.TimeField(
        required=False, label="Hour", widget=forms.TimeInput(_HOUR, format="%H:%M"), help_text="Only if it matters."
    )

    def __init__(self, data: QueryDict | None = None, *, follow_up: FollowUp | None = None) -> None:
        super().__init__(data, initial=_initial(follow_up, follow_up.user) if follow_up else None)

    def values(self) -> dict[str, Any]:
        hour: time | None = self.cleaned_data["due_time"]
        return {"text": self.cleaned_data["text"], "due_on": self.cleaned_data["due_on"], "due_time": hour}


class SnoozeForm(forms.Form):
    """A number of days, or a day."""

    days = forms.TypedChoiceField(
        choices=[("", "Pick"), (1, "Tomorrow"), (7, "Next week")], coerce=int, empty_value=None, required=False
    )
    until = forms.DateField(required=False, widget=forms.DateInput(_DAY, format="%Y-%m-%d"))


def _initial(row: FollowUp, owner: User) -> dict[str, Any]:
    hour = row.due_at.astimezone(owner.zone).time() if row.due_at else None
    return {"text": row.text, "due_on": row.due_day(owner.zone), "due_time": hour}
