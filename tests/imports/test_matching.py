"""Which company a row means: by the file's own id, or by name and place; and which company is above it."""

import pytest

from dealmecca.directory.models import Company, ExternalId
from dealmecca.history.models import Change, Verb
from tests.factories import make_company
from tests.imports.conftest import Importer, refusals

pytestmark = pytest.mark.django_db


# Companies


def test_names_that_are_only_written_differently_are_one_company(importer: Importer) -> None:
    make_company("The Coca-Cola Company", city="Atlanta", state="GA")
    report = importer("Company,City,State\ncoca cola,Atlanta,Georgia\nCoca-Cola Co.,Atlanta,\n")
    company = Company.objects.get()
    assert company.name == "The Coca-Cola Company"  # what is there is never rewritten
    assert set(company.aliases.values_list("name", flat=True)) == {"coca cola", "Coca-Cola Co."}
    assert report["updated"]["companies"] == 1


def test_case_and_punctuation_alone_make_no_other_name(importer: Importer) -> None:
    make_company("A. O. Smith")
    report = importer("Company\nA.O. SMITH\n")
    assert report["unchanged"]["companies"] == 1
    assert not Company.objects.get().aliases.exists()


def test_share_classes_are_one_company_under_both_names(importer: Importer) -> None:
    report = importer(
        "Symbol,Security,CIK\nGOOGL,Alphabet Inc. (Class A),1652044\nGOOG,Alphabet Inc. (Class C),1652044\n"
    )
    company = Company.objects.get()
    assert company.name == "Alphabet Inc. (Class A)"
    assert set(company.aliases.values_list("name", flat=True)) == {"Alphabet Inc. (Class C)", "GOOG", "GOOGL"}
    assert report["created"]["companies"] == 1


def test_another_city_is_another_office(importer: Importer) -> None:
    importer("Agency,City,State\nHalden,Austin,TX\nHalden,Chicago,IL\nHalden,Austin,Texas\n")
    assert sorted(Company.objects.values_list("city", flat=True)) == ["Austin", "Chicago"]


def test_149_offices_on_30_websites_stay_149_offices(importer: Importer) -> None:
    rows = [f"Brand {n % 30},City {n // 30},https://www.brand{n % 30}.example" for n in range(149)]
    report = importer("Agency,City,Website\n" + "\n".join(rows) + "\n")
    assert report["created"]["companies"] == Company.objects.count() == 149


def test_a_shared_domain_alone_never_makes_two_names_one(importer: Importer) -> None:
    make_company("Halden", website="https://halden.example")
    importer("Company,Website\nPike,https://halden.example\n")
    assert Company.objects.count() == 2


def test_a_company_without_a_place_is_filled_by_its_only_namesake(importer: Importer) -> None:
    make_company("Halden")
    importer("Company,City\nHalden,Austin\n")
    assert Company.objects.get().city == "Austin"


def test_a_company_without_a_place_is_not_the_office_where_there_are_several(importer: Importer) -> None:
    make_company("Halden")
    make_company("Halden", city="Chicago")
    importer("Company,City\nHalden,Austin\n")
    assert sorted(Company.objects.values_list("city", flat=True)) == ["", "Austin", "Chicago"]


@pytest.mark.parametrize(
    ("offices", "expected"),
    [
        ([("Austin", False), ("", False)], ""),  # the company as a whole
        ([("Austin", False), ("Chicago", True)], "Chicago"),  # the one above others
        ([("Austin", False), ("Chicago", False)], "Austin"),  # the oldest
    ],
)
def test_a_row_without_a_place_finds_the_likeliest_office(
    importer: Importer, offices: list[tuple[str, bool]], expected: str
) -> None:
    for city, has_children in offices:
        company = make_company("Halden", city=city)
        if has_children:
            make_company("Halden Labs", parent=company)
    importer("Company,Phone\nHalden,212-555-0100\n")
    assert Company.objects.get(phone="212-555-0100").city == expected
    assert Company.objects.filter(name="Halden").count() == 2


@pytest.mark.parametrize(
    ("name", "alias", "written", "is_found"),
    [
        ("Procter & Gamble", "P&G", "P&G", True),
        ("OMD Worldwide", "OMD", "OMD", True),
        ("Batten, Barton, Durstine & Osborn", "BBDO", "BBDO", True),
        ("Halden", "Halden Media Group", "Halden Media Group", True),
        ("Welltower", "WELL", "Well", False),  # a ticker is somebody else's name
        ("Caterpillar", "CAT", "CAT", False),
    ],
)
def test_another_name_finds_the_company_where_it_is_telling(
    importer: Importer, name: str, alias: str, written: str, is_found: bool
) -> None:
    make_company(name, aliases=[alias])
    importer(f"Company\n{written}\n")
    assert Company.objects.count() == (1 if is_found else 2)


