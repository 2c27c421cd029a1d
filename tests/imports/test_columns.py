"""What each column means, guessed from its header and its first cells."""

import pytest

from dealmecca.imports.engine.columns import NoNames, choose_columns
from dealmecca.imports.engine.targets import TARGETS, UnknownTarget, find_target
from dealmecca.lib.tables import TableShape, UnusableFile


def guess(header: str, *rows: str, kind: str = "auto", chosen: dict[str, str | None] | None = None) -> dict[str, str]:
    """{header: target} of the columns that are used; cells are separated by bars."""
    sample = [row.split("|") for row in rows]
    shape = TableShape("csv", "utf-8", "|", header.split("|"), 1, "", sample)
    columns = choose_columns(shape, kind=kind, chosen=chosen)
    assert list(columns.mapping) == shape.header
    return {name: target for name, target in columns.mapping.items() if target} | {"": columns.kind}


@pytest.mark.parametrize(
    ("header", "kind", "expected"),
    [
        pytest.param(
            "Symbol|Security|GICS Sector|GICS Sub-Industry|Headquarters Location|Date added|CIK|Founded",
            "companies",
            "company.alias|company.name|company.industry||company.location||company.external_id|",
            id="S&P 500",
        ),
        pytest.param(
            "employee_first_name|employee_last_name|company_name|company_address|company_city|company_county|"
            "company_state|company_zip|company_phone1|personal_phone2|personal_email|company_web",
            "both",
            "contact.first_name|contact.last_name|company.name|company.address|company.city||company.state|"
            "company.postal_code|company.phone|contact.phone|contact.email|company.website",
            id="US 500",
        ),
        pytest.param(
            "Record ID|First Name|Last Name|Email|Phone Number|Contact owner|Associated Company|Last Activity Date|"
            "Lead Status|Create Date|Job Title",
            "both",
            "contact.external_id|contact.first_name|contact.last_name|contact.email|contact.phone||company.name|||"
            "|contact.title",
            id="HubSpot contacts",
        ),
        pytest.param(
            "Record ID|Company name|Company owner|Create Date|Phone Number|City|Country/Region|Industry|Company Domain Name",
            "companies",
            "company.external_id|company.name|||company.phone|company.city|company.country|company.industry|company.domain",
            id="HubSpot companies",
        ),
        pytest.param(
            "Salutation|First Name|Last Name|Title|Account Name|Mailing Street|Mailing City|Mailing State/Province|"
            "Mailing Zip/Postal Code|Mailing Country|Phone|Fax|Mobile|Email|Account Owner",
            "both",
            "|contact.first_name|contact.last_name|contact.title|company.name|company.address|company.city|"
            "company.state|company.postal_code|company.country|contact.phone|||contact.email|",
            id="Salesforce contacts",
        ),
        pytest.param(
            "Account Name|Account Site|Billing State/Province|Phone|Account Owner|Website|Parent Account|Account ID",
            "companies",
            "company.name||company.state|company.phone||company.website|company.parent|company.external_id",
            id="Salesforce accounts",
        ),
        pytest.param(
            "First Name|Last Name|Title|Company|Company Name for Emails|Email|Email Status|Seniority|Departments|"
            "Contact Owner|Work Direct Phone|Home Phone|Mobile Phone|Corporate Phone|# Employees|Industry|"
            "Person Linkedin Url|Website|Company Linkedin Url|City|State|Company City|Company State|Company Phone",
            "both",
            "contact.first_name|contact.last_name|contact.title|company.name||contact.email||contact.seniority|"
            "contact.department||contact.phone||||company.size|company.industry|contact.linkedin_url|company.website|"
            "company.linkedin_url|||company.city|company.state|company.phone",
            id="Apollo",
        ),
        pytest.param(
            "Full Name|Job Title|Agency|E-mail Address|Phone (direct)|Client|Media|Fax",
            "both",
            "contact.full_name|contact.title|company.name|contact.email|contact.phone|||",
            id="agency list",
        ),
        pytest.param(
            "Agency|Office City|Holding Company|Agency Phone|Main Contact|Main Contact Email",
            "both",
            "company.name|company.city|company.parent|company.phone|contact.full_name|contact.email",
            id="agencies with a contact",
        ),
        pytest.param("Client|Website", "companies", "company.name|company.website", id="clients alone"),
        pytest.param(
            "Vorname|Nachname|Firma|E-Mail|Telefon|PLZ|Ort|Land",
            "both",
            "contact.first_name|contact.last_name|company.name|contact.email|contact.phone|company.postal_code|"
            "company.city|company.country",
            id="German",
        ),
        pytest.param(
            "Nome|Sobrenome|Empresa|Cargo|Telefone|Cidade",
            "both",
            "contact.first_name|contact.last_name|company.name|contact.title|contact.phone|company.city",
            id="Portuguese",
        ),
        pytest.param(
            "Voornaam|Achternaam|Bedrijf|Functie|E-mailadres|Plaats",
            "both",
            "contact.first_name|contact.last_name|company.name|contact.title|contact.email|company.city",
            id="Dutch",
        ),
        pytest.param(
            "Förnamn|Efternamn|Företag|E-post|Telefon",
            "both",
            "contact.first_name|contact.last_name|company.name|contact.email|contact.phone",
            id="Swedish",
        ),
        pytest.param(
            "First Name|Last Name|Organization Name|Organization Title|Organization Department|E-mail 1 - Label|"
            "E-mail 1 - Value|E-mail 2 - Value|Phone 1 - Value|Address 1 - City|Website 1 - Value",
            "both",
            "contact.first_name|contact.last_name|company.name|contact.title|contact.department||contact.email||"
            "contact.phone|company.city|company.website",
            id="Google contacts",
        ),
        pytest.param(
            "Agency|Office|City, ST|Parent/Holdco|Main #|Contact|Contact Title",
            "both",
            "company.name||company.location|company.parent|company.phone|contact.full_name|contact.title",
            id="agency roster",
        ),
        pytest.param(
            "ZoomInfo Contact ID|Contact 1 Name|Company/Agency Name|ZoomInfo Company ID|Direct Line",
            "both",
            "contact.external_id|contact.full_name|company.name|company.external_id|contact.phone",
            id="ids of a data seller",
        ),
        pytest.param("Vorname|Name|Firma", "both", "contact.first_name|contact.last_name|company.name", id="German Name"),
        pytest.param(
            "Société|Prénom|Nom|Ville|Courriel|Téléphone|Poste",
            "both",
            "company.name|contact.first_name|contact.last_name|company.city|contact.email|contact.phone|contact.title",
            id="French",
        ),
        pytest.param(
            "Nombre|Apellidos|Empresa|Correo electrónico|Ciudad",
            "both",
            "contact.first_name|contact.last_name|company.name|contact.email|company.city",
            id="Spanish",
        ),
        pytest.param(
            "id|firstName|lastName|companyId|companyName|companyType|linkedinUrl",
            "both",
            "contact.external_id|contact.first_name|contact.last_name|company.external_id|company.name|"
            "company.company_type|contact.linkedin_url",
            id="camelCase",
        ),
        pytest.param("Name|Title|Company|Email", "both", "contact.full_name|contact.title|company.name|contact.email", id="Name is a person"),
        pytest.param("Name|City|State", "companies", "company.name|company.city|company.state", id="Name is a company"),
        pytest.param("Full Name|First|Last", "contacts", "|contact.first_name|contact.last_name", id="full name superfluous"),
        pytest.param("First Name|Full Name", "contacts", "|contact.full_name", id="first name superfluous"),
        pytest.param("Name|Phone|Job Title", "contacts", "contact.full_name|contact.phone|contact.title", id="people alone"),
        pytest.param("Company|Phone|LinkedIn", "companies", "company.name|company.phone|company.linkedin_url", id="companies alone"),
        pytest.param("Person|Person City|Company", "both", "contact.full_name||company.name", id="a person's own city"),
    ],
)  # fmt: skip
def test_headers_of_many_sources_are_understood(header: str, kind: str, expected: str) -> None:
    targets = {name: target for name, target in zip(header.split("|"), expected.split("|"), strict=True) if target}
    assert guess(header) == targets | {"": kind}


