"""A record's history as the pages tell it: who did what, from which door, old and new value in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.change_words import DOORS, line_words, who_made
from dealmecca.directory.models import Company, Contact
from dealmecca.history.models import Change, Door, Verb
from dealmecca.history.queries import changes_of

ICONS = {Verb.CREATE: "plus", Verb.EDIT: "arrow-right-left", Verb.DELETE: "trash-2"}
FIRST, MORE = 10, 200


@dataclass(frozen=True)
class FieldLine:
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class ChangeLine:
    at: datetime
    who: str
    did: str
    icon: str
    is_own: bool
    fields: list[FieldLine]


def history_lines(changes: Iterable[Change], *, viewer: User, model: type[Company] | type[Contact]) -> list[ChangeLine]:
    return [_line(change, viewer, model) for change in changes]


def history_block(request: HttpRequest, record: Company | Contact) -> dict[str, Any]:
    """The newest changes of a record; `?history=all` gives more of them."""
    viewer, model = viewer_of(request), type(record)
    shown = MORE if "history" in request.GET else FIRST
    changes = changes_of(viewer=viewer, kind=model.__name__.lower(), record_id=record.pk, limit=shown + 1)
    lines = history_lines(changes[:shown], viewer=viewer, model=model)
    return {"changes": lines, "has_more_changes": len(changes) > shown and shown == FIRST}


def _line(change: Change, viewer: User, model: type[Company] | type[Contact]) -> ChangeLine:
    verb, door = Verb(change.verb), Door(change.door)
    words = [] if verb is Verb.CREATE else line_words(viewer, change.record_kind, change.fields)
    own = {field.name for field in model._meta.get_fields()} | {"aliases", "domains"}
    is_told = verb is Verb.EDIT and not own & set(change.fields)  # by others: partnerships, duties, teams
    return ChangeLine(
        at=change.at,
        who=who_made(change, viewer),
        did=_did(verb, door, len(words), is_told=is_told),
        icon=ICONS[verb],
        is_own=change.actor_id == viewer.pk,
        fields=[FieldLine(*line) for line in words],
    )


def _did(verb: Verb, door: Door, count: int, *, is_told: bool) -> str:
    what = {Verb.CREATE: "added this record", Verb.DELETE: "deleted this record"}.get(verb)
    what = what or ("recorded" if is_told else f"changed {count} {'field' if count == 1 else 'fields'}")
    return f"{what} {DOORS[door]}" if door in DOORS else what
