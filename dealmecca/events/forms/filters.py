"""The filters of the events page, read from its address; what cannot be read counts as not said."""

import re
from datetime import date
from typing import NamedTuple

from django.http import QueryDict

from dealmecca.events.models import EventFormat
from dealmecca.events.queries.lists import After, EventFilter
from dealmecca.events.vocabularies import EVENT_TYPE
from dealmecca.lib.cursors import moment_cursor, read_moment_cursor
from dealmecca.lib.query_values import QueryReader

WHEN = (("upcoming", "To come"), ("past", "Past"))
WHOSE = (("", "Everybody's"), ("going", "Where I go"), ("made", "That I made"))


class Asked(NamedTuple):
    wanted: EventFilter
    after: After


def read_filter(query: QueryDict) -> Asked:
    reader = QueryReader(query)

    def known(name: str, codes: tuple[str, ...]) -> str:
        value = query.get(name, "")
        return value if value in codes else ""

    whose = query.get("whose", "")
    wanted = EventFilter(
        words=reader.words("q"),
        when=known("when", ("past",)) or "upcoming",
        city=reader.words("city")[:120],
        format=known("format", tuple(EventFormat.values)),
        event_type=known("type", EVENT_TYPE.codes),
        organiser=reader.words("organiser")[:25],
        is_mine=whose == "going",
        is_created=whose == "made",
    )
    return Asked(wanted, _after(query.get("cursor", "")))


def read_month(text: str, today: date) -> date:
    """ "2026-12"; this month for anything else."""
    found = re.fullmatch(r"(20\d\d)-(\d\d)", text)
    return date(int(found[1]), int(found[2]), 1) if found and 1 <= int(found[2]) <= 12 else today.replace(day=1)


def cursor_of(after: After) -> str:
    return moment_cursor(*after) if after else ""


def _after(cursor: str) -> After:
    try:
        return read_moment_cursor(cursor) if cursor else None
    except ValueError:
        return None
