"""What was exported comes in again unchanged: formulas are text on the way in and harmless on the way out."""

import csv
import io

import pytest

from dealmecca.directory.models import Company, Contact
from dealmecca.lib.csv_output import write_csv_row
from tests.imports.conftest import Importer

pytestmark = pytest.mark.django_db
NASTY = (
    "=1+1 Media",
    "+Brand+",
    "-5 Group",
    "@SUM(A1)",
    "'=1+1",
    "'tis Media",
    "＝1 Co",
)


def test_formulas_come_in_as_text_and_make_the_round_trip_unchanged(importer: Importer) -> None:
    rows = [["Name", "Title", "Company"]] + [[f"Maren Oduya{n}", text, text] for n, text in enumerate(NASTY)]
    plain = io.StringIO(newline="")
    csv.writer(plain).writerows(rows)
    importer(plain.getvalue().replace("'=1+1", "''=1+1"))  # as a spreadsheet that neutralises would send it
    first = stored()
    assert {title for title, _ in first} == set(NASTY)
    out = "".join(map(write_csv_row, [rows[0], *([f"Maren Oduya{n}", *pair] for n, pair in enumerate(first))]))
    cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "＝"))]
    report = importer(out)
    assert report["created"] == report["updated"] == {"companies": 0, "contacts": 0}
    assert stored() == first and Company.objects.count() == len(NASTY)


def stored() -> list[tuple[str, str]]:
    return list(Contact.objects.order_by("pk").values_list("title", "company__name"))
