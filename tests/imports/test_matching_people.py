"""Which person a row means: by the file's own id, by address and name, by name at a company."""

import pytest

from dealmecca.directory.models import Company, Contact
from dealmecca.history.models import Change, Verb
from tests.factories import make_company, make_contact
from tests.imports.conftest import Importer, refusals

pytestmark = pytest.mark.django_db


def people() -> list[tuple[str, str]]:
    """(name, company) of everybody."""
    rows = Contact.objects.select_related("company").order_by("first_name", "last_name", "pk")
    return [(contact.full_name, contact.company.name if contact.company else "") for contact in rows]


def test_a_person_is_found_by_address_and_name(importer: Importer) -> None:
    make_contact("Robert Lee", make_company("Halden"), email="bob@halden.example")
    report = importer("Full Name,Email,Company,Job Title\nBob Lee,BOB@halden.example,Halden,VP\n")
    contact = Contact.objects.get()
    assert (contact.title, contact.seniority) == ("VP", "VP")
    assert report["updated"]["contacts"] == 1


@pytest.mark.parametrize("email", ["info@halden.example", "team@halden.example"])
def test_an_address_that_several_share_is_several_people(importer: Importer, email: str) -> None:
    report = importer(f"Full Name,Email,Company\nAnn Lee,{email},Halden\nBob Ray,{email},Halden\n")
    assert report["created"]["contacts"] == 2
    assert importer(f"Full Name,Email,Company\nBob Ray,{email},Halden\n")["unchanged"]["contacts"] == 1


def test_a_role_mailbox_alone_identifies_nobody(importer: Importer) -> None:
    make_contact("Ann Lee", make_company("Halden"), email="info@halden.example")
    importer("Full Name,Email,Company\nAnn Lee,info@halden.example,Pike\n")
    assert people() == [("Ann Lee", "Halden"), ("Ann Lee", "Pike")]


def test_father_and_son_are_two(importer: Importer) -> None:
    importer("Full Name,Email,Company\nJohn Lee,lee@halden.example,Halden\nJohn Lee Jr,lee@halden.example,Halden\n")
    assert Contact.objects.count() == 2


def test_two_own_addresses_of_one_name_at_one_company_are_two_people(importer: Importer) -> None:
    importer("Full Name,Email,Company\nJohn Lee,john@halden.example,Halden\nJohn Lee,john2@halden.example,Halden\n")
    assert Contact.objects.count() == 2


def test_a_new_address_elsewhere_is_the_same_person(importer: Importer) -> None:
    make_contact("John Lee", make_company("Halden"), email="john@gmail.com")
    importer("Full Name,Email,Company\nJohn Lee,john@halden.example,Halden\n")
    assert Contact.objects.get().email == "john@halden.example"


def test_a_person_is_found_by_name_at_the_company_only(importer: Importer) -> None:
    make_contact("Ann Lee", make_company("Halden"))
    importer("Full Name,Company,Phone\nann lee,HALDEN INC,212-555-0100\nAnn Lee,Pike,\n")
    assert people() == [("Ann Lee", "Halden"), ("Ann Lee", "Pike")]
    assert Contact.objects.get(company__name="Halden").phone == "212-555-0100"


def test_a_row_without_a_place_finds_the_person_in_any_office(importer: Importer) -> None:
    make_company("Halden", city="Austin")
    make_contact("Ann Lee", make_company("Halden", city="Reno"), email="ann@halden.example")
    for table in (
        "Full Name,Company\nAnn Lee,Halden\n",
        "Full Name,Email,Company\nAnn Lee,ann@halden.example,Halden\n",
    ):
        report = importer(table)
        assert report["unchanged"]["contacts"] == 1
    assert Contact.objects.get().company == Company.objects.get(city="Reno")


def test_somebody_at_another_company_has_moved_there(importer: Importer) -> None:
    make_contact("Ann Lee", make_company("Halden"), email="ann@lee.example")
    importer("Full Name,Email,Company\nAnn Lee,ann@lee.example,Pike\n")
    assert people() == [("Ann Lee", "Pike")]
    change = Change.objects.get(record_kind="contact", verb=Verb.EDIT)
    assert change.fields["company"] == ["Halden", "Pike"]


def test_people_of_no_company_are_found_again(importer: Importer) -> None:
    table = "Full Name,Phone\nAnn Lee,212-555-0100\n"
    importer(table)
    assert importer(table)["unchanged"]["contacts"] == 1


def test_the_files_own_id_finds_a_person_who_changed_everything(importer: Importer) -> None:
    importer("Record ID,Full Name,Company\n7,Ann Lee,Halden\n")
    importer("Record ID,Full Name,Company\n7,Ann Ray,Pike\n")
    assert people() == [("Ann Ray", "Pike")]


def test_an_id_that_two_lists_use_for_different_people_is_refused(importer: Importer) -> None:
    importer("ID,Full Name,Email\n1,Ann Lee,ann@lee.example\n")
    report = importer("ID,Full Name,Email\n1,Bob Ray,bob@ray.example\n")
    assert "The record id '1' belongs to Ann Lee (ann@lee.example)" in refusals(report)[2]
    report = importer("ID,Full Name,Email\n1,Bob Ray,bob@ray.example\n", match="external-id")
    assert report["updated"]["contacts"] == 1


def test_with_external_ids_alone_nobody_is_put_into_an_office_that_was_not_written(importer: Importer) -> None:
    importer(
        "ID,Full Name,Company,City\n1,Ann Lee,Halden,Austin\n2,Bob Ray,Halden,\n"
        "3,Cy Fox,Halden,Reno\n4,Di Orr,Halden,\n",
        match="external-id",
    )
    at = Contact.objects.order_by("first_name").values_list("company__city", flat=True)
    assert list(at) == ["Austin", "", "Reno", ""]
    assert Company.objects.count() == 3


def test_with_external_ids_alone_the_same_person_twice_is_two_records(importer: Importer) -> None:
    table = "ID,Full Name,Email,Company\na,Ann Lee,ann@x.example,Acme\nb,Ann Lee,ann@x.example,Acme\n"
    assert importer(table, match="external-id")["created"] == {"companies": 1, "contacts": 2}
    assert importer(table, match="external-id")["unchanged"] == {"companies": 1, "contacts": 2}


def test_a_column_with_jr_tells_father_from_son(importer: Importer) -> None:
    table = "First Name,Last Name,Suffix,Company\nBob,Ray,Jr.,Halden\nBob,Ray,,Halden\nAnn,Lee,MBA,Halden\n"
    importer(table)
    assert [name for name, _ in people()] == ["Ann Lee", "Bob Ray", "Bob Ray Jr."]
    assert importer(table)["unchanged"]["contacts"] == 3
