"""Writing history down; called by every action that changes a record, inside its transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser

from dealmecca.database.bulk import insert_rows
from dealmecca.history.models import Change, Door, Verb


@dataclass(frozen=True)
class Entry:
    """One write of one record. `fields` maps a field's name to (old, new); unchanged fields are left out."""

    kind: str
    record_id: str
    verb: Verb
    fields: Mapping[str, tuple[Any, Any]]
    at: datetime


def record_changes(*, actor: AbstractBaseUser | None, door: Door, entries: Iterable[Entry], batch: str = "") -> None:
    """Add history rows. `actor` is None when nobody was signed in (command line, jobs)."""
    insert_rows(
        Change,
        [
            Change(
                record_kind=entry.kind,
                record_id=entry.record_id,
                verb=entry.verb,
                fields={name: [_plain(old), _plain(new)] for name, (old, new) in entry.fields.items()},
                actor_id=actor.pk if actor else None,
                door=door,
                batch=batch,
                at=entry.at,
            )
            for entry in entries
        ],
    )


def _plain(value: Any) -> Any:
    """The value as JSON can hold it."""
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (list, tuple, set)):
        return [_plain(item) for item in value]
    return value
