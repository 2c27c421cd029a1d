"""Where each value of a record comes from: who wrote it, when, by which door, from which row, and what was there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import capfirst

from dealmecca.accounts.models import User
from dealmecca.directory.change_words import field_label, told, who_made
from dealmecca.directory.cleaning import COMPANY_FIELDS, CONTACT_FIELDS
from dealmecca.directory.models import Company, Contact
from dealmecca.history.models import Change
from dealmecca.history.queries import Origin, origins_of

FIELDS = {
    "company": (*(name for name in COMPANY_FIELDS if not name.endswith("_text")), "parent", "aliases", "domains"),
    "contact": (*(name for name in CONTACT_FIELDS if not name.endswith("_text")), "company"),
}


@dataclass(frozen=True, slots=True)
class ValueOrigin:
    """A value as this viewer may read it. `change` is None for one that was never written down, such as of old data.

    `batch` and `row` are those of an import.
    """

    field: str
    label: str
    value: str
    before: str = ""
    who: str = ""
    door: str = ""
    at: datetime | None = None
    batch: str = ""
    row: int | None = None


def value_origins(*, viewer: User, record: Company | Contact) -> list[ValueOrigin]:
    """Of every field that holds something or ever did, in the order of forms. Two queries at most."""
    kind = type(record).__name__.lower()
    known = origins_of(kind=kind, ids=[record.pk])[record.pk]
    now = {name: _value(record, name) for name in FIELDS[kind]}
    return [
        value_origin(viewer, kind, name, value, known.get(name))
        for name, value in now.items()
        if value not in ("", [], None) or name in known
    ]


def value_origin(viewer: User, kind: str, name: str, value: Any, origin: Origin | None) -> ValueOrigin:
    label, shown = str(capfirst(field_label(kind, name))), told(viewer, kind, name, value)
    is_set = name in ("aliases", "domains")  # each change of those names what came and went
    if origin is None or not (is_set or told(viewer, kind, name, origin.new) == shown):
        return ValueOrigin(name, label, shown)
    change: Change = origin.change
    return ValueOrigin(
        name, label, shown, before=told(viewer, kind, name, origin.old), who=who_made(change, viewer),
        door=change.door, at=change.at, batch=change.batch if change.door == "IMPORT" else "", row=change.row,
    )  # fmt: skip


def columns_origins(*, viewer: User, kind: str, ids: Sequence[str]) -> dict[str, dict[str, str]]:
    """In one line each, by record and field, for files: "import, row 17, Ana Ardmore, 2026-11-03; before: Planner"."""
    return {
        key: {name: _in_one_line(viewer, kind, name, origin) for name, origin in known.items()}
        for key, known in origins_of(kind=kind, ids=ids).items()
    }


def _in_one_line(viewer: User, kind: str, name: str, origin: Origin) -> str:
    change = origin.change
    row = f"row {change.row}" if change.row else ""
    parts = [change.get_door_display().lower(), row, who_made(change, viewer), change.at.date().isoformat()]
    before = told(viewer, kind, name, origin.old)
    return ", ".join(part for part in parts if part) + (f"; before: {before}" if before else "")


def _value(record: Company | Contact, name: str) -> Any:
    if name == "aliases":
        return sorted(alias.name for alias in record.aliases.all()) if isinstance(record, Company) else []
    if name == "domains":
        return sorted(row.domain for row in record.domains.all()) if isinstance(record, Company) else []
    if name in ("company", "parent"):
        other = getattr(record, name)
        return other.name if other else ""
    return getattr(record, name)
