"""One line of text, and what it says of itself, each of which can be set by hand."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.crm.actions.interactions import LONGEST
from dealmecca.crm.models import Interaction
from dealmecca.crm.one_line import Understood, understand
from dealmecca.crm.vocabularies import AS_WRITTEN, DUE, INTERACTION_KIND, OUTCOME


class InteractionForm(forms.Form):
    """Nothing but the line is needed. What is set by hand goes before what the line says."""

    text = forms.CharField(max_length=LONGEST, label="What happened")
    kind = forms.ChoiceField(choices=[AS_WRITTEN, *INTERACTION_KIND.choices], required=False, label="How")
    outcome = forms.ChoiceField(
        choices=[AS_WRITTEN, ("none", "None"), *OUTCOME.choices], required=False, label="Outcome"
    )
    due = forms.ChoiceField(choices=DUE, required=False, label="Follow up")
    due_on = forms.DateField(
        required=False, label="Or on a day", widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, data: QueryDict | None = None, *, viewer: User) -> None:
        super().__init__(data)
        self.viewer = viewer
        self.today = timezone.localdate(timezone=viewer.zone)

    @property
    def understood(self) -> Understood:
        """What the line says, corrected by what was set by hand. For a valid form."""
        values = self.cleaned_data
        said = understand(values["text"], today=self.today)
        due_on, due_time = self._due(said)
        outcome = {"none": "", "": said.outcome}.get(values["outcome"], values["outcome"])
        to_do = (said.to_do or "Follow up") if due_on else ""
        return Understood(values["kind"] or said.kind or "OTHER", outcome, due_on, due_time, to_do)

    def _due(self, said: Understood) -> tuple[date | None, time | None]:
        values = self.cleaned_data
        if values["due_on"]:
            return values["due_on"], None
        days = {
            "tomorrow": self.today + timedelta(1),
            "monday": self.today + timedelta(7 - self.today.weekday()),
            "two_weeks": self.today + timedelta(14),
            "month": self.today + timedelta(30),
        }
        if values["due"] in days:
            return days[values["due"]], None
        return (None, None) if values["due"] == "none" else (said.due_on, said.due_time)


class InteractionEditForm(forms.Form):
    text = forms.CharField(max_length=LONGEST, label="What happened", widget=forms.Textarea({"rows": 4}))
    kind = forms.ChoiceField(choices=INTERACTION_KIND.choices, label="How")
    outcome = forms.ChoiceField(choices=[("", "None"), *OUTCOME.choices], required=False, label="Outcome")
    day = forms.DateField(label="Day", widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, data: QueryDict | None = None, *, viewer: User, interaction: Interaction) -> None:
        self.viewer = viewer
        self.happened = interaction.happened_at.astimezone(viewer.zone)
        initial = {name: getattr(interaction, name) for name in ("text", "kind", "outcome")}
        super().__init__(data, initial={**initial, "day": self.happened.date()})

    def values(self) -> dict[str, Any]:
        """Another day keeps the hour."""
        values = dict(self.cleaned_data)
        day = values.pop("day")
        if day != self.happened.date():
            moment = datetime.combine(day, self.happened.time(), self.viewer.zone)
            values["happened_at"] = min(moment, timezone.now()) if day == timezone.localdate() else moment
        return values