def test_cells_tell_what_a_plain_name_is() -> None:
    company = guess("Name|Website|Industry|Phone|Email", "Acme Inc|acme.example|Retail|212-555-0100|hi@acme.example")
    assert company["Name"] == "company.name" and company[""] == "companies"
    assert guess("Name|Email", "Ann Lee|ann@acme.example")["Name"] == "contact.full_name"


def test_of_two_names_the_cells_tell_which_is_the_company() -> None:
    found = guess("Name|City|Name (2)|Email", "Acme|Austin|Ann Lee|ann@a.example", "Zed|Boston|Bob Ray|bob@z.example")
    assert (found["Name"], found["Name (2)"]) == ("company.name", "contact.full_name")
    found = guess("Name|Email|Name (2)", "Ann Lee|ann@a.example|Acme Media", "Bob Ray||Zed Group")
    assert (found["Name"], found["Name (2)"]) == ("contact.full_name", "company.name")


def test_cells_overrule_a_header_that_cannot_be_right() -> None:
    numbers = [f"Ann|Lee|{n}" for n in range(6)]
    assert "Phone" not in guess("First Name|Last Name|Phone", *numbers)
    assert "Title" not in guess("First Name|Last Name|Title", "Ann|Lee|Mrs.", "Bob|Ray|Mr")
    assert "Type" not in guess("Company|Type", "Acme|Prospect", "Zed|Customer")
    assert guess("Company|Type", "Acme|Agency", "Zed|Advertiser")["Type"] == "company.company_type"


