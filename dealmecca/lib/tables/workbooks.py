"""Workbooks (XLSX, XLSB, XLS, ODS), read by a child process whose memory and time are limited.

A workbook of a few kilobytes can ask its reader for gigabytes (one cell at the far corner of a sheet is enough), and
the reader answers by ending the whole process. So it never runs in ours.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from dealmecca.lib.tables.shapes import (
    SAMPLE_ROWS,
    TableRow,
    TableShape,
    UnusableFile,
    find_header,
    is_empty,
    name_columns,
    size_problem,
)

MAX_SHEETS = 50  # that are named
MAX_SHEET_NAME = 60

_READER = Path(__file__).with_name("workbook_child.py")


def inspect_workbook(path: Path, *, is_name: Callable[[str], bool] | None = None) -> TableShape:
    with closing(_run_reader(path, sheet="")) as numbered:
        _, [sheet, *others] = next(numbered)
        rows = list(islice(numbered, SAMPLE_ROWS + 10))
    if not rows:
        raise UnusableFile("This workbook holds no text. Choose a file with a header row and some rows below it.")
    position = find_header([cells for _, cells in rows[:10]], is_name)
    width = max(len(cells) for _, cells in rows[position:])
    header_row, header = rows[position]
    return TableShape(
        kind="xlsx",
        encoding="",
        delimiter="",
        header=name_columns(_widened(header, width)),
        header_row=header_row,
        sheet=sheet,
        sample=[_widened(cells, width) for _, cells in rows[position + 1 :][:SAMPLE_ROWS]],
        other_sheets=[name[:MAX_SHEET_NAME] for name in others[:MAX_SHEETS]],
    )


def read_workbook_rows(path: Path, shape: TableShape) -> Generator[TableRow, None, None]:
    with closing(_run_reader(path, sheet=shape.sheet)) as numbered:
        next(numbered)
        for number, cells in numbered:
            if number > shape.header_row and not is_empty(cells):
                yield TableRow(number, _widened(cells, len(shape.header)), size_problem(cells))


def _widened(cells: list[str], width: int) -> list[str]:
    """A sheet's rows end with their last filled cell, which does not make them ragged."""
    return cells + [""] * (width - len(cells))


def _run_reader(path: Path, *, sheet: str) -> Generator[tuple[int, list[str]]]:
    """First (0, [name of the sheet, names of the others]), then its rows that are not empty, with their numbers."""
    command: Sequence[str] = (sys.executable, "-P", str(_READER), str(path), sheet)
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        assert child.stdout is not None
        is_complete = False
        try:
            for line in child.stdout:
                number, cells = json.loads(line)
                if number < 0:
                    is_complete = True
                    if cells:
                        raise UnusableFile(cells[0])
                    return
                yield number, cells
            child.wait()
        finally:
            if not is_complete:
                child.kill()
        raise UnusableFile(
            "This workbook takes more memory or time than a workbook of its size should. "
            "Save the sheet as CSV and try again."
        )
