"""Which record a row means: by the file's own id, by name and place, by address and name, by name at a company."""

import pytest

from dealmecca.directory.models import Company, Contact, ExternalId
from dealmecca.history.models import Change, Verb
from tests.factories import make_company, make_contact
from tests.imports.conftest import Importer, refusals, warnings

pytestmark = pytest.mark.django_db


def people() -> list[tuple[str, str]]:
    """(name, company) of everybody."""
    rows = Contact.objects.select_related("company").order_by("first_name", "last_name", "pk")
    return [(contact.full_name, contact.company.name if contact.company else "") for contact in rows]


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


# People


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


def test_with_external_ids_alone_the_same_person_twice_is_two_records(importer: Importer) -> None:
    table = "ID,Full Name,Email,Company\na,Ann Lee,ann@x.example,Acme\nb,Ann Lee,ann@x.example,Acme\n"
    assert importer(table, match="external-id")["created"] == {"companies": 1, "contacts": 2}
    assert importer(table, match="external-id")["unchanged"] == {"companies": 1, "contacts": 2}


# What a row changes


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
