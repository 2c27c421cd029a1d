"""The forms of teams: making one, joining it, leaving it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from dealmecca.accounts.models import User
from dealmecca.directory.forms.company_picker import CompanyPicker
from dealmecca.directory.models import Contact
from dealmecca.roster.forms.days import day_field
from dealmecca.roster.forms.person_choice import PersonField
from dealmecca.roster.models import Duty, DutyCategory, TeamKind
from dealmecca.roster.queries import find_duty


class TeamForm(forms.Form):
    kind = forms.ChoiceField(label="Kind", choices=TeamKind.choices)
    name = forms.CharField(label="Name", max_length=120)
    account = forms.CharField(required=False, max_length=255, label="Client or advertiser")
    since = day_field("Since", "The first day of the team. Leave it empty if you do not know.")

    def __init__(self, data: QueryDict | None = None, *, viewer: User) -> None:
        super().__init__(data)
        self.picker = CompanyPicker("account", viewer=viewer, initial=None, data=data)

    def clean(self) -> dict[str, Any]:
        try:
            self.cleaned_data["account"] = self.picker.clean()
        except ValidationError as refusal:
            self.add_error("account", refusal)
        return self.cleaned_data


class JoinForm(forms.Form):
    since = day_field("Since", "The first day on the team. Leave it empty if you do not know.")

    def __init__(
        self, data: QueryDict | None = None, *, viewer: User, people: Iterable[Contact], duties: Iterable[Duty]
    ) -> None:
        super().__init__(data)
        self.viewer = viewer
        person = PersonField(viewer=viewer, people=people, label="Person")
        roles, others = _choices(duties)
        self.fields = {
            "person": person,
            "role": forms.ChoiceField(required=False, label="Role", choices=[("", "Not known"), *roles]),
            "duty": forms.ChoiceField(required=False, label="Looks after", choices=[("", "Not known"), *others]),
            **self.fields,
        }

    def clean_role(self) -> Duty | None:
        return find_duty(viewer=self.viewer, text=self.cleaned_data["role"])

    def clean_duty(self) -> Duty | None:
        return find_duty(viewer=self.viewer, text=self.cleaned_data["duty"])


class LeaveForm(forms.Form):
    until = day_field("Left on", "The first day on which the person was no longer on the team.", required=True)


def _choices(duties: Iterable[Duty]) -> tuple[list[tuple[str, str]], list[tuple[str, list[tuple[str, str]]]]]:
    """Roles as a list; everything else by category."""
    groups: dict[str, list[tuple[str, str]]] = {category: [] for category in DutyCategory.values}
    for duty in duties:
        groups[duty.category].append((duty.pk, duty.name))
    roles = groups.pop(DutyCategory.ROLE)
    return roles, [(str(DutyCategory(code).label), rows) for code, rows in groups.items() if rows]
