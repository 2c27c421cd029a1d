"""Tables of the imports, one noun per file."""

from dealmecca.imports.models.imports import (
    AT_WORK,
    ENDED,
    WORKING,
    Import,
    ImportMark,
    ImportQuerySet,
    Kind,
    Match,
    State,
)
from dealmecca.imports.models.reviews import Decision, NameKind, RowState, WaitingName, WaitingNameQuerySet, WaitingRow

__all__ = [
    "AT_WORK", "ENDED", "WORKING", "Decision", "Import", "ImportMark", "ImportQuerySet", "Kind", "Match", "NameKind",
    "RowState", "State", "WaitingName", "WaitingNameQuerySet", "WaitingRow",
]  # fmt: skip
