"""What is asked when two records turn out to be one person who moved."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from dealmecca.directory.models import Contact
from dealmecca.quality.merging.choosing import better_record


class PairMoveForm(forms.Form):
    """Which job came first, which record stays, and since when; the older record's job and the surer record are
    suggested. The day is checked by the action."""

    left = forms.ChoiceField(label="Where did they work before?")
    keep = forms.ChoiceField(label="Which record stays?")
    moved_on = forms.DateField(
        label="First day at the new company",
        help_text="The newer record was added on the day that stands here; give an earlier one if you know it.",
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Give a day such as 2026-03-31."},
    )

    def __init__(self, data: Any = None, *, a: Contact, b: Contact) -> None:
        newer = max(timezone.localdate(a.created_at), timezone.localdate(b.created_at))
        super().__init__(data, initial={"left": a.pk, "keep": better_record(a, b).pk, "moved_on": newer})
        self.people = {person.pk: person for person in (a, b)}
        for name in ("left", "keep"):
            field: Any = self.fields[name]
            field.choices = [(person.pk, str(person)) for person in (a, b)]

    @property
    def former(self) -> Contact:
        """Whose company they left."""
        return self.people[self.cleaned_data["left"]]

    @property
    def kept(self) -> Contact:
        return self.people[self.cleaned_data["keep"]]

    @property
    def moved(self) -> date:
        day: date = self.cleaned_data["moved_on"]
        return day
