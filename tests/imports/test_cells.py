"""Cells as programs and people fill them: formulas, invisible characters, several values, words for nothing."""

from pathlib import Path

import pytest

from dealmecca.directory.models import Company, Contact
from tests.imports.conftest import Importer, refusals, warnings

pytestmark = pytest.mark.django_db


def people() -> list[tuple[str, str, str, str]]:
    return list(Contact.objects.order_by("pk").values_list("first_name", "last_name", "email", "phone"))


def test_formulas_that_hold_a_text_or_a_link_are_what_the_spreadsheet_shows(importer: Importer) -> None:
    text = (
        "Company,Website,Contact,Email\n"
        '"=""Zed""","=HYPERLINK(""http://zed.example"",""our site"")",Ann Lee,'
        '"=HYPERLINK(""mailto:ann@zed.example"";""write"")"\n'
    )
    report = importer(text)
    assert not report["problems"]
    company = Company.objects.get()
    assert (company.name, company.website) == ("Zed", "http://zed.example")
    assert people() == [("Ann", "Lee", "ann@zed.example", "")]
    assert importer(text)["created"] == {"companies": 0, "contacts": 0}


def test_characters_that_nobody_sees_do_not_make_another_person(importer: Importer) -> None:
    report = importer(
        "\u200bName,Company,Email\n\u200bAnn\u00a0Lee,Ac\u00adme,\u200eann@acme.example\u202c\n"
        "Ann Lee,Acme,ann@acme.example\n"
    )
    assert report["created"] == {"companies": 1, "contacts": 1} and not report["problems"]
    assert people() == [("Ann", "Lee", "ann@acme.example", "")]
    assert Company.objects.get().name == "Acme"


@pytest.mark.parametrize(
    ("email", "phone", "kept"),
    [
        ("ann@a.example; lee@a.example", "212-555-0101 / 917-555-0199", ("ann@a.example", "212-555-0101")),
        ("ann@a.example ::: lee@a.example", "212-555-0101 or 917-555-0199", ("ann@a.example", "212-555-0101")),
        ("Ann <ann@a.example>, Lee <lee@a.example>", "0, 917-555-0199", ("ann@a.example", "917-555-0199")),
        ("ann@a.example, lee@a.example", "o: 212-555-0101; c: 917-555-0199", ("ann@a.example", "212-555-0101")),
    ],
)
def test_the_first_of_several_addresses_is_taken_and_the_others_reported(
    importer: Importer, email: str, phone: str, kept: tuple[str, str]
) -> None:
    report = importer(f'Name,Email,Phone\nAnn Lee,"{email}","{phone}"\n')
    assert not refusals(report)
    assert people() == [("Ann", "Lee", *kept)]
    assert warnings(report) == [(2, "Email"), (2, "Phone")]
    assert "lee@a.example" in report["problems"][0]["reason"]


@pytest.mark.parametrize("phone", ["212-555-0101 (mobile)", "212-555-0101 ext. 4", "0711/123457"])
def test_a_note_beside_an_address_or_number_does_not_lose_the_person(importer: Importer, phone: str) -> None:
    report = importer(f"Name,Email,Phone\nAnn Lee,ann@a.example (work),{phone}\n")
    assert not report["problems"]
    assert people() == [("Ann", "Lee", "ann@a.example", phone.removesuffix(" (mobile)"))]


def test_words_for_nothing_are_no_names(importer: Importer) -> None:
    report = importer(
        "First Name,Last Name,Company,Parent Company,Phone\nAnn,Lee,NULL,,TBD\nUnknown,Unknown,Acme,Independent,0\n"
        "TBD,,Zed,none,\nJennifer,Null,,,\nNULL,NULL,nan,,212-555-0101\n"
    )
    assert list(refusals(report)) == [6]
    assert people() == [("Ann", "Lee", "", ""), ("Jennifer", "Null", "", "")]
    assert sorted(Company.objects.values_list("name", flat=True)) == ["Acme", "Zed"]


def test_sums_notes_and_repeated_headers_are_no_records(importer: Importer, tmp_path: Path) -> None:
    refused = tmp_path / "refused.csv"
    report = importer(
        "Company,City\nAcme,Austin\nCompany,City\nTotal Media,\nCopyright Agency,\nTotal: 2,\n"
        "Confidential Information - Do Not Distribute,\nCopyright (c) 2024 crm.example,\n",
        refused_to=refused,
    )
    assert sorted(Company.objects.values_list("name", flat=True)) == ["Acme", "Copyright Agency", "Total Media"]
    assert refusals(report) == {
        3: "The row repeats the names of the columns.",
        **dict.fromkeys((6, 7, 8), "This is a sum or a note below the table, not a record."),
    }
    again = importer(refused)  # as it was handed out: the reasons in it make no record of them either
    assert (again["rows"], again["refused"]) == (4, 4)


@pytest.mark.parametrize("size", ["1250", "1,250", "1.250", "1'250", "1250.0"])
def test_a_number_of_employees_is_read_however_it_is_written(importer: Importer, size: str) -> None:
    importer(f'Company,Employees\nAcme,"{size}"\n')
    assert Company.objects.get().size == "1001-5000"
