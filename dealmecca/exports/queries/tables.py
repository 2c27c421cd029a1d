"""Lists as tables: the columns that the screen shows, and the rows of all pages one after the other.

Which rows, and in which order, is fixed once, as ids; their values are read a thousand at a time, without models. So a
list of any length takes the memory of its ids, and what is added meanwhile is not in a file that was counted before.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.field_policy import GATED, shows_reach
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.queries import columns_origins, matching_ids, people_counts
from dealmecca.directory.queries.origins import FIELDS
from dealmecca.directory.verification.steps import level_on
from dealmecca.directory.vocabularies import BY_FIELD
from dealmecca.roster.queries.who import PersonRow
from dealmecca.saved.queries import Listed, everybody, list_kind

AT_ONCE = 1_000
LEVEL = "verification_level"  # as of today, which the column alone does not tell
Cell = str | int


@dataclass(frozen=True)
class Chosen:
    """The rows of a list as they are now: ids, or what the roster answered."""

    found: Listed
    ids: Sequence[str]
    people: Sequence[PersonRow] = ()

    @property
    def count(self) -> int:
        return len(self.people) if self.found.question else len(self.ids)


def choose(*, viewer: User, found: Listed) -> Chosen:
    """All rows of the list in its order."""
    if found.question:
        return Chosen(found, (), everybody(viewer=viewer, found=found))
    assert found.criteria
    return Chosen(found, matching_ids(viewer=viewer, kind=list_kind(found.kind), criteria=found.criteria))


# --- Columns: (header, the value's name, how it is written) ---

Write = Callable[[Any], Cell]


def _text(value: Any) -> str:
    return str(value or "")


def _term(field: str) -> Write:
    return lambda value: BY_FIELD[field].label(value) if value else ""


def _day(value: datetime) -> str:
    return value.date().isoformat()


CONTACT_COLUMNS: tuple[tuple[str, str, Write], ...] = (
    ("First name", "first_name", _text),
    ("Last name", "last_name", _text),
    ("Job title", "title", _text),
    ("Company", "company__name", _text),
    ("Company city", "company__city", _text),
    ("Company state", "company__state", _text),
    ("Company country", "company__country", _text),
    ("Department", "department", _term("department")),
    ("Email", "email", _text),
    ("Phone", "phone", _text),
    ("Verified at level", LEVEL, int),
    ("Lead score", "lead_score", int),
    ("Changed on", "updated_at", _day),
)
COMPANY_COLUMNS: tuple[tuple[str, str, Write], ...] = (
    ("Company", "name", _text),
    ("Company type", "company_type", _term("company_type")),
    ("Industry", "industry", _term("industry")),
    ("City", "city", _text),
    ("State", "state", _text),
    ("Country", "country", _text),
    ("Parent company", "parent__name", _text),
    ("Main phone", "phone", _text),
    ("Website", "website", _text),
    ("People known", "", int),
    ("Verified at level", LEVEL, int),
    ("Changed on", "updated_at", _day),
)
WHO_HEADER = (
    "First name", "Last name", "Job title", "Company", "Company city", "Company state", "Company country", "Handles",
    "Last confirmed", "Email", "Phone", "Verified at level", "Lead score",
)  # fmt: skip


_ORIGINS = {"company__name": "company", "parent__name": "parent"}  # how history calls these fields


def header_of(kind: str, *, with_origins: bool = False) -> list[str]:
    if kind == "who":
        return list(WHO_HEADER)
    headers = {name: header for header, name, _ in (CONTACT_COLUMNS if kind == "contact" else COMPANY_COLUMNS)}
    origins = [f"{headers[name]}: where from" for name in _with_origin(kind)] if with_origins else []
    return [*headers.values(), *origins]


def _with_origin(kind: str) -> list[str]:
    """The columns whose values people, files and programs write."""
    columns = CONTACT_COLUMNS if kind == "contact" else COMPANY_COLUMNS
    return [name for _, name, _ in columns if _ORIGINS.get(name, name) in FIELDS[kind]]


def rows_of(*, viewer: User, chosen: Chosen, with_origins: bool = False) -> Iterator[list[list[Cell]]]:
    """The rows, a thousand at a time, without those that are gone by now. Three queries for each thousand at most.

    With origins, a cell for each written value says who wrote it, when, from where, and what stood there before.
    """
    if chosen.found.question:
        shows = shows_reach(viewer)
        for start in range(0, len(chosen.people), AT_ONCE):
            yield [_person(row, shows) for row in chosen.people[start : start + AT_ONCE]]
        return
    read = _contacts if chosen.found.kind == "contact" else _companies
    for start in range(0, len(chosen.ids), AT_ONCE):
        ids = chosen.ids[start : start + AT_ONCE]
        rows = read(viewer, ids)
        if with_origins:
            said = columns_origins(viewer=viewer, kind=chosen.found.kind, ids=list(rows))
            names = [_ORIGINS.get(name, name) for name in _with_origin(chosen.found.kind)]
            rows = {key: [*row, *(said[key].get(name, "") for name in names)] for key, row in rows.items()}
        yield [rows[key] for key in ids if key in rows]


def _contacts(viewer: User, ids: Sequence[str]) -> dict[str, list[Cell]]:
    """The field policy leaves the hidden columns empty, as the screen does."""
    hidden = () if shows_reach(viewer) else GATED
    names = [name for _, name, _ in CONTACT_COLUMNS]
    found = Contact.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", "fades", *names).iterator()
    today = timezone.localdate()
    return {
        key: [
            "" if name in hidden else write(level_on(fades, today, value) if name == LEVEL else value)
            for (_, name, write), value in zip(CONTACT_COLUMNS, values, strict=True)
        ]
        for key, fades, *values in found
    }


def _companies(viewer: User, ids: Sequence[str]) -> dict[str, list[Cell]]:
    people = people_counts(viewer=viewer, company_ids=ids)
    names = [name or "pk" for _, name, _ in COMPANY_COLUMNS]
    found = Company.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", "fades", *names).iterator()
    today = timezone.localdate()
    return {
        key: [
            write((level_on(fades, today, value) if name == LEVEL else value) if name else people.get(key, 0))
            for (_, name, write), value in zip(COMPANY_COLUMNS, values, strict=True)
        ]
        for key, fades, *values in found
    }


def _person(row: PersonRow, shows: bool) -> list[Cell]:
    contact, company = row.contact, row.company
    confirmed = max((claim.standing.confirmed_on for claim in row.claims if claim.standing.confirmed_on), default=None)
    return [
        contact.first_name,
        contact.last_name,
        row.title,
        company.name,
        company.city,
        company.state,
        company.country,
        "; ".join(f"{claim.duty.name} for {claim.account.name}" for claim in row.claims),
        confirmed.isoformat() if confirmed else "",
        contact.email if shows else "",
        contact.phone if shows else "",
        contact.level,
        contact.lead_score,
    ]
