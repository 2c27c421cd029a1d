"""Rows as they come: what is taken over as written, what is refused and why, what is only doubtful."""

import pytest

from dealmecca.directory.models import Company, Contact
from tests.imports.conftest import Importer, refusals, warnings

pytestmark = pytest.mark.django_db
ODD_NAMES = [
    "7-Eleven",
    "1-800-Flowers",
    "3M",
    "72andSunny",
    "L'Oréal",
    "Benton, John B Jr",
    "AT&T",
    "Yahoo!",
    "+Company+",
]


def test_company_names_survive_as_written(importer: Importer) -> None:
    importer("Company,City\n" + "".join(f'"{name}",Austin\n' for name in ODD_NAMES))
    assert sorted(Company.objects.values_list("name", flat=True)) == sorted(ODD_NAMES)


def test_a_name_is_never_made_up(importer: Importer) -> None:
    report = importer(
        "First Name,Last Name,Email,Title,Company\n,,,,Acme\n,,ann@acme.example,VP,Acme\n,Lee,,,Acme\nAnn,,,,Acme\n"
    )
    assert list(refusals(report)) == [3]
    assert "There is no name for the person" in refusals(report)[3]
    assert sorted(Contact.objects.values_list("first_name", "last_name")) == [("", "Lee"), ("Ann", "")]
    assert report["created"] == {"companies": 1, "contacts": 2}


def test_a_refused_row_leaves_nothing_behind(importer: Importer) -> None:
    report = importer(
        "Name,Email,Company,Website\nAnn Lee,nowhere,Acme,\nBob Ray,b@x.example,Zed,javascript:alert(1)\n"
    )
    assert refusals(report) == {
        2: "“nowhere” is not an email address. An email address must have an @-sign.",
        3: "“javascript:alert(1)” is not a web address: it must start with https:// or http://.",
    }
    assert not Company.objects.exists() and not Contact.objects.exists()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Ann Lee,ann@acme.example,Acme,Austin,TX", "The row has 5 cells, the header 4: is a comma unquoted?"),
        ('Ann Lee,"ann@acme.example,Acme,Austin', "quotation mark"),
        ("Ann \ufffd Lee,,,", "not readable in the file's encoding"),
        (f"{'A' * 121} Lee,,,", "121 characters long; 120 is the most"),
        ("-,ann@acme.example,,", "There is no name for the person of “Email”"),
    ],
)
def test_broken_rows_are_refused_with_a_reason_and_the_others_come_in(
    importer: Importer, row: str, reason: str
) -> None:
    report = importer(f"Full Name,Email,Company,City\nBob Ray,,,\n{row}\nZoe Fox,,,\n")
    assert list(refusals(report)) == [3]
    assert reason in refusals(report)[3]
    assert sorted(Contact.objects.values_list("last_name", flat=True)) == ["Fox", "Ray"]
    assert (report["rows"], report["refused"]) == (3, 1)


def test_ragged_and_empty_rows(importer: Importer) -> None:
    report = importer("Full Name,Email,Company\nBob Ray\n,,\n\nAnn Lee,,Acme,,\n")
    assert (report["rows"], report["refused"], report["created"]["contacts"]) == (2, 0, 2)


def test_a_row_that_says_nothing_in_the_mapped_columns_is_refused(importer: Importer) -> None:
    report = importer("Company,Notes\n,hello\nAcme,\n")
    assert refusals(report) == {2: "The row says nothing in “Company”."}


def test_company_cells_without_a_name_do_not_cost_the_person(importer: Importer) -> None:
    report = importer("Full Name,Company,City\nAnn Lee,,Austin\n,,Austin\n")
    assert refusals(report) == {3: "There is no company name beside “City”."}
    assert warnings(report) == [(2, None)]
    assert Contact.objects.get().company is None


def test_placeholders_are_no_values(importer: Importer) -> None:
    report = importer(
        "Full Name,Email,Phone,Company,City\n"
        "Ann Lee,noemail@noemail.com,000-000-0000,Acme,N/A\n"
        "Bob Null,n/a,-,null,None\n"
    )
    ann, bob = Contact.objects.order_by("first_name")
    assert (ann.email, ann.phone, ann.company and ann.company.city) == ("", "", "")
    assert bob.last_name == "Null"
    assert bob.company is None
    assert warnings(report) == [(2, "Phone"), (2, "Email")] or warnings(report) == [(2, "Email"), (2, "Phone")]


def test_full_names_are_taken_apart(importer: Importer) -> None:
    importer('Full Name\n"SMITH, John A."\nCher\nMaria de la Cruz\n')
    assert sorted(Contact.objects.values_list("first_name", "last_name")) == [
        ("Cher", ""),
        ("John A.", "SMITH"),
        ("Maria", "de la Cruz"),
    ]


def test_city_and_state_in_one_cell_are_split(importer: Importer) -> None:
    importer('Company,Location\nAcme,"Saint Paul, Minnesota"\nZed,"Dublin, Ireland"\n')
    acme, zed = Company.objects.order_by("name")
    assert (acme.city, acme.state, acme.location) == ("Saint Paul", "Minnesota", "Saint Paul, Minnesota")
    assert (zed.city, zed.country) == ("Dublin", "Ireland")


def test_values_of_a_vocabulary_are_one_however_they_are_written(importer: Importer) -> None:
    importer("Company,Company Type,Employees\nA,Agency ,51-200\nB,AGENCY,120\nC,agency,51 to 200\n")
    assert set(Company.objects.values_list("company_type", "size")) == {("AGENCY", "51-200")}


def test_unknown_values_are_kept_beside_the_field_and_counted(importer: Importer) -> None:
    report = importer(
        "Full Name,Seniority,Company,Industry\nAnn Lee,Grand Vizier,Acme,Sorcery\nBob Ray,VP,Zed,Sorcery\n"
    )
    assert report["unknownValues"] == {"seniority": {"Grand Vizier": 1}, "industry": {"Sorcery": 2}}
    assert report["refused"] == 0
    ann = Contact.objects.get(first_name="Ann")
    assert (ann.seniority, ann.seniority_text) == ("", "Grand Vizier")
    assert ann.company and (ann.company.industry, ann.company.industry_text) == ("", "Sorcery")


def test_several_names_and_domains_in_one_cell(importer: Importer) -> None:
    importer("Company,Domain,Other Names\nAcme,acme.example; www.acme.test,Acme Media | ACM\n")
    company = Company.objects.get()
    assert set(company.domains.values_list("domain", flat=True)) == {"acme.example", "acme.test"}
    assert set(company.aliases.values_list("name", flat=True)) == {"Acme Media", "ACM"}


def test_a_handle_is_an_address(importer: Importer) -> None:
    importer("Full Name,Twitter\nAnn Lee,@ann_lee\n")
    assert Contact.objects.get().twitter_url == "https://x.com/ann_lee"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters(importer: Importer, encoding: str, delimiter: str) -> None:
    rows = [["Full Name", "Company", "City"], ["Émile Roux", '"Acme\nMedia"', "Zürich"], ["Ann Lee", "Zed", "Reno"]]
    importer("\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
    assert Contact.objects.get(first_name="Émile").company == Company.objects.get(name="Acme Media", city="Zürich")


def test_problems_are_listed_up_to_a_thousand_and_counted_beyond(importer: Importer) -> None:
    report = importer("Full Name,Email\n" + "Ann Lee,ann@acme.example\n" * 5 + "x,nowhere\n" * 1100)
    assert report["refused"] == 1100
    assert (len(report["problems"]), report["moreProblems"]) == (1000, 100)
