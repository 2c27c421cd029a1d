"""Workbooks: values as people see them, and bombs that do not take us along."""

import datetime
import io
import time
import zipfile
from html import escape
from pathlib import Path

import pytest

from dealmecca.lib.tables import TableRow, UnusableFile, inspect_table, read_rows
from dealmecca.lib.tables.workbook_child import as_text

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MERGED = "</sheetData><mergeCells>"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def workbook(**sheets: str) -> bytes:
    """An XLSX file with the given sheets, each the inside of its sheetData element; style 1 is a date."""
    numbered = list(enumerate(sheets.items(), 1))
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="a/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        + "".join(f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"/>' for number, (name, _) in numbered)
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="r{number}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
            for number, _ in numbered
        )
        + f'<Relationship Id="s" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/>'
        '<xf numFmtId="22"/></cellXfs></styleSheet>',
    }
    for number, (_, rows) in numbered:
        files[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{rows}{"" if MERGED in rows else "</sheetData>"}</worksheet>'
        )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + content)
    return data.getvalue()


def texts(reference: str, *values: str) -> str:
    """A row of text cells; `reference` is the first one's, such as B3."""
    column, number = reference[0], reference[1:]
    cells = "".join(
        f'<c r="{chr(ord(column) + offset)}{number}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        for offset, value in enumerate(values)
        if value
    )
    return f'<row r="{number}">{cells}</row>'


def merged(*ranges: str) -> str:
    return f'{MERGED}{"".join(f"""<mergeCell ref="{each}"/>""" for each in ranges)}</mergeCells>'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "people.csv"  # the name says nothing: contents decide


def test_rows_have_the_numbers_that_the_spreadsheet_shows(file: Path) -> None:
    file.write_bytes(
        workbook(
            Notes="",
            People=texts("B3", "Name", "City", "", "Phone") + texts("B5", "L'Oréal", "Paris") + texts("B6", "", "Oslo"),
        )
    )
    shape = inspect_table(file)
    assert [shape.kind, shape.sheet, shape.header_row] == ["xlsx", "People", 3]
    assert shape.header == ["Name", "City", "Column C", "Phone"]
    rows = [TableRow(5, ["L'Oréal", "Paris", "", ""]), TableRow(6, ["", "Oslo", "", ""])]
    assert list(read_rows(file, shape)) == rows
    assert shape.sample == [row.cells for row in rows]


def test_numbers_dates_and_errors_come_as_text(file: Path) -> None:
    values = (
        '<c r="A2"><v>2125550123</v></c><c r="B2" s="1"><v>45413</v></c><c r="C2" s="2"><v>45413.5</v></c>'
        '<c r="D2" t="b"><v>1</v></c><c r="E2"><v>0.25</v></c><c r="F2" t="e"><v>#N/A</v></c>'
        '<c r="G2" t="inlineStr"><is><t>007</t></is></c>'
    )
    file.write_bytes(workbook(S=texts("A1", *"abcdefg") + f'<row r="2">{values}</row>'))
    [row] = read_rows(file, inspect_table(file))
    assert row.cells == ["2125550123", "2024-05-01", "2024-05-01 12:00:00", "TRUE", "0.25", "", "007"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2125550123.0, "2125550123"),
        (-3.0, "-3"),
        (1e20, "100000000000000000000"),
        (0.1 + 0.2, "0.3"),
        (1.5e-7, "0.00000015"),
        (datetime.date(2024, 5, 1), "2024-05-01"),
        (datetime.time(9, 30), "09:30:00"),
        (datetime.timedelta(hours=30), "1 day, 6:00:00"),
        (False, "FALSE"),
        ("  as it is ", "  as it is "),
    ],
)
def test_every_kind_of_value_has_a_text(value: object, text: str) -> None:
    assert as_text(value) == text


def test_a_long_workbook_is_read_to_its_end(file: Path) -> None:
    file.write_bytes(workbook(S="".join(texts(f"A{number}", f"n{number}", "Rome") for number in range(1, 5001))))
    rows = list(read_rows(file, inspect_table(file)))
    assert [len(rows), rows[-1]] == [4999, TableRow(5000, ["n5000", "Rome"])]


def test_a_reader_that_is_closed_early_leaves_no_process(file: Path) -> None:
    file.write_bytes(workbook(S="".join(texts(f"A{number}", f"n{number}") for number in range(1, 5001))))
    rows = read_rows(file, inspect_table(file))
    assert next(rows).number == 2
    rows.close()


def test_a_workbook_without_text_is_refused(file: Path) -> None:
    file.write_bytes(workbook(Notes="", Other=""))
    with pytest.raises(UnusableFile, match="This workbook holds no text"):
        inspect_table(file)


