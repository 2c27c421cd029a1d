"""CSV files: every encoding, delimiter and line end that people send, and nothing swallowed in silence."""

import csv
import io
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dealmecca.lib.tables import MAX_CELL_LENGTH, TableRow, TableShape, UnusableFile, inspect_table, read_rows

HEADER = ["Name", "City"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "people.csv"


def read(path: Path, **choices: Any) -> tuple[TableShape, list[TableRow]]:
    shape = inspect_table(path, **choices)
    return shape, list(read_rows(path, shape))


def cells_of(path: Path, **choices: Any) -> list[list[str]]:
    return [row.cells for row in read(path, **choices)[1]]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"]
)  # fmt: skip
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_are_recognised(file: Path, encoding: str, line_end: str) -> None:
    lines = ["Name,City", "L'Oréal,Zürich", '"Smith, Ann",Málaga', ""]
    file.write_bytes(line_end.join(lines).encode(encoding))
    shape, rows = read(file)
    assert shape.header == HEADER
    assert shape.header_row == 1
    assert [row.cells for row in rows] == [["L'Oréal", "Zürich"], ["Smith, Ann", "Málaga"]]
    assert [row.number for row in rows] == [2, 3]
    assert [shape.kind, shape.sheet, shape.delimiter] == ["csv", "", ","]


def test_an_odd_broken_byte_in_utf_8_is_read_as_cp1252(file: Path) -> None:
    file.write_bytes("Name,City\nL'Oréal,Zürich\nMünch,Köln\n".encode() + b"Caf\xe9,Paris\n")
    shape, rows = read(file)
    assert shape.encoding == "utf-8"
    assert [row.cells[0] for row in rows] == ["L'Oréal", "Münch", "Café"]


def test_a_broken_byte_late_in_a_long_plain_file_makes_it_cp1252(file: Path) -> None:
    file.write_bytes(b"Name,City\n" + b"Ann,Rome\n" * 200_000 + b"Caf\xe9,Paris\n")
    shape, rows = read(file)
    assert shape.encoding == "cp1252"
    assert rows[-1] == TableRow(200_002, ["Café", "Paris"])


def test_a_character_cut_by_a_chunk_is_no_broken_byte(file: Path) -> None:
    file.write_bytes(b"Name,City\n" + b"x" * (1024 * 1024 - 11) + "é,Rome\n".encode())
    assert inspect_table(file).encoding == "utf-8"


