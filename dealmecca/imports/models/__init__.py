"""Tables of the imports, one noun per file."""

from dealmecca.imports.models.imports import (
    AT_WORK,
    ENDED,
    TURNING,
    WORKING,
    Import,
    ImportMark,
    ImportQuerySet,
    Kind,
    Match,
    Mode,
    State,
)
from dealmecca.imports.models.reviews import Decision, NameKind, RowState, WaitingName, WaitingNameQuerySet, WaitingRow
from dealmecca.imports.models.undoing import Direction, ImportUndo, RecordImage, UndoStay

__all__ = [
    "AT_WORK", "ENDED", "TURNING", "WORKING", "Decision", "Direction", "Import", "ImportMark", "ImportQuerySet",
    "ImportUndo", "Kind", "Match", "Mode", "NameKind", "RecordImage", "RowState", "State", "UndoStay", "WaitingName",
    "WaitingNameQuerySet", "WaitingRow",
]  # fmt: skip
