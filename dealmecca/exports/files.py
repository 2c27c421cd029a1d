"""A table as a file: CSV line by line, a workbook put together on disk. Nothing in either runs in a spreadsheet."""

import tempfile
from collections.abc import Iterable, Iterator
from typing import IO

import xlsxwriter

from dealmecca.lib.csv_output import restore, write_csv_row

BOM = "\ufeff"  # without it spreadsheets on Windows read UTF-8 as something older
LONGEST_CELL = 32_767  # characters that a cell of a workbook takes
MOST_ROWS = 1_048_575  # below the header
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Cells = list[list[str | int]]


def csv_lines(header: list[str], chunks: Iterable[Cells]) -> Iterator[tuple[bytes, int]]:
    """The file piece by piece, each with how many rows it holds."""
    yield (BOM + write_csv_row(header)).encode(), 0
    for rows in chunks:
        yield "".join(write_csv_row(map(str, row)) for row in rows).encode("utf-8", "replace"), len(rows)


def write_workbook(header: list[str], chunks: Iterable[Cells], about: list[tuple[str, str]]) -> tuple[IO[bytes], int]:
    """A workbook, open at its beginning, and how many rows it holds; `about` is a second sheet.

    Rows go to the disk as they come. Text is stored as text, so it is no formula whatever it begins with.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115 (whoever sends it closes it)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet("List")
        sheet.freeze_panes(1, 0)
        number = 0
        for number, row in enumerate(_all(header, chunks)):
            for place, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(number, place, cell)
                elif cell:
                    sheet.write_string(number, place, _kept(cell)[:LONGEST_CELL])
        told = book.add_worksheet("About this file")
        for line, (name, value) in enumerate(about):
            told.write_string(line, 0, name)
            told.write_string(line, 1, value[:LONGEST_CELL])
    file.seek(0)
    return file, number


def _all(header: list[str], chunks: Iterable[Cells]) -> Iterator[list[str | int]]:
    yield list(header)
    for rows in chunks:
        yield from rows


def _kept(cell: str) -> str:
    """An import takes one apostrophe off what looks neutralised: such a cell gets one more."""
    return cell if restore(cell) == cell else f"'{cell}"
