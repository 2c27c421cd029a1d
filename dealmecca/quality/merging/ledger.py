"""The ledger of a merge: every row that it changed, set aside or added, in order, as JSON.

    ["set", table, [keys], {column: [before, after]}]     rows that were changed alike
    ["gone", table, key, {column: value}]                 a row that was set aside, whole
    ["made", table, key]                                  a row that was added

Rows are changed and removed past the models: nothing cascades, and what still points at a removed row is refused by the
database.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import models, router

AT_ONCE = 500
SET, GONE, MADE = "set", "gone", "made"
Model = type[models.Model]


class Ledger:
    def __init__(self) -> None:
        self.lines: list[list[Any]] = []

    def set(self, model: Model, keys: Sequence[Any], before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        """These rows hold `before` in these columns, and get `after`."""
        self.note(model, keys, before, after)
        for start in range(0, len(keys), AT_ONCE):
            rows_of(model).filter(pk__in=keys[start : start + AT_ONCE]).update(**after)

    def note(self, model: Model, keys: Sequence[Any], before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        """The same, of rows that somebody else wrote."""
        pairs = {name: [plain(before[name]), plain(value)] for name, value in after.items() if before[name] != value}
        if keys and pairs:
            self.lines.append([SET, model._meta.label, list(keys), pairs])

    def remove(self, row: models.Model) -> None:
        """Set aside: nothing may point at it any more."""
        model = type(row)
        self.lines.append([GONE, model._meta.label, row.pk, whole_row(row)])
        delete_row(model, row.pk)

    def made(self, row: models.Model) -> None:
        self.lines.append([MADE, row._meta.label, row.pk])


def rows_of(model: Model) -> "models.QuerySet[Any]":
    """Every row of a table, whoever may see it."""
    return model._base_manager.all()


def delete_row(model: Model, key: Any) -> None:
    rows = rows_of(model).filter(pk=key)
    rows._raw_delete(router.db_for_write(model))


def whole_row(row: models.Model) -> dict[str, Any]:
    return {field.attname: plain(field.value_from_object(row)) for field in row._meta.concrete_fields}


def plain(value: Any) -> Any:
    """As JSON holds it, to the microsecond."""
    return value.isoformat() if isinstance(value, date) else value
