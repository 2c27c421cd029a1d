"""A change in words: who made it, by which door, and each field with its old and new value."""

from django.utils.text import capfirst

from dealmecca.accounts.models import User
from dealmecca.directory.field_policy import shown_value
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.vocabularies import BY_FIELD
from dealmecca.history.models import Change, Door

DOORS = {Door.API: "by the API", Door.IMPORT: "from a file", Door.CLI: "at the command line"}
NOBODY = {Door.IMPORT: "An import", Door.CLI: "The operator", Door.SYSTEM: "DealMecca", Door.API: "The API"}
HIDDEN = {"company_id", "parent_id"}  # beside them stand the names
MODELS: dict[str, type[Company] | type[Contact]] = {"company": Company, "contact": Contact}


def who_made(change: Change, viewer: User) -> str:
    if change.actor_id == viewer.pk:
        return "You"
    return change.actor.display_name if change.actor else NOBODY.get(Door(change.door), "A former member")


def field_label(kind: str, name: str) -> str:
    """The field as forms call it; what the roster tells is words already."""
    known = {field.name: str(getattr(field, "verbose_name", "")) for field in MODELS[kind]._meta.get_fields()}
    return known.get(name) or (name if " " in name else name.replace("_", " "))


def value_words(name: str, value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if value is None:
        return ""
    return BY_FIELD[name].label(str(value)) if name in BY_FIELD else str(value)


def line_words(viewer: User, kind: str, changed: dict[str, list[object]]) -> list[tuple[str, str, str]]:
    """(label, old, new) of each field that people should see, as far as this viewer may."""
    return [
        (capfirst(field_label(kind, name)), told(viewer, kind, name, old), told(viewer, kind, name, new))
        for name, (old, new) in changed.items()
        if name not in HIDDEN
    ]


def told(viewer: User, kind: str, name: str, value: object) -> str:
    return value_words(name, shown_value(viewer, kind, name, value))
