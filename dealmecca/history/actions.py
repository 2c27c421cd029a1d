"""Writing history down; called by every action that changes a record, inside its transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser

from dealmecca.database.bulk import insert_values
from dealmecca.history.models import Change, Door, Verb


@dataclass(frozen=True)
class Entry:
    """One write of one record. `fields` maps a field's name to (old, new); unchanged fields are left out."""

    kind: str
    record_id: str
    verb: Verb
    fields: Mapping[str, tuple[Any, Any]]
    at: datetime
    row: int | None = None  # of the file that an import read


_COLUMNS = ("record_kind", "record_id", "verb", "actor_id", "door", "batch", "at", "row", "fields")


def record_changes(*, actor: AbstractBaseUser | None, door: Door, entries: Iterable[Entry], batch: str = "") -> None:
    """Add history rows. `actor` is None when nobody was signed in (command line, jobs)."""
    who = actor.pk if actor else None
    rows = [
        (
            entry.kind, entry.record_id, entry.verb, who, door, batch, entry.at, entry.row,
            {name: (_plain(old), _plain(new)) for name, (old, new) in entry.fields.items()},
        )
        for entry in entries
    ]  # fmt: skip
    if rows:
        insert_values(Change, _COLUMNS, rows)


def _plain(value: Any) -> Any:
    """The value as JSON can hold it."""
    if isinstance(value, str):
        return value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (list, tuple, set)):
        return [_plain(item) for item in value]
    return value