def test_one_cell_in_the_far_corner_does_not_eat_the_memory(file: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    file.write_bytes(workbook(S=texts("A1", "Name", "City") + far))
    with pytest.raises(UnusableFile, match="takes more memory or time"):
        inspect_table(file)


def test_too_many_columns_are_refused(file: Path) -> None:
    wide = "".join('<c t="inlineStr"><is><t>x</t></is></c>' for _ in range(501))
    file.write_bytes(workbook(S=f'<row r="1">{wide}</row>'))
    with pytest.raises(UnusableFile, match="501 columns"):
        inspect_table(file)


def opendocument(rows: str) -> bytes:
    names = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text")
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content{names}><office:body><office:spreadsheet>"
            f'<table:table table:name="S">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return data.getvalue()


def opendocument_row(*values: str, cell: str = "", row: str = "") -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string" {cell}><text:p>{escape(value)}</text:p></table:table-cell>'
        for value in values
    )
    return f"<table:table-row {row}>{cells}</table:table-row>"


def test_an_opendocument_sheet_is_read_too(file: Path) -> None:
    file.write_bytes(opendocument(opendocument_row("Name", "City") + opendocument_row("L'Oréal", "Paris")))
    shape = inspect_table(file)
    assert [shape.kind, shape.sheet, shape.header] == ["xlsx", "S", ["Name", "City"]]
    assert list(read_rows(file, shape)) == [TableRow(2, ["L'Oréal", "Paris"])]


def test_a_cell_that_repeats_itself_for_ever_does_not_eat_the_memory(file: Path) -> None:
    endless = opendocument_row(
        "x" * 1000,
        cell='table:number-columns-repeated="16000"',
        row='table:number-rows-repeated="1000000"',
    )
    file.write_bytes(opendocument(opendocument_row("Name", "City") + endless))
    with pytest.raises(UnusableFile, match="Save the sheet as CSV"):
        inspect_table(file)


def test_a_sheet_that_vanished_since_it_was_looked_at_is_a_sentence(file: Path) -> None:
    file.write_bytes(workbook(S=texts("A1", "Name") + texts("A2", "Ann")))
    shape = inspect_table(file)
    file.write_bytes(b"something else")
    with pytest.raises(UnusableFile, match="not a workbook that can be read"):
        list(read_rows(file, shape))


def test_a_cell_merged_over_rows_counts_for_each_of_them(file: Path) -> None:
    rows = (
        texts("B1", "Agencies")
        + texts("B2", "Agency", "Contact", "City")
        + texts("B3", "OMD", "Ann", "Rome")
        + texts("C4", "Bob")
        + texts("B6", "PHD", "Cy")
        + texts("C7", "Di")
    )
    file.write_bytes(workbook(S=rows + merged("B1:D1", "B3:B5", "D3:D4")))
    shape = inspect_table(file)
    assert shape.header == ["Agency", "Contact", "City"]
    assert [row.cells for row in read_rows(file, shape)] == [
        ["OMD", "Ann", "Rome"],
        ["OMD", "Bob", "Rome"],
        ["PHD", "Cy", ""],
        ["", "Di", ""],
    ]


def test_a_cover_sheet_is_passed_over_for_the_first_with_a_table(file: Path) -> None:
    cover = texts("A1", "Contacts of 2024") + texts("A2", "Do not pass on")
    file.write_bytes(workbook(Cover=cover, People=texts("A1", "Name", "City") + texts("A2", "Ann", "Rome")))
    assert inspect_table(file).sheet == "People"
    file.write_bytes(workbook(Names=cover, Empty=""))
    assert inspect_table(file).sheet == "Names"


def test_the_sheets_that_are_not_read_are_named(file: Path) -> None:
    people = texts("A1", "Name", "City") + texts("A2", "Ann", "Rome")
    file.write_bytes(workbook(People=people, Notes=texts("A1", "x"), Old=""))
    assert (inspect_table(file).sheet, inspect_table(file).other_sheets) == ("People", ["Notes", "Old"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_of_xml_are_refused_before_they_are_read(file: Path, encoding: str) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet/>'
    file.write_bytes(workbook(People=texts("A1", "Name", "City")))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/worksheets/sheet2.xml", laughs.encode(encoding))
    with pytest.raises(UnusableFile, match="declares entities"):
        inspect_table(file)


def test_a_workbook_of_thousands_of_parts_is_refused(file: Path) -> None:
    file.write_bytes(workbook(People=texts("A1", "Name", "City")))
    with zipfile.ZipFile(file, "a") as archive:
        for number in range(5_001):
            archive.writestr(f"xl/media/{number}", "")
    with pytest.raises(UnusableFile, match="5,0.. parts"):
        inspect_table(file)


def test_a_bomb_is_refused_at_once_by_what_it_unpacks_to(file: Path) -> None:
    file.write_bytes(workbook(People=texts("A1", "Name", "City")))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b" " * 60_000_000)
    assert file.stat().st_size < 200_000
    started = time.process_time()
    with pytest.raises(UnusableFile, match="unpacks to far more"):
        inspect_table(file)
    assert time.process_time() - started < 1