def test_addresses_are_known_by_their_cells_alone() -> None:
    found = guess("Name|How to reach|URL|Company", "Ann Lee|ann@acme.example|https://www.linkedin.com/in/ann|Acme")
    assert found["How to reach"] == "contact.email"
    assert found["URL"] == "contact.linkedin_url"


def test_a_few_bad_cells_do_not_make_another_column() -> None:
    assert guess("Name|Email", "Ann Lee|nowhere", "Bob Ray|")["Email"] == "contact.email"


def test_no_two_columns_go_to_one_field() -> None:
    found = guess("First Name|Last Name|Email|Email 2|Personal Email|Mobile|Phone|Phone 2")
    targets = [target for name, target in found.items() if name]
    assert len(targets) == len(set(targets))
    assert (found["Email"], found["Phone"]) == ("contact.email", "contact.phone")


def test_a_choice_by_hand_takes_a_target_away_from_the_guess() -> None:
    found = guess("Name|Company|Employer", chosen={"Employer": "company.name"})
    assert found == {"Name": "contact.full_name", "Employer": "company.name", "": "both"}
    assert guess("Name|Company", chosen={"Company": None}) == {"Name": "company.name", "": "companies"}
    assert guess("Name|Company|Email", chosen={"company": ""}, kind="contacts") == {
        "Name": "contact.full_name",
        "Email": "contact.email",
        "": "contacts",
    }


def test_the_kind_narrows_what_columns_can_be() -> None:
    assert guess("Name|Company|Email", kind="companies") == {"Company": "company.name", "": "companies"}
    assert guess("Name|City", kind="companies")["Name"] == "company.name"
    assert guess("Name|City", kind="contacts") == {"Name": "contact.full_name", "": "contacts"}


@pytest.mark.parametrize("header", ["ann@acme.example|Ann", "Ann Lee|https://acme.example", "Ann Lee|+1 212 555 0100"])
def test_a_file_without_a_header_row_is_told_apart(header: str) -> None:
    with pytest.raises(UnusableFile, match="The first row looks like data"):
        guess(header)


def test_a_table_without_names_says_how_to_point_at_one() -> None:
    with pytest.raises(NoNames, match="The columns are 'foo', 'bar'.*--map \"foo=company.name\""):
        guess("foo|bar")
    with pytest.raises(NoNames):
        guess("Email|Phone")


def test_one_field_cannot_be_chosen_twice() -> None:
    with pytest.raises(UnknownTarget, match="'A' and 'B' cannot both be email"):
        guess("A|B|Name", chosen={"A": "contact.email", "B": "contact.email"})


@pytest.mark.parametrize("key", TARGETS)
def test_every_target_is_found_in_camel_case_too(key: str) -> None:
    side, _, field = key.partition(".")
    head, *tail = field.split("_")
    assert find_target(f"{side}.{head}{''.join(word.title() for word in tail)}").key == key
    assert find_target(key.upper()).key == key


def test_an_unknown_target_names_the_nearest() -> None:
    with pytest.raises(UnknownTarget, match="'contact.titel' is nothing a column can be. Did you mean 'contact.title'"):
        find_target("contact.titel")
