"""The forms of an event, and of one that somebody suggests."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from dealmecca.accounts.models import User
from dealmecca.directory.forms.company_picker import CompanyPicker, choices_for
from dealmecca.directory.models import Company
from dealmecca.events.models import Event, EventCompany, EventFormat, Presence
from dealmecca.events.vocabularies import EVENT_TYPE
from dealmecca.events.zones import known_zones
from dealmecca.lib.text_keys import fold

MOST_COMPANIES = 50
WALL = "%Y-%m-%dT%H:%M"


def _zones() -> list[tuple[str, str]]:
    return [(zone, zone.replace("_", " ")) for zone in sorted(known_zones())]


class WallTime(forms.Field):
    """A time of day in the event's own zone: no zone of the site or of who fills it in has a say."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=WALL)

    def to_python(self, value: Any) -> datetime | None:
        try:
            return datetime.fromisoformat(value).replace(tzinfo=None) if value else None
        except (TypeError, ValueError):
            raise ValidationError("Write it as 2026-01-31 18:00.") from None

    def prepare_value(self, value: Any) -> Any:
        return value.strftime(WALL) if isinstance(value, datetime) else value


class SuggestionForm(forms.Form):
    """Checks next to nothing: the action's one validator does, for every door."""

    title = forms.CharField(required=False, max_length=200, label="Name")
    event_type = forms.ChoiceField(required=False, choices=EVENT_TYPE.choices, label="Type", initial="CONFERENCE")
    format = forms.ChoiceField(required=False, choices=EventFormat.choices, label="Where people meet")
    start_date = WallTime(required=False, label="Starts")
    end_date = WallTime(required=False, label="Ends")
    time_zone = forms.ChoiceField(
        required=False, choices=_zones, label="Time zone", help_text="In which these times are meant."
    )
    venue = forms.CharField(required=False, max_length=200, label="Venue")
    city = forms.CharField(required=False, max_length=120)
    country = forms.CharField(required=False, max_length=120)
    organiser_name = forms.CharField(required=False, max_length=255, label="Who runs it")
    website = forms.CharField(required=False, max_length=500, label="Website")
    description = forms.CharField(
        required=False, max_length=10_000, label="What it is about", widget=forms.Textarea({"rows": 5})
    )
    despite_likeness = forms.BooleanField(required=False, label="It is another event: add it all the same")

    def __init__(self, data: QueryDict | None = None, *, viewer: User, **options: Any) -> None:
        options["initial"] = {"time_zone": viewer.zone.key} | options.get("initial", {})
        super().__init__(data, **options)

    @property
    def asks_likeness(self) -> bool:
        """Only once it was refused for that."""
        return bool(self.data) and (bool(self.non_field_errors()) or "despite_likeness" in self.data)

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "despite_likeness"}


class EventForm(SuggestionForm):
    location = forms.CharField(
        required=False,
        max_length=255,
        label="Place, as shown",
        help_text="In one line, instead of what stands above. It ends when that changes.",
    )
    organiser = forms.CharField(required=False, max_length=255, label="Organiser, a company of the directory")
    virtual_url = forms.CharField(
        required=False, max_length=500, label="Link to take part", help_text="Shown only to those who go."
    )
    max_attendees = forms.IntegerField(
        required=False, label="Seats", widget=forms.NumberInput({"min": 1}), help_text="Empty: as many as come."
    )
    sponsors = forms.CharField(
        required=False, label="Sponsors", widget=forms.Textarea({"rows": 2}), help_text="Companies, one a line."
    )
    attending = forms.CharField(
        required=False, label="Companies that attend", widget=forms.Textarea({"rows": 2}), help_text="One a line."
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        viewer: User,
        event: Event | None = None,
        companies: Sequence[EventCompany] = (),
    ) -> None:
        initial = _initial(event, companies) if event else {}
        super().__init__(data, viewer=viewer, initial=initial)
        self.viewer = viewer
        if not (event and event.location):  # the parts are enough; an API may have given a line
            del self.fields["location"]
        self.known = {fold(row.company.name): row.company for row in companies}
        shown = event.organiser if event else None
        self.picker = CompanyPicker("organiser", viewer=viewer, initial=shown, data=data)

    def clean_sponsors(self) -> list[Company]:
        return self._companies("sponsors")

    def clean_attending(self) -> list[Company]:
        return self._companies("attending")

    def clean(self) -> dict[str, Any]:
        try:
            self.cleaned_data["organiser"] = self.picker.clean()
        except ValidationError as refusal:
            self.add_error("organiser", refusal)
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name not in ("sponsors", "attending")}

    def companies(self) -> dict[str, list[Company]]:
        return {name: self.cleaned_data[name] for name in ("sponsors", "attending")}

    def _companies(self, name: str) -> list[Company]:
        """Each line by its whole name. Raises ValidationError with those that are none."""
        lines = [line.strip() for line in self.cleaned_data[name].splitlines() if line.strip()]
        if len(lines) > MOST_COMPANIES:
            raise ValidationError(f"At most {MOST_COMPANIES} companies.")
        found, missing = [], []
        for line in lines:
            company = self.known.get(fold(line)) or self._named(line)
            found.append(company) if company else missing.append(line[:80])
        if missing:
            raise ValidationError(f"No company of the directory is called {', '.join(missing)}.")
        return [company for company in found if company]

    def _named(self, line: str) -> Company | None:
        same = [company for company in choices_for(self.viewer, line) if fold(company.name) == fold(line)]
        return same[0] if same else None


def _initial(event: Event, companies: Sequence[EventCompany]) -> dict[str, Any]:
    names = (
        "title", "event_type", "format", "time_zone", "venue", "city", "country", "website", "description",
        "virtual_url", "max_attendees", "location",
    )  # fmt: skip
    values = {name: getattr(event, name) for name in names}
    values |= {"start_date": event.starts.replace(tzinfo=None), "end_date": event.ends.replace(tzinfo=None)}
    values["organiser"] = event.organiser.name if event.organiser else ""
    values["organiser_name"] = "" if event.organiser else event.organiser_name
    for name, presence in (("sponsors", Presence.SPONSOR), ("attending", Presence.ATTENDING)):
        values[name] = "\n".join(row.company.name for row in companies if row.presence == presence)
    return values
