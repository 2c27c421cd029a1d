"""Facet counts: equal to counting by hand, and each ignoring its own filter."""

import itertools
import random

import pytest

from dealmecca.accounts.models import User
from dealmecca.directory.models import Contact
from dealmecca.directory.queries import search_contacts
from dealmecca.search.criteria import Criteria
from tests.factories import make_company, make_contact

pytestmark = pytest.mark.django_db

SENIORITIES = ["VP", "DIRECTOR", "MANAGER", ""]
DEPARTMENTS = ["MEDIA_BUYING", "STRATEGY"]


@pytest.fixture
def fifty(ana: User) -> list[Contact]:
    dice = random.Random(7)
    companies = [
        make_company("Kestrel Cola", city="Atlanta", state="GA", industry="FOOD_BEVERAGE", company_type="ADVERTISER"),
        make_company("Halden & Pike", city="Chicago", state="Illinois", company_type="AGENCY"),
        make_company("Halden & Pike", city="New York", state="NY", company_type="AGENCY"),
        None,
    ]
    return [
        make_contact(
            f"Person{number} Example",
            dice.choice(companies),
            seniority=dice.choice(SENIORITIES),
            department=dice.choice(DEPARTMENTS),
            email=dice.choice(["", f"p{number}@example.com"]),
        )
        for number in range(50)
    ]


def by_hand(people: list[Contact], criteria: Criteria, field: str) -> dict[str, int]:
    """Counts of one facet, over people who pass every filter but that facet's own."""
    counts: dict[str, int] = {}
    other = criteria.without(field)
    for person in people:
        city = person.company.city.lower() if person.company else ""
        kind = person.company.company_type if person.company else ""
        values = {"seniority": person.seniority, "department": person.department, "company_type": kind, "city": city}
        if any(getattr(other, name) and value not in getattr(other, name) for name, value in values.items()):
            continue
        if other.has_email is not None and bool(person.email) is not other.has_email:
            continue
        if values[field]:
            counts[values[field]] = counts.get(values[field], 0) + 1
    return counts


def test_facets_equal_a_count_by_hand_under_every_mix_of_filters(fifty: list[Contact], ana: User) -> None:
    mixes = itertools.product(((), ("VP",), ("VP", "DIRECTOR")), ((), ("STRATEGY",)), ((), ("AGENCY",)), (None, True))
    for seniority, department, kind, has_email in mixes:
        criteria = Criteria(seniority=seniority, department=department, company_type=kind, has_email=has_email)
        page = search_contacts(viewer=ana, criteria=criteria, limit=100)
        for field in ("seniority", "department", "company_type", "city"):
            shown = {value.value: value.count for value in page.facets[field] if value.count}
            assert shown == by_hand(fifty, criteria, field), (criteria, field)
        assert page.count.value == len(page.items)


def test_two_spellings_of_a_state_are_one_value(ana: User) -> None:
    make_contact("A One", make_company("One", city="Reno", state="NV"))
    make_contact("B Two", make_company("Two", city="Reno", state="Nevada"))
    facet = search_contacts(viewer=ana, criteria=Criteria()).facets["state"]
    assert [(value.value, value.label, value.count) for value in facet] == [("NV", "Nevada", 2)]


def test_a_state_is_that_of_its_country(ana: User) -> None:
    make_contact("A One", make_company("One", city="Perth", state="WA", country="Australia"))
    make_contact("B Two", make_company("Two", city="Seattle", state="WA", country="USA"))
    facet = search_contacts(viewer=ana, criteria=Criteria()).facets["state"]
    assert {value.label: value.count for value in facet} == {"Western Australia": 1, "Washington": 1}
    assert search_contacts(viewer=ana, criteria=Criteria(state=("AU-WA",))).items[0].full_name == "A One"


def test_the_count_is_capped_at_a_thousand(ana: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dealmecca.search.queries.COUNT_CAP", 3)
    for number in range(4):
        make_contact(f"Person{number} Example")
    count = search_contacts(viewer=ana, criteria=Criteria()).count
    assert (count.value, count.is_capped) == (3, True)


def test_more_than_fifty_thousand_facet_values_keep_their_numbers() -> None:
    from dealmecca.search.facets import code_of, names_of, tally
    from dealmecca.search.models import ContactLine

    width = len(names_of(ContactLine))
    for number in (0, 1, 0xD6FF, 0xD700, 0xD701, 0xFFFF, 1_000_000):
        assert dict(tally(ContactLine, code_of([number] * width))["city"]) == {number: 1}
