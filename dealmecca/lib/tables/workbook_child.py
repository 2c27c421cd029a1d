"""Run as a script: writes the rows of one sheet to standard output, a JSON array [number, cells] on each line.

The first line is [0, [name of the sheet]], the last [-1, []], or [-1, [a sentence]] when the file is unusable. Imports
nothing of ours, so that it starts in a few hundredths of a second.
"""

import datetime
import json
import sys
from decimal import Decimal

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

MEMORY_LIMIT = 1024 * 1024 * 1024
SECONDS_LIMIT = 120


_NO_WORKBOOK = (
    "This is not a workbook that can be read; it may be damaged, or an old Word document. "
    "Save the sheet as CSV or XLSX and try again."
)
_PROTECTED = "This workbook is protected by a password. Save it without one and try again."


def main(path: str, sheet_name: str) -> None:
    """Without a sheet's name, the first sheet that has data."""
    limit_resources()
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            sheet = _find_sheet(workbook, sheet_name)
            if sheet is None:
                write(0, [""])
            else:
                write(0, [sheet.name])
                write_rows(sheet)
    except PasswordError:
        write(-1, [_PROTECTED])
    except (CalamineError, OSError):
        write(-1, [_NO_WORKBOOK])
    else:
        write(-1, [])


def _find_sheet(workbook: CalamineWorkbook, sheet_name: str) -> CalamineSheet | None:
    for metadata in workbook.sheets_metadata:
        if metadata.typ == SheetTypeEnum.WorkSheet and sheet_name in ("", metadata.name):
            sheet = workbook.get_sheet_by_name(metadata.name)
            if sheet.start is not None:
                return sheet
    return None


def write_rows(sheet: CalamineSheet) -> None:
    for number, row in enumerate(sheet.iter_rows(), 1):  # counts empty rows above the data, too
        cells = [as_text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            write(number, cells)


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
