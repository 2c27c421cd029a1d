"""All that an import leaves behind, as one text that knows no ids and no times: two ways of importing compare by it."""

import hashlib
import json
from datetime import date
from typing import Any

from django.db import connection
from django.utils import timezone

from dealmecca.directory.cleaning import COMPANY_FIELDS, CONTACT_FIELDS
from dealmecca.directory.models import Company, CompanyAlias, CompanyDomain, Contact, ExternalId, Position
from dealmecca.history.models import Change
from dealmecca.search.models import LINES, FacetTerm, Spelling
from tests.imports.conftest import Report

TRUST = ("verification_level", "verification_score", "data_quality_score", "verified", "fades")
TOLD = (
    "rows", "created", "updated", "unchanged", "refused", "rowOutcomes", "problems", "moreProblems", "unknownValues",
    "warnings",
)  # fmt: skip


def digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()[:16]


def told(report: Report) -> dict[str, Any]:
    return {name: report[name] for name in TOLD}


def stored() -> dict[str, Any]:
    """Records by their place in the order in which they were made."""
    numbers = {
        record.pk: f"{model.__name__} {place}"
        for model in (Company, Contact)
        for place, record in enumerate(model._default_manager.order_by("pk"))
    }

    def values(record: Any, *names: str) -> list[Any]:
        return [numbers.get(value, value) for value in (getattr(record, name) for name in names)]

    firm = (*COMPANY_FIELDS, "name_key", "parent_id", *TRUST)
    job = ("contact_id", "company_id", "title", "department", "seniority")
    person = (*CONTACT_FIELDS, "name_key", "email_key", "company_id", "lead_score", *TRUST)
    return {
        "companies": [values(record, *firm) for record in Company.objects.order_by("pk")],
        "contacts": [values(record, *person) for record in Contact.objects.order_by("pk")],
        "aliases": sorted(values(row, "company_id", "name", "name_key") for row in CompanyAlias.objects.all()),
        "domains": sorted(values(row, "company_id", "domain") for row in CompanyDomain.objects.all()),
        "ids": sorted(
            map(str, (values(row, "source", "value", "company_id", "contact_id") for row in ExternalId.objects.all()))
        ),
        "positions": sorted(
            map(str, ([*values(row, *job), _days_ago(row.until)] for row in Position.objects.all()))
        ),
        "history": sorted(
            f"{numbers[row.record_id]} {row.verb} {row.door} "
            + json.dumps({name: [numbers.get(str(each), each) for each in pair] for name, pair in row.fields.items()},
                         sort_keys=True)
            for row in Change.objects.all()
        ),
        "lines": {kind: sorted(_lines(kind, numbers)) for kind in LINES},
        "spellings": sorted(map(str, Spelling.objects.values_list("shorter", "word"))),
    }  # fmt: skip


def _days_ago(day: date | None) -> int | None:
    return None if day is None else (timezone.localdate() - day).days


def _lines(kind: str, numbers: dict[str, str]) -> list[str]:
    line = LINES[kind]
    terms = {term.pk: f"{term.facet} {term.key} {term.label}" for term in FacetTerm.objects.all()}
    words = _words(kind)
    plain = ("names", "sort_name", "lead_score", "verification_level", "level2_until", "level5_until", "has_email")
    found = []
    for row in line._default_manager.all():
        said = [getattr(row, name) for name in (*plain, "has_phone")]
        facets = [terms.get(getattr(row, name), "") for name in line.TERMS]
        at = numbers.get(getattr(row, "company_id", ""), "")
        code = [ord(letter) - 0x100 for letter in row.facet_code][len(line.TERMS) :]
        found.append(json.dumps([numbers[row.record_id], said, facets, at, code, words[row.n]]))
    return found


def _words(kind: str) -> dict[int, list[str]]:
    """The words as each engine keeps them: in alphabetical order on PostgreSQL."""
    table = LINES[kind].WORDS.table
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT n, array_to_string(tsvector_to_array(words), ' ') FROM {table}"
            if is_postgresql
            else f"SELECT rowid, words FROM {table}"
        )
        return {n: sorted(words.split()) for n, words in cursor.fetchall()}
