"""What a list holds at this moment: its records, each with a fingerprint of what the list shows of it."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.queries import count_matching, matching_ids
from dealmecca.roster.queries.who import PersonRow, find_everybody
from dealmecca.saved.queries.filters import Listed, list_kind

MOST_WATCHED = 5_000  # records whose changes one search tells
AT_ONCE = 1_000
# What the rows of the lists show and what is news about them: neither scores nor dates, nor how to reach anybody.
CONTACT_FIELDS = (
    "first_name", "last_name", "title", "company_id", "company__name", "company__city", "company__state", "department",
    "verification_level",
)  # fmt: skip
COMPANY_FIELDS = (
    "name", "company_type", "industry", "industry_text", "city", "state", "country", "parent_id", "parent__name",
    "verification_level",
)  # fmt: skip


class TooMany(Exception):
    """The list is longer than what can be watched."""


def look(*, viewer: User, found: Listed) -> dict[str, str]:
    """Each record's fingerprint by id. Raises TooMany. Three queries for each thousand."""
    if found.question:
        return _look_at_people(everybody(viewer=viewer, found=found))
    assert found.criteria
    ids = matching_ids(viewer=viewer, kind=list_kind(found.kind), criteria=found.criteria, limit=MOST_WATCHED + 1)
    if len(ids) > MOST_WATCHED:
        raise TooMany
    prints: dict[str, str] = {}
    for start in range(0, len(ids), AT_ONCE):
        prints |= _prints(viewer, found.kind, ids[start : start + AT_ONCE])
    return prints


def everybody(*, viewer: User, found: Listed) -> list[PersonRow]:
    """All rows of a list of who handles what."""
    assert found.question
    asked = found.question.understanding
    day = asked.day or timezone.localdate()
    return find_everybody(viewer=viewer, understanding=asked, choices=found.question.choices, day=day)


def count_of(*, viewer: User, found: Listed) -> int:
    """How many rows the list has, all pages together."""
    if found.question:
        return len(everybody(viewer=viewer, found=found))
    assert found.criteria
    return count_matching(viewer=viewer, kind=list_kind(found.kind), criteria=found.criteria)


def _prints(viewer: User, kind: str, ids: Sequence[str]) -> dict[str, str]:
    model, names = (Contact, CONTACT_FIELDS) if kind == "contact" else (Company, COMPANY_FIELDS)
    records: Any = model._default_manager
    rows = records.visible_to(viewer).filter(pk__in=ids).values_list("pk", *names)
    return {key: _fingerprint(values) for key, *values in rows}


def _look_at_people(rows: Iterable[PersonRow]) -> dict[str, str]:
    """A person who fits at two companies is one record."""
    shown: dict[str, list[str]] = {}
    for row in rows:
        handled = sorted(f"{claim.duty.pk} {claim.account.pk}" for claim in row.claims)
        company = row.company
        said = [row.contact.full_name, row.title, company.pk, company.name, company.city, company.state, *handled]
        shown.setdefault(row.contact.pk, []).extend(said)
    return {key: _fingerprint(said) for key, said in shown.items()}


def _fingerprint(values: Iterable[object]) -> str:
    return hashlib.blake2b("\x1f".join(str(value) for value in values).encode(), digest_size=8).hexdigest()
