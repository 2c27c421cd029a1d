"""Demo data before it is stored: always the same, all of it invented, plausible in the directory's own terms."""

import os
import re
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from dealmecca.directory.cleaning import (
    COMPANY_FIELDS,
    CONTACT_FIELDS,
    clean_company,
    clean_contact,
    domains_of,
)
from dealmecca.directory.vocabularies import (
    COMPANY_TYPE,
    DEPARTMENT,
    EMPLOYEE_RANGE,
    INDUSTRY,
    SENIORITY,
    seniority_in_title,
)
from dealmecca.operations.demo.dataset import make_directory
from dealmecca.operations.demo.doubles import SLIPS
from dealmecca.operations.demo.heroes import HERO_COMPANIES, HERO_PEOPLE
from dealmecca.operations.demo.names import FIRST_NAMES, LAST_NAMES
from dealmecca.operations.demo.rows import REFERENCE, SPAN, CompanyRow, ContactRow, DemoDirectory

pytestmark = pytest.mark.once

CUID = re.compile(r"c[0-9a-z]{24}")
# Numbers that the regulators of these countries keep for fiction.
FICTIONAL_PHONE = re.compile(
    r"(\+1 \d{3} 555 01\d\d|\+44 20 7946 0\d{3}|\+44 1[1-6]1 496 0\d{3}|\+33 1 99 00 \d\d \d\d|\+61 2 5550 \d{4})"
    r"( ext\. \d{3})?"
)


@pytest.fixture(scope="module")
def directory() -> DemoDirectory:
    return make_directory(companies=1_200, contacts=6_000, seed=1)


def everything(directory: DemoDirectory) -> list[CompanyRow | ContactRow]:
    return [*directory.companies, *directory.contacts]


def test_the_same_numbers_give_the_same_rows_ids_and_dates_included(directory: DemoDirectory) -> None:
    assert make_directory(companies=1_200, contacts=6_000, seed=1) == directory


def test_no_row_depends_on_the_process_that_makes_it() -> None:
    """Sets and hashes of text differ from process to process; what is made must not."""
    code = (
        "from dealmecca.operations.demo.dataset import make_directory; from hashlib import sha256;"
        "print(sha256(repr(make_directory(companies=300, contacts=900, seed=3)).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": number},
            check=True,
            capture_output=True,
        ).stdout
        for number in ("1", "2")
    }
    assert len(digests) == 1


def test_another_seed_gives_other_rows(directory: DemoDirectory) -> None:
    other = make_directory(companies=1_200, contacts=6_000, seed=2)
    assert {row.id for row in other.companies}.isdisjoint(row.id for row in directory.companies)
    assert [row.name for row in other.companies] != [row.name for row in directory.companies]


@pytest.mark.parametrize(("companies", "contacts"), [(1, 0), (3, 7), (20, 100), (21, 5), (40, 0), (333, 1_000)])
def test_sizes_are_as_asked(companies: int, contacts: int) -> None:
    made = make_directory(companies=companies, contacts=contacts, seed=5)
    assert (len(made.companies), len(made.contacts)) == (companies, contacts)


def test_people_without_any_company_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one company"):
        make_directory(companies=0, contacts=10, seed=1)


def test_ids_are_unique_cuids_that_sort_by_time(directory: DemoDirectory) -> None:
    ids = [row.id for row in everything(directory)]
    assert len(set(ids)) == len(ids)
    assert all(CUID.fullmatch(key) for key in ids)
    times = [row.created_at for row in directory.contacts]
    assert times == sorted(times)
    assert ids == sorted(ids[: len(directory.companies)]) + sorted(ids[len(directory.companies) :])


def test_dates_lie_in_the_two_years_before_the_reference_day(directory: DemoDirectory) -> None:
    for row in everything(directory):
        assert REFERENCE - SPAN <= row.created_at <= row.updated_at <= REFERENCE


def test_every_code_is_in_its_vocabulary(directory: DemoDirectory) -> None:
    assert {row.company_type for row in directory.companies} <= set(COMPANY_TYPE.codes)
    assert {row.industry for row in directory.companies} <= {"", *INDUSTRY.codes}
    assert {row.size for row in directory.companies} <= {"", *EMPLOYEE_RANGE.codes}
    assert {row.seniority for row in directory.contacts} == {"", *SENIORITY.codes}
    assert {row.department for row in directory.contacts} <= {"", *DEPARTMENT.codes}


def doubles_of(directory: DemoDirectory) -> list[ContactRow]:
    """The people who are there a second time."""
    return list(directory.contacts)[-len(SLIPS) :]


def test_a_title_never_contradicts_the_seniority_beside_it(directory: DemoDirectory) -> None:
    wrong = {row.title for row in directory.contacts if seniority_in_title(row.title) not in ("", row.seniority)}
    assert not {title for title in wrong if title != "Media Consultant"}


