"""One hash over everything that the directory holds, row by row, whatever the order in which it was written."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.apps import apps

# The record itself, all that hangs on it, and how search sees it. Not among them: history, which only grows, and what
# search has learnt of words and places, which it never forgets.
TABLES = (
    "directory.Company", "directory.CompanyAlias", "directory.CompanyDomain", "directory.Contact",
    "directory.ExternalId", "directory.FormerTitle", "directory.Move", "directory.Position",
    "directory.RecordEvidence", "roster.Duty", "roster.DutyWord", "roster.Evidence", "roster.Handling",
    "roster.Membership", "roster.Partnership", "roster.ReportingLine", "roster.Team", "search.CompanyLine",
    "search.ContactLine",
)  # fmt: skip
LINE_NUMBER = "n"  # where a line stands in the index, not what it says


def row_hash(tables: Iterable[str] = TABLES) -> str:
    whole = hashlib.sha256()
    for label in tables:
        whole.update(f"{label} {_table_hash(label)}\n".encode())
    return whole.hexdigest()


def _table_hash(label: str) -> str:
    """The sum of the rows' hashes: no order, and each row counts as often as it is there."""
    model: Any = apps.get_model(label)
    names = [field.attname for field in model._meta.concrete_fields if field.attname != LINE_NUMBER]
    total = 0
    for row in model._base_manager.order_by().values_list(*names).iterator(5_000):
        text = json.dumps(row, default=str, ensure_ascii=False)
        total += int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")
    return f"{total % 2**256:064x}"


def row_texts(tables: Iterable[str] = TABLES) -> set[str]:
    """The rows themselves, to see where two states differ."""
    found = set()
    for label in tables:
        model: Any = apps.get_model(label)
        names = [field.attname for field in model._meta.concrete_fields if field.attname != LINE_NUMBER]
        rows = model._base_manager.order_by().values_list(*names)
        found |= {f"{label} {json.dumps(row, default=str, ensure_ascii=False)}" for row in rows}
    return found
