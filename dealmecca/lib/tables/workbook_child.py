"""Run as a script: writes the rows of one sheet to standard output, a JSON array [number, cells] on each line.

The first line is [0, [name of the sheet]], the last [-1, []], or [-1, [a sentence]] when the file is unusable. Imports
nothing of ours, so that it starts in a few hundredths of a second.
"""

import datetime
import json
import sys
from decimal import Decimal
from itertools import islice

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

MEMORY_LIMIT = 1024 * 1024 * 1024
SECONDS_LIMIT = 120
FIRST_ROWS = 50  # of a sheet, to tell a table from a cover sheet


_NO_WORKBOOK = (
    "This is not a workbook that can be read; it may be damaged, or an old Word document. "
    "Save the sheet as CSV or XLSX and try again."
)
_PROTECTED = "This workbook is protected by a password. Save it without one and try again."


def main(path: str, sheet_name: str) -> None:
    """Without a sheet's name, the first visible sheet with a table; failing that, the first that has data."""
    limit_resources()
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            sheet = _find_sheet(workbook, sheet_name)
            if sheet is None:
                write(0, [""])
            else:
                write(0, [sheet.name, *(name for name in workbook.sheet_names if name != sheet.name)])
                write_rows(sheet)
    except PasswordError:
        write(-1, [_PROTECTED])
    except (CalamineError, OSError):
        write(-1, [_NO_WORKBOOK])
    else:
        write(-1, [])


def _find_sheet(workbook: CalamineWorkbook, sheet_name: str) -> CalamineSheet | None:
    first = None
    for metadata in workbook.sheets_metadata:
        if metadata.typ == SheetTypeEnum.WorkSheet and sheet_name in ("", metadata.name):
            sheet = workbook.get_sheet_by_name(metadata.name)
            if sheet.start is not None:
                if sheet_name or (metadata.visible == SheetVisibleEnum.Visible and _is_table(sheet)):
                    return sheet
                first = first or sheet
    return first


def _is_table(sheet: CalamineSheet) -> bool:
    return any(sum(value != "" for value in row) > 1 for row in islice(sheet.iter_rows(), FIRST_ROWS))


def write_rows(sheet: CalamineSheet) -> None:
    """A cell merged over several rows says its value in each of them that says anything else."""
    merged: dict[int, list[tuple[int, int]]] = {}  # {first row: [(column, last row)]}
    _, outermost = sheet.start or (0, 0)  # rows come from the first row on, but from the first column that is used
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        if bottom > top and left >= outermost:
            merged.setdefault(top, []).append((left - outermost, bottom))
    lasting: dict[int, tuple[int, str]] = {}  # {column: (last row, value)}
    for position, row in enumerate(sheet.iter_rows()):  # counts empty rows above the data, too
        cells = [as_text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            for column, (last, value) in lasting.items():
                if position <= last and value:
                    cells += [""] * (column + 1 - len(cells))
                    cells[column] = cells[column] or value
            write(position + 1, cells)
        for column, last in merged.get(position, ()):
            if column < len(cells):
                lasting[column] = last, cells[column]


def as_text(value: object) -> str:
    """A phone number kept as a number comes without ".0", a date in ISO form, a percentage as its number (0.25)."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        digits = f"{value:.15g}"  # what a spreadsheet keeps
        return format(Decimal(digits), "f") if "e" in digits else digits
    if isinstance(value, datetime.datetime):
        is_date = value.time() == datetime.time()
        return value.date().isoformat() if is_date else value.isoformat(" ", "seconds")
    if isinstance(value, datetime.time):
        return value.isoformat("seconds")
    return str(value)


def write(number: int, cells: list[str]) -> None:
    sys.stdout.write(json.dumps([number, cells]) + "\n")


def limit_resources() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS_LIMIT, SECONDS_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
