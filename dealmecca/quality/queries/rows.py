"""The rows behind a figure, a page at a time."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.quality.queries.measures import BY_CODE, LEVEL_KINDS, rows_of, rows_of_level

AT_ONCE = 50


@dataclass(frozen=True)
class RowsPage:
    """`field` is that of the form that mends a row; "" where a word does."""

    code: str
    label: str
    kind: str
    field: str
    count: int
    records: list[Any]
    next_after: str
    is_first: bool


def page_of(*, viewer: User, code: str, after: str) -> RowsPage:
    """In the order of their ids. Raises KeyError for a code that is none. Two queries."""
    rows: QuerySet[Any]
    if code in BY_CODE:
        one = BY_CODE[code]
        label, kind, field, rows = one.label, one.kind, one.field, rows_of(viewer=viewer, code=code)
    else:
        name, _, level = code.rpartition("-level-")
        kind, field = LEVEL_KINDS[name], ""
        if level not in ("1", "2", "3", "4", "5"):
            raise KeyError(code)
        label = f"{name.capitalize()} of level {level}"
        rows = rows_of_level(viewer=viewer, kind=kind, level=int(level))
    if kind == "contact":
        rows = rows.select_related("company")
    shown: list[Contact | Company] = list(rows.filter(pk__gt=after).order_by("pk")[: AT_ONCE + 1])
    next_after = shown[AT_ONCE - 1].pk if len(shown) > AT_ONCE else ""
    return RowsPage(code, label, kind, field, rows.count(), shown[:AT_ONCE], next_after, not after)
