"""`dealmecca import`: what it prints, and how it ends."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from dealmecca.directory.models import Company, Contact
from dealmecca.history.models import Change, Door
from dealmecca.imports.models import Import, ImportMark, State
from tests.imports.conftest import Importer

pytestmark = pytest.mark.django_db
CSV = "Name,Company,Email,Fax\nAnn Lee,Acme,ann@acme.example,1\nBob Ray,,bob,2\n"


def run(*arguments: str | Path) -> str:
    output = StringIO()
    call_command("import", *map(str, arguments), stdout=output)
    return output.getvalue()


def report_of(*arguments: str | Path) -> dict[str, Any]:
    return json.loads(run(*arguments, "--json"))


def test_the_report_is_the_promised_json(importer: Importer) -> None:
    report = report_of(importer.write(CSV))
    assert (report["rows"], report["refused"]) == (2, 1)
    assert report["created"] == {"companies": 1, "contacts": 1}
    assert report["updated"] == report["unchanged"] == {"companies": 0, "contacts": 0}
    assert report["mapping"] == {
        "Name": "contact.full_name",
        "Company": "company.name",
        "Email": "contact.email",
        "Fax": None,
    }
    [problem] = report["problems"]
    assert (problem["row"], problem["column"]) == (3, "Email") and "bob" in problem["reason"]


def test_history_says_that_an_import_wrote_it(importer: Importer) -> None:
    run(importer.write(CSV))
    item = Import.objects.get()
    assert (item.state, item.door, item.actor, item.rows_total) == (State.DONE, Door.CLI, None, 2)
    assert {(c.door, c.batch, c.actor) for c in Change.objects.all()} == {(Door.IMPORT, item.pk, None)}
    assert not ImportMark.objects.exists()


def test_a_dry_run_leaves_no_trace(importer: Importer) -> None:
    report = report_of(importer.write(CSV), "--dry-run")
    assert (report["dryRun"], report["created"]) == (True, {"companies": 1, "contacts": 1})
    assert not (Contact.objects.exists() or Company.objects.exists() or Import.objects.exists())


def test_people_read_a_table(importer: Importer) -> None:
    text = run(importer.write(CSV))
    assert "created" in text and "2 rows were read; 1 were refused." in text
    assert "First and last name (contact.full_name)" in text and "left out" in text
    assert "row 3: Email:" in text


def test_columns_are_mapped_by_hand(importer: Importer) -> None:
    path = importer.write("Security,Web,Kind\nAcme,acme.example,Retail\n")
    arguments = ("--map", "Security=company.name", "--map", "web=", "--map", "KIND=company.industry")
    assert report_of(path, *arguments)["mapping"] == {
        "Security": "company.name",
        "Web": None,
        "Kind": "company.industry",
    }
    company = Company.objects.get()
    assert (company.name, company.website, company.industry) == ("Acme", "", "RETAIL")


@pytest.mark.parametrize("target", ["contact.first_name", "contact.firstName", "firstName", "first_name"])
def test_targets_may_be_written_either_way(importer: Importer, target: str) -> None:
    path = importer.write("Rufname,Name\nAnn,Lee\n")
    assert report_of(path, "--map", f"Rufname={target}", "--dry-run")["mapping"]["Rufname"] == "contact.first_name"


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        ("Compnay=company.name", "There is no column 'Compnay'. Did you mean 'Company'?"),
        ("Company=company.nmae", "'company.nmae' is nothing a column can be. Did you mean 'company.name'"),
        ("Company", "is not of the form"),
        ("=company.name", "is not of the form"),
    ],
)
def test_a_typo_in_the_mapping_names_the_nearest(importer: Importer, mapping: str, sentence: str) -> None:
    with pytest.raises(CommandError) as refusal:
        run(importer.write(CSV), "--map", mapping)
    assert sentence in str(refusal.value)
    assert refusal.value.returncode == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 300, "This is a PNG image, not a table."),
        (b"", "This file is empty."),
        (b"foo,bar\n1,2\n", "No column seems to hold a company's or a person's name. The columns are 'foo', 'bar'."),
        (b"ann@acme.example,Ann Lee\n", "The first row looks like data"),
    ],
)
def test_an_unusable_file_is_one_sentence_and_exit_status_1(
    importer: Importer, capsys: Any, content: bytes, words: str
) -> None:
    output = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("import", str(importer.write(content)), "--json", stdout=output)
    assert refusal.value.returncode == 1
    assert words in str(refusal.value)
    assert json.loads(output.getvalue()) == {"error": str(refusal.value)}
    assert not Import.objects.exists()


def test_a_file_that_is_not_there_is_unusable(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no file") as refusal:
        run(tmp_path / "nowhere.csv")
    assert refusal.value.returncode == 1
    with pytest.raises(CommandError, match="is not a file"):
        run(tmp_path)


def test_refused_rows_are_no_failure(importer: Importer, tmp_path: Path) -> None:
    refused = tmp_path / "refused.csv"
    report = report_of(importer.write("Name,Email\n,x\nAnn,y\n"), "--refused-to", refused)
    assert report["refused"] == 2
    assert len(refused.read_text("utf-8-sig").splitlines()) == 3


def test_a_file_of_refused_rows_from_an_earlier_run_does_not_stay(importer: Importer, tmp_path: Path) -> None:
    refused = tmp_path / "refused.csv"
    refused.write_text("old")
    run(importer.write("Name\nAnn Lee\n"), "--refused-to", refused)
    assert not refused.exists()


def test_encoding_and_delimiter_can_be_told(importer: Importer) -> None:
    path = importer.write("Name\tCompany\nÉmile Roux\tCafé\n".encode("cp850"))
    report = report_of(path, "--encoding", "cp850", "--delimiter", "tab")
    assert (report["encoding"], report["delimiter"]) == ("cp850", "\t")
    assert (Contact.objects.get().first_name, Company.objects.get().name) == ("Émile", "Café")


@pytest.mark.parametrize(
    ("kind", "created"),
    [("companies", (1, 0)), ("contacts", (1, 1)), ("both", (1, 1)), ("auto", (1, 1))],
)
def test_the_kind_can_be_told(importer: Importer, kind: str, created: tuple[int, int]) -> None:
    report = report_of(importer.write("Name,Company\nAnn Lee,Acme\n,Acme\n"), "--kind", kind)
    assert (report["created"]["companies"], report["created"]["contacts"]) == created
    assert report["refused"] == (kind == "contacts")


def test_a_kind_for_which_there_is_no_column_is_unusable(importer: Importer) -> None:
    with pytest.raises(CommandError, match="a person's name"):
        run(importer.write("Company,City\nAcme,Austin\n"), "--kind", "contacts")


def test_record_ids_alone_need_a_column_of_them(importer: Importer) -> None:
    with pytest.raises(CommandError, match="no column holds them"):
        run(importer.write("Name\nAnn\n"), "--match", "external-id")
