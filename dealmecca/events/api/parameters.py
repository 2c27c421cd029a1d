"""What the lists of events take in their addresses, and what a body means."""

import re
from datetime import date
from typing import Any

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from dealmecca.directory.queries import companies_by_id
from dealmecca.events.models import EventFormat
from dealmecca.events.queries.lists import EventFilter
from dealmecca.events.vocabularies import EVENT_TYPE
from dealmecca.lib.problems import BadValues
from dealmecca.lib.query_values import one_of, quoted, short_enough, yes_or_no
from dealmecca.roster.api.parameters import Parameter, RosterReader, page_parameters, parameter, term_of

WHEN = ("upcoming", "past", "all")
STATES = ("DRAFT", "PUBLISHED", "CANCELLED", "COMPLETED")
RENAMED = {"organiser": "organiser_name"}


def event_parameters() -> list[Parameter]:
    return [
        parameter("q", {"type": "string", "maxLength": 300}, "Words of title, place and organiser."),
        parameter(
            "when", {"type": "string", "enum": list(WHEN), "default": "upcoming"}, "The past comes newest first."
        ),
        parameter("city", {"type": "string"}, "In this city, whatever its capitals and accents."),
        parameter("format", {"type": "string", "enum": list(EventFormat.values)}, "Where people meet."),
        parameter("type", {"type": "string"}, f"Codes: {', '.join(EVENT_TYPE.codes)}."),
        parameter("organiser", {"type": "string"}, "Run by this company, by id or slug."),
        parameter("status", {"type": "string", "enum": list(STATES)}, "Drafts are the caller's, or a moderator's."),
        parameter("month", {"type": "string", "example": "2026-12"}, "Of which a day falls into this month."),
        parameter("mine", {"type": "boolean"}, "Only those to which the caller goes, may go or waits to go."),
        parameter("created", {"type": "boolean"}, "Only those that the caller made."),
        *page_parameters(),
    ]


def read_filter(asked: RosterReader) -> EventFilter:
    """The caller still asks `check`."""
    organisers = asked.companies("organiser")
    return EventFilter(
        words=asked.words("q"),
        when=asked.one("when", one_of(WHEN)) or "upcoming",
        city=asked.one("city", short_enough) or "",
        format=asked.one("format", one_of(tuple(EventFormat.values))) or "",
        event_type=asked.one("type", term_of(EVENT_TYPE)) or "",
        organiser=organisers[0] if organisers else "",
        status=asked.one("status", one_of(STATES)) or "",
        month=asked.one("month", _month),
        is_mine=asked.one("mine", yes_or_no) or False,
        is_created=asked.one("created", yes_or_no) or False,
    )


def cleaned_values(viewer: User, sent: dict[str, Any]) -> tuple[dict[str, Any], dict[str, list[Company]]]:
    """What the actions take: values of the event, and the companies that were named. Raises BadValues."""
    lists = {"attending_ids": "attending", "sponsor_ids": "sponsors"}
    named = {lists[name]: _companies(viewer, name, sent.pop(name) or []) for name in lists if name in sent}
    for name in ("status", "despite_likeness"):
        sent.pop(name, None)
    values = {RENAMED.get(name, name): value for name, value in sent.items()}
    if "company_id" in values:
        key = values.pop("company_id")
        values["organiser"] = _companies(viewer, "company_id", [key])[0] if key else None
    return values, named


def _companies(viewer: User, name: str, keys: list[str]) -> list[Company]:
    found = companies_by_id(viewer=viewer, ids=keys)
    field = {"attending_ids": "attendingIds", "sponsor_ids": "sponsorIds", "company_id": "companyId"}[name]
    if unknown := [key for key in keys if key not in found]:
        raise BadValues([(field, f"There is no company “{key}”.") for key in unknown])
    return [found[key] for key in dict.fromkeys(keys)]


def _month(text: str) -> date:
    found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", text)
    if not found:
        raise ValueError(f"{quoted(text)} is no month. Write it as 2026-12.")
    return date(int(found[1]), int(found[2]), 1)
