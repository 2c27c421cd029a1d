"""Words in any order, prefixes, accents and punctuation: the table of cases, and any text at all."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dealmecca.accounts.models import User
from dealmecca.directory.queries import search_companies, search_contacts
from dealmecca.search.criteria import Criteria
from tests.factories import make_company, make_contact
from tests.search.cases import CASES, PEOPLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(ana: User) -> None:
    for name, title, company, city in PEOPLE:
        make_contact(name, make_company(company, city=city), title=title)


def names(viewer: User, text: str) -> list[str]:
    return [person.full_name for person in search_contacts(viewer=viewer, criteria=Criteria(text=text)).items]


def test_each_typed_text_finds_the_people_of_the_table(people: None, ana: User) -> None:
    wrong = {text: names(ana, text) for text, expected in CASES if set(names(ana, text)) != expected}
    assert wrong == {}


def test_the_name_itself_comes_before_names_that_contain_it(people: None, ana: User) -> None:
    make_contact("Hale Tomson")
    make_contact("Tom Halewood")
    assert names(ana, "tom hale")[:2] == ["Tom Hale", "Tom Halewood"]
    # "media" is a first name, a title and nobody's whole name: the name ranks above the titles.
    assert names(ana, "media")[0] == "Media Hale"


def test_companies_are_found_by_alias_and_by_name_without_legal_form(ana: User) -> None:
    make_company("Alphabet Inc. (Class A)", aliases=["Google", "Alphabet Inc. (Class C)"])
    make_company("Alphabet Soup Kitchen")
    for text in ("alphabet", "google", "alphabet class c", "ALPHABET INC"):
        found = search_companies(viewer=ana, criteria=Criteria(text=text)).items
        assert found[0].name == "Alphabet Inc. (Class A)", text


def test_a_last_name_typed_whole_comes_before_names_that_only_begin_so(people: None, ana: User) -> None:
    make_contact("Bo Darakjyan")
    make_contact("Media Darakjystone")
    assert names(ana, "darakjy")[0] == "Josephine Darakjy"
    assert names(ana, "darakjy, josephine") == ["Josephine Darakjy"]
    make_company("Meta Orbit")
    make_company("Metallica Tours")
    assert search_companies(viewer=ana, criteria=Criteria(text="meta")).items[0].name == "Meta Orbit"


@pytest.mark.parametrize(
    "text", ["halden-pike.com", "www.halden-pike.com", "https://www.halden-pike.com", "haldenpike"]
)
def test_a_company_is_found_by_its_domain(ana: User, text: str) -> None:
    make_company("HP Media", website="https://www.halden-pike.com/about")
    make_company("Communications Ltd", website="https://comms.example")
    assert [firm.name for firm in search_companies(viewer=ana, criteria=Criteria(text=text)).items] == ["HP Media"]


def test_signs_between_the_words_of_a_name_are_all_one(ana: User) -> None:
    make_company("Atlas Tools")
    make_company("Attwell")
    for name, typed in {"AT & T": "att", "Zyne and Quorbit": "zyne & quorbit", "Pell & Vane": "Pell and Vane"}.items():
        make_company(name)
        assert search_companies(viewer=ana, criteria=Criteria(text=typed)).items[0].name == name


def test_a_visitor_finds_nobody(people: None) -> None:
    from django.contrib.auth.models import AnonymousUser

    assert search_contacts(viewer=AnonymousUser(), criteria=Criteria(text="hale")).items == []  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_no_text_whatever_breaks_the_search(people: None, ana: User, text: str) -> None:
    found = search_contacts(viewer=ana, criteria=Criteria(text=text))
    assert found.count.value >= len(found.items)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs", "S"]), min_size=1, max_size=40))
def test_every_name_is_found_by_itself(ana: User, name: str) -> None:
    from dealmecca.lib.text_keys import query_words

    if not name.strip() or not query_words(name):
        return
    person = make_contact(last_name=name, first_name="")
    found = search_contacts(viewer=ana, criteria=Criteria(text=name), limit=100)
    assert person.pk in [contact.pk for contact in found.items]
