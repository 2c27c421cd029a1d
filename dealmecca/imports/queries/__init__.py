"""Reads of the imports, one subject a file."""

from dealmecca.imports.queries.imports import (
    count_waiting_names,
    get_import,
    get_waiting_name,
    last_of_layout,
    names_of_imports,
    read_report,
    recent_imports,
    report_of,
    rows_of_name,
    waiting_names,
    waiting_of,
    words_of,
)
from dealmecca.imports.queries.undoing import (
    UNDO_DAYS,
    last_undo,
    named,
    read_undo,
    stays_of,
    undo_until,
    why_not_turned,
)

__all__ = [
    "UNDO_DAYS", "count_waiting_names", "get_import", "get_waiting_name", "last_of_layout", "last_undo", "named",
    "names_of_imports", "read_report", "read_undo", "recent_imports", "report_of", "rows_of_name", "stays_of",
    "undo_until", "waiting_names", "waiting_of", "why_not_turned", "words_of",
]  # fmt: skip