def test_the_encoding_and_the_delimiter_can_be_chosen(file: Path) -> None:
    file.write_bytes("Name;City,State\nJosé;Rome,Lazio\n".encode("mac_roman"))
    assert cells_of(file, encoding="mac_roman", delimiter=";") == [["José", "Rome,Lazio"]]
    with pytest.raises(UnusableFile, match="no text encoding called 'nonsense'"):
        inspect_table(file, encoding="nonsense")
    with pytest.raises(UnusableFile, match="no text encoding"):
        inspect_table(file, encoding="hex")
    with pytest.raises(UnusableFile, match="cannot separate cells"):
        inspect_table(file, delimiter=";;")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_recognised_whatever_the_cells_hold(file: Path, delimiter: str) -> None:
    rows = [HEADER, ["a, b; c", "Austin, Texas"], ["x|y\tz", "Paris; Rome"], ["q", "Boston, Mass"]]
    with file.open("w", newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(rows)
    shape, read_back = read(file)
    assert shape.delimiter == delimiter
    assert [row.cells for row in read_back] == rows[1:]


def test_a_comma_in_every_cell_does_not_beat_the_semicolon(file: Path) -> None:
    file.write_text("name;place\n" + "Acme;Austin, Texas\n" * 200)
    assert inspect_table(file).header == ["name", "place"]


def test_one_column_falls_back_to_the_comma(file: Path) -> None:
    file.write_text("E-mail\na@b.example\nc@d.example\n")
    shape, rows = read(file)
    assert shape.delimiter == ","
    assert [row.cells for row in rows] == [["a@b.example"], ["c@d.example"]]


@pytest.mark.parametrize("hint", ["sep=;\r\n", '"sep=;"\r\n', "\ufeffSEP=;\n", "sep=;\r"])
def test_the_first_line_of_excel_names_the_delimiter_and_is_no_row(file: Path, hint: str) -> None:
    file.write_bytes((hint + "Name;City,State\nAnn;Rome,Lazio\n").encode())
    shape, rows = read(file)
    assert [shape.delimiter, shape.header, shape.header_row] == [";", ["Name", "City,State"], 1]
    assert rows == [TableRow(2, ["Ann", "Rome,Lazio"])]


def test_quoted_newlines_and_doubled_quotes_stay_and_do_not_shift_the_numbers(file: Path) -> None:
    file.write_text('Name,City\n"Ann\nor ""Annie""\r\nX",Rome\nBob,Oslo\n', newline="")
    _, rows = read(file)
    assert rows == [TableRow(2, ['Ann\nor "Annie"\r\nX', "Rome"]), TableRow(3, ["Bob", "Oslo"])]


def test_empty_rows_count_but_are_left_out_and_ragged_rows_stay_as_they_are(file: Path) -> None:
    file.write_text("\n \nName,City\n\nAnn\n , \n,,\nBob,Oslo,Norway\n")
    shape, rows = read(file)
    assert shape.header_row == 3
    assert rows == [TableRow(5, ["Ann"]), TableRow(8, ["Bob", "Oslo", "Norway"])]


def test_a_title_of_several_cells_is_told_from_the_header_by_the_names_in_it(file: Path) -> None:
    file.write_text("Contacts,City: Rome,\nBy: Zoe,,May\nName,City,Phone\nAnn,Rome,1\nName,City,Phone\n")
    assert inspect_table(file).header_row == 1
    assert inspect_table(file, is_name=lambda cell: cell in ("Name", "City", "Phone")).header_row == 3
    assert inspect_table(file, is_name=lambda cell: cell in ("Name", "Rome")).header_row == 1
    file.write_text("Name,City,TV,Radio,Print\nAnn,Rome,x,x,x\n")
    assert inspect_table(file, is_name=lambda cell: cell == "x").header_row == 1


def test_stray_zero_bytes_in_a_short_file_are_not_utf_16(file: Path) -> None:
    file.write_bytes(b"Name,Company\nAnn\x00 Lee,Ac\x00me\n")
    shape, rows = read(file)
    assert [shape.encoding, rows[0].cells] == ["utf-8", ["Ann Lee", "Acme"]]


def test_titles_above_the_header_are_passed_over(file: Path) -> None:
    file.write_text("Our clients\n\nExported in May,,\nName,City,Phone\nAnn,Rome,1\nBob,,\n")
    shape, rows = read(file)
    assert [shape.header_row, shape.header] == [4, ["Name", "City", "Phone"]]
    assert [row.number for row in rows] == [5, 6]


def test_every_column_gets_a_name_of_its_own(file: Path) -> None:
    file.write_text(" Name ,Name,,E  mail,Name (2),Name\n1,2,3,4,5,6\n")
    assert inspect_table(file).header == ["Name", "Name (2)", "Column C", "E mail", "Name (2) (2)", "Name (3)"]


def test_a_header_without_rows_is_usable(file: Path) -> None:
    file.write_text("Name,City")
    shape, rows = read(file)
    assert [shape.header, shape.sample, rows] == [HEADER, [], []]


def test_the_sample_holds_the_first_rows(file: Path) -> None:
    file.write_text("Name,City\n" + "".join(f"n{number},c\n" for number in range(50)))
    assert [row[0] for row in inspect_table(file).sample] == [f"n{number}" for number in range(20)]


@pytest.mark.parametrize("content", ["", "\n\n", " , \n", "\ufeff", "sep=;\n"])
def test_a_file_without_text_is_refused_in_a_sentence(file: Path, content: str) -> None:
    file.write_text(content)
    with pytest.raises(UnusableFile, match=r"This file (is empty|holds no text)\. Choose"):
        inspect_table(file)


def test_more_columns_than_anybody_needs_are_refused(file: Path) -> None:
    file.write_text(",".join(f"c{number}" for number in range(501)) + "\n")
    with pytest.raises(UnusableFile, match="501 columns; 500 is the most"):
        inspect_table(file)


def test_a_quotation_mark_that_nobody_closes_costs_one_row(file: Path) -> None:
    good = [f"n{number},c" for number in range(500)]
    file.write_text("\n".join(["Name,City", *good, '"Ann,Rome', *good]))
    _, rows = read(file)
    assert len(rows) == 1001
    assert [(row.number, row.problem) for row in rows if row.problem] == [
        (502, "A quotation mark is opened in this row and never closed.")
    ]
    assert rows[501].cells == ["n0", "c"]


def test_a_lone_quotation_mark_does_not_glue_rows_to_the_next_quoted_cell(file: Path) -> None:
    file.write_text('Name,City\nAnn,"Rome\nBob,Oslo\n"Benton, John",Bonn\nEve,Lima\n')
    _, rows = read(file)
    assert [row.number for row in rows if row.problem] == [2]
    assert [row.cells for row in rows[1:]] == [["Bob", "Oslo"], ["Benton, John", "Bonn"], ["Eve", "Lima"]]


def test_a_lone_quotation_mark_in_the_last_row_is_reported(file: Path) -> None:
    file.write_text('Name,City\nAnn,Rome\n"Bob,Oslo')
    _, rows = read(file)
    assert [bool(row.problem) for row in rows] == [False, True]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('"Acme "Best" Inc",NY', ['Acme "Best" Inc', "NY"]),
        ('"Fritz" Smith,NY', ['"Fritz" Smith', "NY"]),
        ('5" disks,NY', ['5" disks', "NY"]),
        ('"Acme" , "New York, NY"', ["Acme", "New York, NY"]),
        ('Acme, "New York, NY"', ["Acme", "New York, NY"]),
        ('"a ""b""" c",d', ['a "b"" c', "d"]),
    ],
)
def test_quotation_marks_out_of_place_are_kept_as_letters(file: Path, line: str, cells: list[str]) -> None:
    file.write_text(f"Name,City\n{line}\nBob,Oslo\n")
    _, rows = read(file)
    assert rows == [TableRow(2, cells), TableRow(3, ["Bob", "Oslo"])]


