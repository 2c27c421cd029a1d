"""The forms of what a person handles: recording it, and ending it."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.forms.company_picker import CompanyPicker
from dealmecca.directory.models import Company
from dealmecca.roster.forms.days import day_field
from dealmecca.roster.models import Duty, DutyCategory
from dealmecca.roster.queries import find_duties, similar_duties
from dealmecca.roster.vocabularies import HOW

MOST = 20  # duties at once


class HandlingForm(forms.Form):
    """Several duties for one account: typed in any of the trade's words, or ticked in the list."""

    account = forms.CharField(required=False, max_length=255, label="Account")
    words = forms.CharField(
        required=False,
        max_length=500,
        label="Duties",
        help_text="In your words, such as CTV or spot tv; several with commas between. Or tick them below.",
    )
    duty = forms.MultipleChoiceField(required=False, label="Duties", widget=forms.CheckboxSelectMultiple)
    since = day_field("Since", "Leave it empty if you do not know.")
    how = forms.ChoiceField(label="How you know", choices=HOW.choices, initial="SPOKE")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        viewer: User,
        duties: Sequence[Duty],
        account: Company | None = None,
    ) -> None:
        super().__init__(data, initial={"account": account.name if account else ""})
        self.viewer = viewer
        self.listed = duties
        self.picker = CompanyPicker("account", viewer=viewer, initial=account, data=data, may_be_empty=False)
        self.fields["duty"].choices = [(duty.pk, duty.name) for duty in duties]  # type: ignore[attr-defined]
        self.duties: list[Duty] = []

    def groups(self) -> list[tuple[str, list[tuple[Duty, bool]]]]:
        """The whole list by category, each duty with whether it is ticked."""
        ticked = set(self["duty"].value() or ())
        return [
            (label, [(duty, duty.pk in ticked) for duty in self.listed if duty.category == code])
            for code, label in DutyCategory.choices
        ]

    @property
    def is_ticked(self) -> bool:
        return bool(self["duty"].value())

    def clean(self) -> dict[str, Any]:
        try:
            self.cleaned_data["account"] = self.picker.clean()
            if not self.picker.text:
                self.add_error("account", "Say for which account.")
        except ValidationError as refusal:
            self.add_error("account", refusal)
        self._clean_duties()
        return self.cleaned_data

    def _clean_duties(self) -> None:
        texts = [text.strip() for text in re.split(r"[,;\n]", self.cleaned_data.get("words", "")) if text.strip()]
        found = find_duties(viewer=self.viewer, texts=texts) if texts else {}
        for text in texts:
            if text not in found:
                near = similar_duties(viewer=self.viewer, text=text)
                hint = f"Did you mean {' or '.join(near)}?" if near else "Look it up in the list below."
                self.add_error("words", f"“{text[:60]}” is no known duty. {hint}")
        by_id = {duty.pk: duty for duty in self.listed}
        ticked = [by_id[key] for key in self.cleaned_data.get("duty", ())]
        self.duties = list({duty.pk: duty for duty in [*found.values(), *ticked]}.values())
        if not self.duties and "words" not in self.errors and "duty" not in self.errors:
            self.add_error("words", "Say what they handle.")
        if len(self.duties) > MOST:
            self.add_error("words", f"At most {MOST} duties at once.")


class EndForm(forms.Form):
    """The first day on which something is no longer so."""

    until = day_field("Ended on", "The first day on which it was no longer so.", required=True)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"until": timezone.localdate()})
