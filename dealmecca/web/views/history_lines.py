"""A record's history as the pages tell it: who did what, from which door, old and new value in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.text import capfirst

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.vocabularies import BY_FIELD
from dealmecca.history.models import Change, Door, Verb
from dealmecca.history.queries import changes_of

ICONS = {Verb.CREATE: "plus", Verb.EDIT: "arrow-right-left", Verb.DELETE: "trash-2"}
DOORS = {Door.API: "by the API", Door.IMPORT: "from a file", Door.CLI: "at the command line"}
NOBODY = {Door.IMPORT: "An import", Door.CLI: "The operator", Door.SYSTEM: "DealMecca", Door.API: "The API"}
FIRST, MORE = 10, 200
HIDDEN = {"company_id", "parent_id"}  # beside them stand the names


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
    is_own = change.actor_id == viewer.pk
    who = "You" if is_own else change.actor.display_name if change.actor else NOBODY.get(door, "A former member")
    fields = [] if verb is Verb.CREATE else _fields(change.fields, model)
    own = {field.name for field in model._meta.get_fields()} | {"aliases", "domains"}
    did = _did(verb, door, len(fields)) if own & set(change.fields) or verb is not Verb.EDIT else _recorded(door)
    return ChangeLine(change.at, who, did, ICONS[verb], is_own, fields)


def _did(verb: Verb, door: Door, count: int) -> str:
    what = {Verb.CREATE: "added this record", Verb.DELETE: "deleted this record"}.get(verb)
    what = what or f"changed {count} {'field' if count == 1 else 'fields'}"
    return f"{what} {DOORS[door]}" if door in DOORS else what


def _recorded(door: Door) -> str:
    """What is told about a record by others: partnerships, duties, teams."""
    return f"recorded {DOORS[door]}" if door in DOORS else "recorded"


def _fields(changed: dict[str, Any], model: type[Company] | type[Contact]) -> list[FieldLine]:
    return [
        FieldLine(_label(name, model), _words(name, old), _words(name, new))
        for name, (old, new) in changed.items()
        if name not in HIDDEN
    ]


def _label(name: str, model: type[Company] | type[Contact]) -> str:
    known = {field.name: str(getattr(field, "verbose_name", "")) for field in model._meta.get_fields()}
    return capfirst(known.get(name) or name.replace("_", " "))


def _words(name: str, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if value is None:
        return ""
    return BY_FIELD[name].label(str(value)) if name in BY_FIELD else str(value)
