"""Files that are no tables: each is refused in one clear sentence that names what it is."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from dealmecca.lib.tables import UnusableFile, inspect_table


def zipped(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return data.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(100), "This is a PNG image, not a table."),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(50), "This is a JPEG image, not a table."),
        (b"GIF89a\x01\x00\x01\x00" + bytes(50), "This is a GIF image, not a table."),
        (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "This is a PDF document, not a table."),
        (b"{\\rtf1\\ansi hello}", "This is an RTF document, not a table."),
        (gzip.compress(b"Name,City\nAnn,Rome\n", mtime=0), "This is a gzip archive, not a table."),
        (b"SQLite format 3\x00" + bytes(100), "This is an SQLite database, not a table."),
        (b"<table><tr><td>Name</td></tr>", "This is a web page, not a table."),
        (b"<!DOCTYPE html><html><table><tr><td>Name", "This is a web page, not a table."),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "This is an XML document, not a table."),
        (b'{"name": "Ann"}', "This is a JSON document, not a table."),
        (b'[\n  {"name": "Ann"}]', "This is a JSON document, not a table."),
        (bytes(range(256)) * 20, "This is a file of binary data, not a table."),
        (bytes(1000), "This is a file of binary data, not a table."),
        (b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(40), "This is an image, a sound or a film, not a table."),
        (zipped("a.txt"), "This is a ZIP archive, not a table."),
        (zipped("word/document.xml"), "This is a Word document, not a table."),
        (zipped("ppt/presentation.xml"), "This is a PowerPoint presentation, not a table."),
        (zipped("Index/Document.iwa"), "This is a document of Apple Numbers, Pages or Keynote, not a table."),
        (b"PK\x03\x04" + bytes(200), "This file is a damaged workbook or ZIP archive."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "This is not a workbook that can be read"),
        (zipped("xl/workbook.xml"), "This is not a workbook that can be read"),
        (zipped("mimetype", "content.xml"), "This is not a workbook that can be read"),
    ],
)
def test_it_says_what_the_file_seems_to_be(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    with pytest.raises(UnusableFile) as refusal:
        inspect_table(path)
    assert str(refusal.value).startswith(sentence)
    assert str(refusal.value).endswith("try again.")


def test_a_zip_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(20_000_000))
    with pytest.raises(UnusableFile, match="unpacks to far more than it should"):
        inspect_table(path)


def test_a_file_beyond_the_size_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("wb") as file:
        file.write(b"Name,City\n" * 10_000)
        file.truncate(201 * 1024 * 1024)
    with pytest.raises(UnusableFile, match="This file has 201 MB; 200 MB is the most"):
        inspect_table(path)


@pytest.mark.parametrize("header", ["ID3,Name,City", "GIF8,Name", "PAR1;x", "Nameftyp,x", "RIFF,x", "BZh,x"])
def test_a_header_that_begins_like_a_signature_is_still_a_table(tmp_path: Path, header: str) -> None:
    path = tmp_path / "odd.csv"
    path.write_text(f"{header}\n1,2,3\n")
    assert inspect_table(path).header
