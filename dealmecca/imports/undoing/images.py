"""Rows as plain values: what a record and all that hangs on it look like, and what a run changed of them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F

from dealmecca.database.bulk import insert_rows
from dealmecca.imports.models import RecordImage

Row = dict[str, Any]
Rows = dict[str, dict[str, Row]]  # {table: {key: {column: value}}}
Snapshot = dict[str, Rows]  # {record id: …}

# What belongs to a record: (table, the way to the record), parents before what hangs on them.
TABLES: dict[str, tuple[tuple[str, str], ...]] = {
    "company": (
        ("directory.Company", "pk"),
        ("directory.CompanyAlias", "company"),
        ("directory.CompanyDomain", "company"),
        ("directory.ExternalId", "company"),
        ("roster.Partnership", "advertiser"),
    ),
    "contact": (
        ("directory.Contact", "pk"),
        ("directory.Position", "contact"),
        ("directory.FormerTitle", "position__contact"),
        ("directory.Move", "contact"),
        ("directory.ExternalId", "contact"),
        ("roster.Handling", "contact"),
        ("roster.Evidence", "handling__contact"),
    ),
}
MAIN = {kind: tables[0][0] for kind, tables in TABLES.items()}


def model_of(label: str) -> Any:
    return apps.get_model(label)


@cache
def columns_of(label: str) -> dict[str, models.Field[Any, Any]]:
    return {field.attname: field for field in model_of(label)._meta.concrete_fields}


def capture(kind: str, ids: Iterable[str], *, with_roster: bool = True) -> Snapshot:
    """These records as they are stored now: one query a table."""
    wanted = list(ids)
    found: Snapshot = {record_id: {} for record_id in wanted}
    for label, way in TABLES[kind] if wanted else ():
        if label.startswith("roster.") and not with_roster:
            continue
        rows = model_of(label)._base_manager.filter(**{f"{way}__in": wanted}).order_by("pk")
        key = model_of(label)._meta.pk.attname
        for row in rows.values(*columns_of(label), owned_by=F(way)):
            owner = row.pop("owned_by")
            found[owner].setdefault(label, {})[str(row[key])] = {name: plain(value) for name, value in row.items()}
    return found


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def read(label: str, name: str, value: Any) -> Any:
    """A plain value as the column's own type."""
    field = columns_of(label)[name]
    return field.to_python(value) if isinstance(field, models.DateField) else value


def instance(label: str, row: Row) -> Any:
    return model_of(label)(**{name: read(label, name, value) for name, value in row.items()})


def difference(was: Rows, now: Rows) -> dict[str, dict[str, dict[str, Row | None]]]:
    """What changed between two looks at one record, in the form of RecordImage.rows."""
    found: dict[str, dict[str, dict[str, Row | None]]] = {}
    for label in {**was, **now}:
        old, new = was.get(label, {}), now.get(label, {})
        for key in {**old, **new}:
            before, after = old.get(key), new.get(key)
            if before == after:
                continue
            if before and after:
                names = [name for name in before if before[name] != after[name]]
                before, after = ({name: row[name] for name in names} for row in (before, after))
            found.setdefault(label, {})[key] = {"was": before, "is": after}
    return found


class Journal:
    """Looks at records before a batch changes them and after, and keeps the difference."""

    def __init__(self, item_id: str, undo_id: str | None = None) -> None:
        self.item_id = item_id
        self.undo_id = undo_id
        self._before: list[tuple[str, bool, Snapshot]] = []

    def look(self, kind: str, ids: Sequence[str], *, with_roster: bool = True) -> None:
        if ids:
            self._before.append((kind, with_roster, capture(kind, ids, with_roster=with_roster)))

    def seen(self, kind: str, snapshot: Snapshot) -> None:
        """Instead of a look: what the caller has seen under the same locks."""
        self._before.append((kind, True, snapshot))

    def keep(self) -> None:
        images = []
        for kind, with_roster, before in self._before:
            after = capture(kind, before, with_roster=with_roster)
            for record_id, was in before.items():
                if rows := difference(was, after[record_id]):
                    image = RecordImage(item_id=self.item_id, undo_id=self.undo_id, rows=rows)
                    image.record_kind, image.record_id = kind, record_id
                    images.append(image)
        insert_rows(RecordImage, images)
        self._before = []
