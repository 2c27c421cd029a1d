"""`dealmecca quality duplicates`: from a file through the directory to a file of pairs."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from bench.duplicates.companies import COLUMNS as OFFICE_COLUMNS
from bench.duplicates.companies import WORKSHOP as COMPANIES
from bench.duplicates.companies import draw_companies
from bench.duplicates.companies import workshop as spoil_company
from bench.duplicates.people import COLUMNS, draw
from bench.duplicates.scoring import score
from bench.duplicates.slips import WORKSHOP, workshop
from dealmecca.directory.models import Contact
from dealmecca.quality.matching.finding import Pair

pytestmark = pytest.mark.django_db


def pairs_of(kind: str, out: Path) -> list[Pair]:
    call_command("quality", "duplicates", "--kind", kind, "--out", str(out), stdout=StringIO())
    with out.open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    assert header == ["id_a", "id_b", "confidence", "label"]
    return [Pair(a, b, float(confidence), label) for a, b, confidence, label in lines]


def import_table(path: Path, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *rows])
    call_command("import", str(path), "--match", "external-id", stdout=StringIO())


def test_people_come_out_as_their_own_ids(tmp_path: Path) -> None:
    drawn = draw(500, 3, WORKSHOP, workshop)
    import_table(tmp_path / "people.csv", COLUMNS, [row.cells() for row in drawn.rows])
    assert Contact.objects.count() == len(drawn.rows)
    found = score(pairs_of("contacts", tmp_path / "pairs.csv"), drawn.duplicates, drawn.moves)
    assert found.f1 >= 0.93
    assert found.sure_precision >= 0.98
    assert found.move_f1 >= 0.9


def test_companies_come_out_as_their_own_ids(tmp_path: Path) -> None:
    drawn = draw_companies(400, 3, COMPANIES, spoil_company)
    import_table(tmp_path / "companies.csv", OFFICE_COLUMNS, [row.cells() for row in drawn.rows])
    found = pairs_of("companies", tmp_path / "pairs.csv")
    assert score(found, drawn.duplicates, set()).f1 >= 0.93
    assert {pair.label for pair in found} == {"duplicate", "office"}


def test_records_without_an_id_of_another_system_come_out_as_ours(tmp_path: Path) -> None:
    for _ in range(2):
        Contact.objects.create(
            first_name="Margit", last_name="Quist", name_key="margit quist", email="m@halden.example"
        )
    [pair] = pairs_of("contacts", tmp_path / "pairs.csv")
    assert {pair.id_a, pair.id_b} == set(Contact.objects.values_list("pk", flat=True))


def test_an_empty_directory_gives_a_header(tmp_path: Path) -> None:
    assert pairs_of("contacts", tmp_path / "pairs.csv") == pairs_of("companies", tmp_path / "pairs.csv") == []


def test_a_file_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("quality", "duplicates", "--kind", "contacts", "--out", str(tmp_path / "no" / "pairs.csv"))
