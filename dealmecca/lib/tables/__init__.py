"""Table files (CSV, XLSX, XLS, ODS) from anybody, opened as a stream of rows of text."""

from dealmecca.lib.tables.reading import inspect_table, read_rows
from dealmecca.lib.tables.shapes import MAX_CELL_LENGTH, MAX_COLUMNS, TableRow, TableShape, UnusableFile

__all__ = ["MAX_CELL_LENGTH", "MAX_COLUMNS", "TableRow", "TableShape", "UnusableFile", "inspect_table", "read_rows"]
