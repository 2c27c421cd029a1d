"""Playing a merge's ledger back, last line first; what was changed since stays, and is told."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from dealmecca.directory.models import Redirect
from dealmecca.quality.merging.choosing import GROUPS, LABELS
from dealmecca.quality.merging.ledger import AT_ONCE, GONE, SET, Model, delete_row, plain, rows_of

# Of these rows nothing is told: that they exist is their owner's business.
PRIVATE_APPS = ("accounts", "crm", "following", "privacy", "saved")
PRIVATE_TABLES = ("events.MetPerson",)
RECORDS = ("directory.Company", "directory.Contact")


def play_back(ledger: Sequence[Sequence[Any]], kept_id: str) -> list[str]:
    """Returns a sentence for each thing that stays as it is now."""
    left: list[str] = []
    for verb, label, keys, *rest in reversed(ledger):
        model = apps.get_model(label)
        if verb == SET:
            told = _set_back(model, keys, rest[0], kept_id)
        elif verb == GONE:
            told = _bring_back(model, rest[0])
        else:
            delete_row(model, keys)
            told = []
        is_private = model._meta.app_label in PRIVATE_APPS or label in PRIVATE_TABLES
        left += [] if is_private else told
    return list(dict.fromkeys(left))


def _set_back(model: Model, keys: Sequence[Any], pairs: Mapping[str, Sequence[Any]], kept_id: str) -> list[str]:
    left: list[str] = []
    old, new = ({name: pair[side] for name, pair in pairs.items()} for side in (0, 1))
    for start in range(0, len(keys), AT_ONCE):
        chunk = keys[start : start + AT_ONCE]
        rows = list(rows_of(model).filter(pk__in=chunk).order_by("pk"))
        same = [row for row in rows if {name: plain(getattr(row, name)) for name in new} == new]
        if not _update(model, [row.pk for row in same], old):
            for row in same:
                if not _update(model, [row.pk], old):
                    left.append(f"{_named(row)} stays where it is: what was recorded since stands in its way.")
        untouched = {row.pk for row in same}
        for row in rows:
            if row.pk not in untouched:
                left += _set_back_in_part(row, old, new, is_survivor=row.pk == kept_id)
    return left


def _set_back_in_part(row: Any, old: Mapping[str, Any], new: Mapping[str, Any], *, is_survivor: bool) -> list[str]:
    """Column by column, of a row that somebody changed since."""
    changed = []
    for name in new:
        if plain(getattr(row, name)) != new[name] or not _update(type(row), [row.pk], {name: old[name]}):
            changed.append(name)
    if not is_survivor:
        return [f"{_named(row)} was changed since, and stays as it is."] if changed else []
    groups = GROUPS[row._meta.model_name].items()
    return [
        f"{LABELS[choice]} of {row} was changed since, and stays as it is."
        for choice, names in groups
        if set(names) & set(changed)
    ]


def _bring_back(model: Model, values: Mapping[str, Any]) -> list[str]:
    row = model(**_python(model, values))
    left: list[str] = []
    for field in model._meta.concrete_fields:
        key = getattr(row, field.attname)
        if not isinstance(field, models.ForeignKey) or key is None or _is_there(field, key):
            continue
        heir = _heir(field, key)
        if heir is None and not field.null:
            return [f"{_named(row)} cannot come back: what it belonged to is gone."]
        setattr(row, field.attname, heir)
        left.append(f"{_named(row)}: {field.verbose_name} is not what it was, which is gone.")
    try:
        with transaction.atomic():
            model._base_manager.bulk_create([row])
    except IntegrityError:
        return [f"{_named(row)} cannot come back: what was recorded since stands in its way."]
    return left


def _is_there(field: Any, key: Any) -> bool:
    return rows_of(field.related_model).filter(pk=key).exists()


def _heir(field: Any, key: Any) -> Any:
    """Into what the record was merged since, if it was."""
    column = f"{field.related_model._meta.model_name}_id"
    if field.related_model._meta.label not in RECORDS:
        return None
    return Redirect.objects.filter(old_id=key).values_list(column, flat=True).first()


def _update(model: Model, keys: Iterable[Any], values: Mapping[str, Any]) -> bool:
    wanted = list(keys)
    if not wanted:
        return True
    try:
        with transaction.atomic():
            rows_of(model).filter(pk__in=wanted).update(**_python(model, values))
    except IntegrityError:
        return False
    return True


def _python(model: Model, values: Mapping[str, Any]) -> dict[str, Any]:
    """From JSON back to what the columns hold."""
    found = {}
    for name, value in values.items():
        field: Any = model._meta.get_field(name)
        has_text = isinstance(value, str) and isinstance(field, models.DateField)  # DateTimeField is one
        found[name] = field.to_python(value) if has_text else value
    return found


def _named(row: models.Model) -> str:
    name = str(row._meta.verbose_name)
    return f"{name[:1].upper()}{name[1:]} “{row}”"
