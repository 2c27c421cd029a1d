"""What members say of themselves."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings

from dealmecca.accounts.models import User


def _zones() -> list[tuple[str, str]]:
    places = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/")))
    return [("", f"As this site ({settings.TIME_ZONE})"), ("UTC", "UTC"), *((p, p.replace("_", " ")) for p in places)]


class ProfileForm(forms.Form):
    name = forms.CharField(max_length=User._meta.get_field("name").max_length, label="Your name")
    time_zone = forms.ChoiceField(
        required=False,
        label="Time zone",
        choices=_zones,
        help_text="Your days begin and end in it: due dates, digests.",
    )

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
