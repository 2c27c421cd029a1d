"""What a row changes on a record that is there already."""

import pytest

from dealmecca.directory.models import Company, Contact
from dealmecca.history.models import Change, Verb
from tests.factories import make_company, make_contact
from tests.imports.conftest import Importer, warnings

pytestmark = pytest.mark.django_db


def test_what_differs_is_overwritten_and_what_is_empty_erases_nothing(importer: Importer) -> None:
    company = make_company("Halden", city="Austin", phone="212-555-0100", website="https://halden.example")
    make_contact("Ann Lee", company, email="ann@halden.example", title="Buyer", phone="212-555-0111")
    importer(
        "Full Name,Email,Job Title,Phone,Company,City,Company Phone\n"
        "Ann Lee,ann@halden.example,Media Director,,Halden,Austin,212-555-0199\n"
    )
    contact = Contact.objects.get()
    company.refresh_from_db()
    assert (contact.title, contact.phone) == ("Media Director", "212-555-0111")
    assert (company.phone, company.website) == ("212-555-0199", "https://halden.example")
    change = Change.objects.filter(record_kind="contact", verb=Verb.EDIT).get()
    assert change.fields["title"] == ["Buyer", "Media Director"]


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [("state", "Minnesota", "MN"), ("phone", "(504) 555-0127", "504-555-0127"), ("city", "Saint Paul", "St. Paul")],
)
def test_another_way_of_writing_the_same_is_no_change(importer: Importer, field: str, old: str, new: str) -> None:
    make_company("Halden", **{field: old})
    header = {"state": "State", "phone": "Phone", "city": "City"}[field]
    assert importer(f"Company,{header}\nHalden,{new}\n")["unchanged"]["companies"] == 1
    assert getattr(Company.objects.get(), field) == old


def test_an_initial_does_not_replace_a_name_and_a_name_replaces_an_initial(importer: Importer) -> None:
    make_contact("John Lee", make_company("Halden"), email="john@halden.example")
    importer("First Name,Last Name,Email\nJ.,Lee,john@halden.example\n")
    assert Contact.objects.get().full_name == "John Lee"
    importer("First Name,Last Name,Email\nR.,Ray,ray@halden.example\nRobert,Ray,ray@halden.example\n")
    assert Contact.objects.get(last_name="Ray").first_name == "Robert"


def test_seniority_follows_the_title_unless_somebody_set_it(importer: Importer) -> None:
    company = make_company("Halden")
    make_contact("Ann Lee", company, title="Media Planner")
    make_contact("Bob Ray", company, title="Media Planner", seniority="DIRECTOR")
    importer("Full Name,Company,Job Title\nAnn Lee,Halden,VP Media\nBob Ray,Halden,VP Media\n")
    assert list(Contact.objects.order_by("first_name").values_list("seniority", flat=True)) == ["VP", "DIRECTOR"]


def test_an_unknown_value_stands_beside_the_known_one(importer: Importer) -> None:
    make_company("Halden", industry="RETAIL")
    importer("Company,Industry\nHalden,Sorcery\n")
    assert Company.objects.values_list("industry", "industry_text").get() == ("RETAIL", "Sorcery")


def test_the_first_of_two_contradicting_rows_counts_and_the_second_is_reported(importer: Importer) -> None:
    table = "Company,Phone,City\nHalden,212-555-0100,Austin\nHalden,212-555-0199,Austin\n"
    report = importer(table)
    assert Company.objects.get().phone == "212-555-0100"
    assert warnings(report) == [(3, "Phone")]
    assert importer(table)["unchanged"]["companies"] == 1


def test_a_record_counts_once_however_many_rows_name_it(importer: Importer) -> None:
    rows = "".join(f"Person{n} Lee,Halden\n" for n in range(70))
    report = importer("Full Name,Company\n" + rows)
    assert report["created"] == {"companies": 1, "contacts": 70}
    assert report["rowOutcomes"] == {"created": 70, "updated": 0, "unchanged": 0, "refused": 0}
