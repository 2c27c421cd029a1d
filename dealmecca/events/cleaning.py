"""What comes in at any door about an event, checked and put into its form; one validator behind page and API."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError

from dealmecca.directory.models import Company
from dealmecca.events.models import Event, EventFormat
from dealmecca.events.models.events import LONGEST
from dealmecca.events.vocabularies import EVENT_TYPE
from dealmecca.events.zones import known_zones, moment
from dealmecca.lib.contact_points import clean_url
from dealmecca.lib.text_keys import name_key, search_words
from dealmecca.lib.visible_text import is_text, one_line, without_invisible

LINES = ("title", "location", "venue", "city", "country", "organiser_name")
ADDRESSES = ("website", "virtual_url")
MOST_SEATS = 1_000_000
PLACE = ("format", "location", "venue", "city", "country", "virtual_url")
PARTS = ("venue", "city", "country")
COLUMNS = {"start_date": "starts_at", "end_date": "ends_at"}
TIME = ("starts_at", "ends_at", "time_zone")
PUBLIC = (
    "title", "description", "event_type", "format", "location", "venue", "city", "country", "website", "virtual_url",
    "organiser_id", "organiser_name", "max_attendees", *TIME,
)  # fmt: skip


def clean_event(values: Mapping[str, Any], there: Event | None = None) -> dict[str, Any]:
    """Column values of a new event, or of `there` with `values` changed.

    `start_date` and `end_date` are times of day in `time_zone`: another zone keeps them. `organiser` is a company or
    None. Other parts of a place make away with its one line, unless that is new as well.
    Raises ValidationError with every field that is wrong.
    """
    before = _as_given(there) if there else {}
    given = before | dict(values)
    if any(given.get(name) != before.get(name) for name in PARTS) and given.get("location") == before.get("location"):
        given["location"] = ""  # a line of the place before would hide its new parts
    problems: dict[str, list[str]] = {}
    cleaned: dict[str, Any] = {name: one_line(str(given.get(name) or "")) for name in LINES}
    seen = "".join(filter(is_text, str(given.get("description") or "").replace("\r\n", "\n")))
    cleaned["description"] = without_invisible(seen).strip()
    for name in ADDRESSES:
        try:
            text = one_line(str(given.get(name) or ""))
            cleaned[name] = clean_url(text) if text else ""
        except ValueError as error:
            problems[name], cleaned[name] = [str(error)], ""
    _check_codes(given, cleaned, problems)
    if not cleaned["title"]:
        problems["title"] = ["Give the event a name."]
    for name in ("description", *LINES, *ADDRESSES):
        limit = getattr(Event._meta.get_field(name), "max_length", None)
        if limit and len(cleaned[name]) > limit:
            problems[name] = [f"This is {len(cleaned[name]):,} characters long; {limit:,} is the most."]
    organiser: Company | None = given.get("organiser")
    cleaned["organiser"], cleaned["organiser_id"] = organiser, organiser.pk if organiser else None
    if organiser:
        cleaned["organiser_name"] = organiser.name[:255]
    _check_seats(given, cleaned, problems)
    _check_times(given, cleaned, problems)
    if problems:
        raise ValidationError(problems)
    cleaned["city_key"] = name_key(cleaned["city"])[:120]
    found = search_words(" ".join(cleaned[name] for name in ("title", "location", "venue", "city", "country")))
    named = search_words(cleaned["organiser_name"])
    cleaned["search_text"] = "".join(f" {word}" for word in dict.fromkeys([*found, *named]))
    return cleaned


def _as_given(there: Event) -> dict[str, Any]:
    plain = {name: getattr(there, name) for name in PUBLIC if name not in ("starts_at", "ends_at", "organiser_id")}
    organiser = there.organiser
    walls = {"start_date": there.starts.replace(tzinfo=None), "end_date": there.ends.replace(tzinfo=None)}
    return plain | walls | {"organiser": organiser}


def _check_codes(given: Mapping[str, Any], cleaned: dict[str, Any], problems: dict[str, list[str]]) -> None:
    event_type = EVENT_TYPE.resolve(str(given.get("event_type") or "OTHER"))
    if event_type is None:
        problems["event_type"] = [f"Known are {', '.join(EVENT_TYPE.codes)}."]
    cleaned["event_type"] = event_type
    cleaned["format"] = str(given.get("format") or EventFormat.IN_PERSON)
    if cleaned["format"] not in EventFormat.values:
        problems["format"] = [f"Known are {', '.join(EventFormat.values)}."]
    cleaned["time_zone"] = str(given.get("time_zone") or "")
    if cleaned["time_zone"] not in known_zones():
        problems["time_zone"] = ["Give the zone's IANA name, such as America/New_York."]


def _check_seats(given: Mapping[str, Any], cleaned: dict[str, Any], problems: dict[str, list[str]]) -> None:
    seats = given.get("max_attendees")
    if seats is not None and not 1 <= seats <= MOST_SEATS:
        problems["max_attendees"] = [f"Give 1 to {MOST_SEATS:,} seats, or leave it empty for as many as come."]
    cleaned["max_attendees"] = seats


def _check_times(given: Mapping[str, Any], cleaned: dict[str, Any], problems: dict[str, list[str]]) -> None:
    zone = ZoneInfo(cleaned["time_zone"]) if cleaned["time_zone"] in known_zones() else UTC
    for name, sentence in (("start_date", "Say when it starts."), ("end_date", "Say when it ends.")):
        wall: datetime | None = given.get(name)
        if wall is None:
            problems[name] = [sentence]
        elif not 2000 <= wall.year <= 2100:
            problems[name] = ["Give a year from 2000 to 2100."]
        else:
            try:
                cleaned[COLUMNS[name]] = moment(wall, zone) if isinstance(zone, ZoneInfo) else wall.replace(tzinfo=UTC)
            except ValueError as error:
                problems[name] = [str(error)]
    if "starts_at" in cleaned and "ends_at" in cleaned:
        if cleaned["ends_at"] < cleaned["starts_at"]:
            problems["end_date"] = ["It ends before it starts."]
        elif cleaned["ends_at"] - cleaned["starts_at"] > LONGEST:
            problems["end_date"] = [f"An event lasts {LONGEST.days} days at most."]


def changed_fields(before: Event, cleaned: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """{column: (old, new)} of what people see."""
    pairs: dict[str, tuple[Any, Any]] = {name: (getattr(before, name), cleaned[name]) for name in PUBLIC}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
