"""The rows that were refused, as a file: it can be mended and imported again."""

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from dealmecca.directory.models import Contact, ExternalId
from dealmecca.imports.engine.columns import REASON_HEADER
from tests.imports.conftest import Importer
from tests.imports.generated_files import tables, undone

pytestmark = pytest.mark.django_db


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_it_carries_the_reason_and_the_cells_as_they_came(importer: Importer, tmp_path: Path) -> None:
    path = tmp_path / "refused.csv"
    importer('Full Name,Email,Notes\nAnn Lee,nowhere,"a, ""b""\nc"\nBob Ray,bob@x.example,\n', refused_to=path)
    header, row = read(path)
    assert header == [REASON_HEADER, "Full Name", "Email", "Notes"]
    assert row[0].startswith("Email: “nowhere”")
    assert row[1:] == ["Ann Lee", "nowhere", 'a, "b"\nc']


def test_formulas_are_neutralised_and_come_back_as_they_were(importer: Importer, tmp_path: Path) -> None:
    path = tmp_path / "refused.csv"
    importer("Full Name,Title,+Phone,Email\nAnn Lee,=SUM(A1),+1 212 555 0100,nowhere\n", refused_to=path)
    text = path.read_text("utf-8-sig")
    assert "'=SUM(A1)" in text and "'+1 212" in text and "'+Phone" in text
    path.write_text(text.replace("nowhere", "ann@x.example"))
    report = importer(path)
    assert report["refused"] == 0
    contact = Contact.objects.get()
    assert (contact.title, contact.phone) == ("=SUM(A1)", "+1 212 555 0100")
    assert report["mapping"]["+Phone"] == "contact.phone"


def test_a_mended_row_belongs_to_the_same_source(importer: Importer, tmp_path: Path) -> None:
    path = tmp_path / "refused.csv"
    importer("Record ID,Full Name,Email\n1,Ann Lee,ann@x.example\n2,Bob Ray,nowhere\n", refused_to=path)
    path.write_text(path.read_text("utf-8-sig").replace("nowhere", "bob@x.example"))
    report = importer(path)
    assert report["mapping"][REASON_HEADER] is None
    assert ExternalId.objects.values("source").distinct().count() == 1


def test_rows_refused_twice_carry_one_reason(importer: Importer, tmp_path: Path) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    importer("Full Name,Email\nAnn Lee,nowhere\n", refused_to=first)
    importer(first, refused_to=second)
    assert second.read_bytes() == first.read_bytes()


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(table=tables())
def test_refused_rows_are_refused_again_for_the_same_reasons(importer: Importer, tmp_path: Path, table: str) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    for path in (first, second):
        path.unlink(missing_ok=True)
    with undone():
        report = importer(table, refused_to=first)
        if not report["refused"]:
            assert not first.exists()
            return
        again = importer(first, refused_to=second, kind=report["kind"], mapping=report["mapping"])
        assert again["refused"] == again["rows"] == report["refused"]
        assert second.read_bytes() == first.read_bytes()