def test_every_domain_belongs_to_nobody(directory: DemoDirectory) -> None:
    hosts = {urlsplit(row.website).hostname for row in directory.companies if row.website}
    hosts |= {domain for row in directory.companies for domain in row.domains}
    hosts |= {row.email.partition("@")[2] for row in directory.contacts if row.email}
    hosts |= {urlsplit(row.personal_website).hostname for row in directory.contacts if row.personal_website}
    assert not [host for host in hosts if not str(host).endswith(".example")]
    profiles = [row.linkedin_url for row in everything(directory) if row.linkedin_url]
    assert all(re.fullmatch(r"https://www\.linkedin\.com/(in|company)/[\w-]+-demo", url) for url in profiles)
    assert len(set(profiles)) == len(profiles) - sum(bool(row.linkedin_url) for row in doubles_of(directory))


def test_every_telephone_number_is_one_kept_for_fiction(directory: DemoDirectory) -> None:
    phones = {row.phone for row in everything(directory) if row.phone}
    assert not [phone for phone in phones if not FICTIONAL_PHONE.fullmatch(phone)]


def test_rows_are_in_the_form_that_cleaning_gives(directory: DemoDirectory) -> None:
    for kind, rows in ((COMPANY_FIELDS, directory.companies), (CONTACT_FIELDS, directory.contacts)):
        clean = clean_company if kind is COMPANY_FIELDS else clean_contact
        for row in rows:
            given = {name: getattr(row, name) for name in kind if hasattr(row, name)}
            cleaned = clean(given, learnt={})
            assert {name: cleaned[name] for name in given} == given
    for company in directory.companies:
        assert domains_of(clean_company({"website": company.website}, learnt={})) == list(company.domains[:1])
        many = {"aliases": list(company.aliases), "domains": list(company.domains)}
        assert clean_company(many, learnt={}) == many


def test_parents_come_first_and_no_company_stands_above_itself(directory: DemoDirectory) -> None:
    seen: dict[str, CompanyRow] = {}
    allowed = {
        "OFFICE": {"AGENCY"}, "AGENCY": {"AGENCY_NETWORK", "HOLDING_COMPANY"}, "BRAND": {"ADVERTISER"},
        "AGENCY_NETWORK": {"HOLDING_COMPANY"},
    }  # fmt: skip
    for row in directory.companies:
        if row.parent_id:
            assert seen[row.parent_id].company_type in allowed[row.company_type]
        seen[row.id] = row
    assert all(row.parent_id for row in directory.companies if row.company_type in ("OFFICE", "BRAND"))


def test_offices_of_one_agency_share_a_website_and_no_city(directory: DemoDirectory) -> None:
    at = {row.id: row for row in directory.companies}
    places = [(row.parent_id, row.city) for row in directory.companies if row.company_type == "OFFICE"]
    assert len(set(places)) == len(places)
    for row in directory.companies:
        if row.company_type == "OFFICE":
            assert row.website == at[row.parent_id or ""].website
    assert len(places) > 100


def test_names_are_many_and_mostly_distinct(directory: DemoDirectory) -> None:
    assert len(FIRST_NAMES) >= 400
    assert len(LAST_NAMES) >= 800
    people = [(row.first_name, row.last_name) for row in directory.contacts]
    assert len(people) * 0.95 < len(set(people)) < len(people)
    assert len({row.name.casefold() for row in directory.companies}) == len(directory.companies)


def test_some_people_lack_an_email_or_a_phone_and_few_are_verified_highly(directory: DemoDirectory) -> None:
    people = directory.contacts
    assert 0.05 < sum(not row.email for row in people) / len(people) < 0.3
    assert 0.2 < sum(not row.phone for row in people) / len(people) < 0.5
    assert sum(row.verification_level <= 2 for row in people) > 0.7 * len(people)
    assert 0 < sum(row.verification_level >= 4 for row in people) < 0.1 * len(people)
    assert {row.verification_level for row in people} == {1, 2, 3, 4, 5}


def test_emails_are_no_two_alike(directory: DemoDirectory) -> None:
    emails = [row.email for row in directory.contacts if row.email]
    assert len(set(emails)) == len(emails) - len(SLIPS), "but for the people who are there twice"
    assert all(re.fullmatch(r"[a-z0-9._]+@[a-z0-9-]+\.example", email) for email in emails)


@pytest.mark.parametrize("companies", [20, 57, 1_200])
def test_the_companies_of_the_guide_are_there_at_any_size(companies: int) -> None:
    made = make_directory(companies=companies, contacts=100, seed=9)
    at = {row.name: row for row in made.companies}
    assert {hero.name for hero in HERO_COMPANIES} <= set(at)
    assert at["Halden & Pike Chicago"].parent_id == at["Halden & Pike"].id
    assert at["Halden & Pike"].parent_id == at["Cobalt Row"].id
    assert at["Cobalt Row"].parent_id == at["Northlane Group"].id
    people = {(row.first_name, row.last_name): row for row in made.contacts}
    assert {(hero.first_name, hero.last_name) for hero in HERO_PEOPLE} <= set(people)
    maren = people["Maren", "Oduya"]
    assert (maren.title, maren.company_id) == ("Group Director, Video Investment", at["Halden & Pike Chicago"].id)
    assert maren.email == "maren.oduya@haldenpike.example"