def test_the_files_own_id_finds_a_company_that_was_renamed(importer: Importer) -> None:
    importer("Record ID,Company name\n7,Halden\n")
    report = importer("Record ID,Company name\n7,Oduya Group\n")
    company = Company.objects.get()
    assert (company.name, list(company.aliases.values_list("name", flat=True))) == ("Oduya Group", ["Halden"])
    assert report["updated"]["companies"] == 1
    change = Change.objects.get(verb=Verb.EDIT)
    assert change.fields["name"] == ["Halden", "Oduya Group"]


def test_two_ids_of_one_source_are_two_companies(importer: Importer) -> None:
    importer("Record ID,Company name\n7,Halden\n8,Halden\n")
    assert Company.objects.count() == 2


def test_an_id_that_two_lists_use_for_different_companies_is_refused(importer: Importer) -> None:
    importer("ID,Company,City\n1,Halden,Austin\n")
    report = importer("ID,Company,City\n1,Oduya,Reno\n2,Pike,Reno\n")
    assert "The record id '1' belongs to Halden in Austin" in refusals(report)[2]
    assert report["created"]["companies"] == 1
    assert importer("ID,Company,City\n1,Oduya,Reno\n", source="their CRM")["created"]["companies"] == 1
    assert Company.objects.count() == 3


def test_with_external_ids_alone_names_do_not_matter(importer: Importer) -> None:
    make_company("Halden", city="Austin")
    report = importer("ID,Company,City\n1,Halden,Austin\n,Pike,Reno\n", match="external-id")
    assert Company.objects.filter(name="Halden").count() == 2
    assert "only record ids count" in refusals(report)[3]
    importer("ID,Company,City\n1,Oduya,Reno\n", match="external-id")
    assert Company.objects.filter(name="Oduya", city="Reno").count() == 1
    assert ExternalId.objects.count() == 1


def test_next_months_export_of_one_layout_keeps_its_ids(importer: Importer) -> None:
    importer("Record ID,Company name,City\n7,Halden,Austin\n")
    importer("City,Record ID,Company name\nAustin,7,Halden International\n")
    assert Company.objects.get().name == "Halden International"


# The place of a company, and what stands above it


def test_a_company_that_moved_does_not_keep_the_old_street(importer: Importer) -> None:
    importer("Record ID,Company name,Address,City,State\n7,Halden,1 High St,Austin,TX\n")
    importer("Record ID,Company name,Address,City,State\n7,Halden,,Reno,\n")
    company = Company.objects.get()
    assert (company.city, company.state, company.address) == ("Reno", "", "")


def test_parents_are_found_or_made_by_name(importer: Importer) -> None:
    make_company("Oduya Group", company_type="HOLDING_COMPANY")
    report = importer("Agency,City,Parent Company\nHalden,Austin,Oduya Group\nPike,Reno,Kestrel\nZed,Reno,Zed\n")
    parents = {c.name: c.parent.name if c.parent else "" for c in Company.objects.select_related("parent")}
    assert parents == {"Oduya Group": "", "Halden": "Oduya Group", "Kestrel": "", "Pike": "Kestrel", "Zed": ""}
    assert report["created"]["companies"] == 4
    assert importer("Agency,City,Parent Company\nPike,Reno,Kestrel\n")["unchanged"]["companies"] == 2


def test_offices_below_a_company_of_their_own_name(importer: Importer) -> None:
    importer("Agency,City,Parent Company\nHalden,,\nHalden,Austin,Halden\nHalden,Reno,Halden\n")
    top = Company.objects.get(city="")
    assert sorted(top.children.values_list("city", flat=True)) == ["Austin", "Reno"]


def test_a_row_that_would_close_a_circle_is_refused(importer: Importer) -> None:
    report = importer("Company,Parent Company\nA Media,B Media\nB Media,C Media\nC Media,A Media\n")
    assert refusals(report) == {4: "C Media cannot be below A Media, which is below it already."}
    holding = make_company("Holding")
    make_company("Agency", parent=make_company("Network", parent=holding))
    report = importer("Company,Parent Company\nHolding,Agency\n")
    assert "cannot be below" in refusals(report)[2]
