"""CSV output: nothing in it runs in a spreadsheet, and it is imported again as it was."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dealmecca.lib.csv_output import neutralise, restore, write_csv_row
from dealmecca.lib.tables import inspect_table, read_rows

DANGEROUS = "=+-@\t\r\n＝＋－＠"
CELLS = st.text() | st.text("'=+-@\t\r\n＝ab ", max_size=8)


@settings(deadline=None)
@given(CELLS)
def test_restoring_a_neutralised_cell_gives_the_cell(cell: str) -> None:
    assert restore(neutralise(cell)) == cell
    assert neutralise(cell)[:1] not in tuple(DANGEROUS)


@pytest.mark.parametrize(
    ("cell", "neutralised"),
    [
        ("=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        ("+1 212 555 0123", "'+1 212 555 0123"),
        ("＝1", "'＝1"),
        ("\t=1", "'\t=1"),
        ("L'Oréal", "L'Oréal"),
        ("'tis", "'tis"),
        ("", ""),
    ],
)
def test_only_what_would_run_gets_an_apostrophe(cell: str, neutralised: str) -> None:
    assert neutralise(cell) == neutralised


def test_text_that_nobody_neutralised_is_left_alone() -> None:
    assert [restore(cell) for cell in ("'tis", "'", "=1", "O'Neil")] == ["'tis", "'", "=1", "O'Neil"]


@settings(deadline=None)
@given(st.lists(CELLS.map(lambda cell: cell.replace("\x00", "")), min_size=1))
def test_a_csv_reader_reads_the_cells_that_were_written(cells: list[str]) -> None:
    [row] = csv.reader(io.StringIO(write_csv_row(cells), newline="")) if any(cells) else [cells]
    assert [restore(cell) for cell in row] == cells


def test_a_line_is_quoted_where_it_must_be() -> None:
    assert (
        write_csv_row(["plain", 'a "b"', "c,d", " e", "f\ng", "\x00h", ""])
        == 'plain,"a ""b""","c,d"," e","f\ng",h,\r\n'
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.lists(st.text("'=+-@\t\r\n,;|\" aé", max_size=6), min_size=3, max_size=3), max_size=6))
def test_what_was_written_is_imported_again_as_it_was(tmp_path: Path, table: list[list[str]]) -> None:
    path = tmp_path / "refused.csv"
    rows = [["First", "Last", "Reason"], *([*row[:2], "a sentence"] for row in table)]
    path.write_text("".join(map(write_csv_row, rows)), encoding="utf-8", newline="")
    shape = inspect_table(path)
    assert shape.delimiter == ","
    assert [[restore(cell) for cell in row.cells] for row in read_rows(path, shape)] == rows[1:]
