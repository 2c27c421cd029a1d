"""Writing the roster's history: each change is told to every record it is about, in that record's own words."""

from collections.abc import Iterable
from datetime import date, datetime

from dealmecca.directory.permissions import Actor
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb

Told = tuple[str, str, str, str, str]  # kind, record id, what, old, new


def tell(*, actor: Actor, door: Door, at: datetime, told: Iterable[Told], batch: str = "") -> None:
    """One line of history for each (kind, record id, what, old, new), all of the same instant."""
    entries = [Entry(kind, key, Verb.EDIT, {what: (old, new)}, at) for kind, key, what, old, new in told]
    record_changes(actor=actor, door=door, entries=entries, batch=batch)


def day_text(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def since_text(day: date, is_known: bool) -> str:
    return f"since {day_text(day)}" if is_known else f"known since {day_text(day)}"