def test_cells_and_rows_beyond_all_measure_are_reported_not_raised(file: Path) -> None:
    long = "x" * (MAX_CELL_LENGTH + 1)
    file.write_text(f"Name,City\nAnn,{long}\n{'y' * 1_500_000},z\n{',' * 600}\nBo,{',' * 600}\nEve,Lima\n")
    _, rows = read(file)
    assert [row.number for row in rows] == [2, 3, 4, 5, 6]
    assert "column B has more than 32,000 characters" in rows[0].problem
    assert "1,000,000 characters" in rows[1].problem
    assert "601 cells" in rows[2].problem
    assert rows[4] == TableRow(6, ["Eve", "Lima"])


def test_a_row_beyond_all_measure_is_reported_even_behind_a_lone_quotation_mark(file: Path) -> None:
    file.write_text(f'Name,City\n"Ann,Rome\n{"y" * 1_500_000}\nEve,Lima\n')
    _, rows = read(file)
    assert [(row.number, bool(row.problem)) for row in rows] == [(2, True), (3, True), (4, False)]


def test_zero_bytes_vanish(file: Path) -> None:
    file.write_bytes(b"Name,City\n" + b"Ann,Rome\n" * 100 + b"B\x00ob,Oslo\n")
    assert cells_of(file)[-1] == ["Bob", "Oslo"]


def test_memory_does_not_grow_with_the_file(file: Path) -> None:
    with file.open("w") as stream:
        stream.write("Name,City\n")
        stream.writelines(f'n{number},"Rome, Lazio"\n' for number in range(100_000))
        stream.write('"open,\n')
        stream.writelines(f"n{number},Oslo\n" for number in range(50_000))
    shape = inspect_table(file)
    tracemalloc.start()
    count = sum(1 for _ in read_rows(file, shape))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 150_001
    assert peak < 16_000_000, "a lone quotation mark may look ahead over a million characters, and no more"


def test_a_file_full_of_quotation_marks_is_read_in_linear_time(file: Path) -> None:
    file.write_text("Name,City\n" + '"""x,"\n' * 20_000 + '"a\n' * 20_001)
    assert len(read(file)[1]) > 1_000


LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff") | st.sampled_from("\t\r\n\"',;|")
TABLES = st.lists(st.lists(st.text(LETTERS, max_size=12), min_size=3, max_size=3), max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(table=TABLES, delimiter=st.sampled_from(",;\t|"), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_what_a_csv_writer_wrote_comes_back(file: Path, table: list[list[str]], delimiter: str, encoding: str) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([["First", "Last", "City"], *table])
    file.write_bytes(written.getvalue().encode(encoding))
    shape, rows = read(file, delimiter=delimiter)
    expected = [(number, cells) for number, cells in enumerate(table, 2) if any(cell.strip() for cell in cells)]
    assert shape.header == ["First", "Last", "City"]
    assert [(row.number, row.cells) for row in rows] == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(content=st.binary(max_size=300) | st.text('",;\n\ra b', max_size=120).map(str.encode))
def test_any_bytes_are_a_table_or_an_unusable_file(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    try:
        shape, rows = read(file)
    except UnusableFile as error:
        assert str(error).endswith(".")
        return
    assert shape.header
    assert len(set(shape.header)) == len(shape.header)
    assert [row.number for row in rows] == sorted({row.number for row in rows})
    assert all(row.number > shape.header_row and "\x00" not in "".join(row.cells) for row in rows)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(lines=st.lists(st.sampled_from(['"open,x', 'a,"b', '"q, r",s', "p,q", 'x"y,z', '"""t,u']), max_size=12))
def test_no_line_is_ever_lost(file: Path, lines: list[str]) -> None:
    """However the quotation marks stand, the letters of every line come out again."""
    file.write_text("\n".join(["First,Last", *lines]))
    _, rows = read(file, delimiter=",")
    letters = "".join(character for line in lines for character in line if character.isalpha())
    assert (
        "".join(character for row in rows for cell in row.cells for character in cell if character.isalpha()) == letters
    )
