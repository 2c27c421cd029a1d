"""The grid of preferences as a form."""

from typing import Any

from django import forms

from dealmecca.notifications.kinds import ALWAYS, IN_FEED, OF_ADMINS, Cadence, Channels, Kind, cadences


class PreferencesForm(forms.Form):
    """Two fields for each kind that may be chosen."""

    def __init__(self, *args: Any, channels: dict[Kind, Channels], **options: Any) -> None:
        super().__init__(*args, **options)
        self.channels = channels
        for kind, (in_app, mail) in channels.items():
            if kind in ALWAYS:
                continue
            if kind not in IN_FEED:
                self.fields[f"in_app_{kind}"] = forms.BooleanField(
                    label=f"{kind.label}: on the pages",
                    required=False,
                    initial=in_app,
                    widget=forms.CheckboxInput(attrs={"class": "checkbox"}),
                )
            self.fields[f"mail_{kind}"] = forms.ChoiceField(
                label=f"{kind.label}: by mail",
                choices=[(cadence.value, cadence.label) for cadence in cadences(kind)],
                initial=mail,
                widget=forms.Select(attrs={"class": "select", "aria-label": f"{kind.label}: by mail"}),
            )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What the page draws: a kind with its fields, None where there is nothing to choose."""
        return [
            {
                "kind": kind,
                "in_app": self[f"in_app_{kind}"] if f"in_app_{kind}" in self.fields else None,
                "mail": self[f"mail_{kind}"] if f"mail_{kind}" in self.fields else None,
                "is_in_feed": kind in IN_FEED,
            }
            for kind in self.channels
            if kind not in OF_ADMINS
        ]

    @property
    def wanted(self) -> dict[Kind, Channels]:
        values = self.cleaned_data
        return {
            kind: Channels(bool(values.get(f"in_app_{kind}", kind in IN_FEED)), Cadence(values[f"mail_{kind}"]))
            for kind in self.channels
            if kind not in ALWAYS
        }
