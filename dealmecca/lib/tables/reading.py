"""The two questions asked of a table file: what does it look like, and what are its rows."""

from collections.abc import Callable, Generator
from pathlib import Path

from dealmecca.lib.tables.contents import recognise
from dealmecca.lib.tables.csv_files import inspect_csv, read_csv_rows
from dealmecca.lib.tables.shapes import MAX_CSV_BYTES, MAX_WORKBOOK_BYTES, TableRow, TableShape, UnusableFile
from dealmecca.lib.tables.workbooks import inspect_workbook, read_workbook_rows


def inspect_table(
    path: str | Path,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    is_name: Callable[[str], bool] | None = None,
) -> TableShape:
    """Looks at the file's contents, never at its name; `encoding` and `delimiter` overrule what it finds.

    `is_name` knows a column's name when it sees one, and so finds the header below a title of several cells.

    Raises UnusableFile with a sentence for the person who chose the file. A header without rows is usable.
    """
    path = Path(path)
    is_workbook = recognise(path) == "workbook"
    size, largest = path.stat().st_size, MAX_WORKBOOK_BYTES if is_workbook else MAX_CSV_BYTES
    if size > largest:
        raise UnusableFile(
            f"This file has {size // 2**20} MB; {largest // 2**20} MB is the most "
            + ("for a workbook. Save the sheet as CSV and try again." if is_workbook else "that can be imported.")
        )
    if is_workbook:
        return inspect_workbook(path, is_name=is_name)
    return inspect_csv(path, encoding=encoding, delimiter=delimiter, is_name=is_name)


def read_rows(path: str | Path, shape: TableShape) -> Generator[TableRow, None, None]:
    """The rows after the header, empty ones left out, in constant memory whatever the size of a CSV file.

    Close the iterator (or exhaust it) to close the file. Raises UnusableFile when a workbook breaks off in the middle.
    """
    if shape.kind == "xlsx":
        return read_workbook_rows(Path(path), shape)
    return read_csv_rows(Path(path), shape)
