"""The form of a saved search: its name, when to tell what is new, whose it is."""

from typing import Any

from django import forms
from django.http import QueryDict

from dealmecca.saved.models import Alerts, SavedSearch


class SavedSearchForm(forms.Form):
    """Checks nothing itself: the action does, for every door."""

    name = forms.CharField(required=False, max_length=120, label="Name")
    alerts = forms.ChoiceField(
        choices=Alerts.choices,
        label="Tell me what is new, changed and gone",
        help_text="Counted from now on. Looking costs no search.",
    )
    is_shared = forms.BooleanField(
        required=False, label="Share it with my sales team", help_text="They can run it. The alerts stay yours."
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        may_share: bool,
        saved: SavedSearch | None = None,
        name: str = "",
    ) -> None:
        initial: dict[str, Any] = {"name": name[:120], "alerts": Alerts.NEVER}
        if saved:
            initial = {"name": saved.name, "alerts": saved.alerts, "is_shared": saved.sales_team_id is not None}
        super().__init__(data, initial=initial)
        if not may_share:
            del self.fields["is_shared"]

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields}
