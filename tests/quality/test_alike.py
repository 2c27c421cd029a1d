"""Who may be here already while a person is written down: with reasons, and nothing that a plan does not show."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.quality.matching.people import PersonRow
from dealmecca.quality.queries.alike import people_alike
from tests.factories import make_company, make_contact

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
PAGE = "/quality/alike"


@pytest.fixture
def halden() -> Company:
    return make_company("Halden & Pike", city="Chicago")


@pytest.fixture
def robert(halden: Company) -> Contact:
    profile = "https://www.linkedin.com/in/robsan"
    return make_contact("Robert Sandoval", halden, email="rsandoval@haldenpike.example", linkedin_url=profile)


def asked(first: str, last: str, company: str = "Halden & Pike", **more: Any) -> PersonRow:
    return PersonRow("", first, last, company=company)._replace(**more)


@pytest.mark.parametrize(
    "row",
    [
        asked("Bob", "Sandoval"),
        asked("Robert", "Sandovla"),
        asked("Sandoval", "Robert"),
        asked("Roberto", "Quist", "", email="RSandoval@haldenpike.example"),
        asked("Bob", "Quist", "", linkedin="http://uk.linkedin.com/in/RobSan/"),
    ],
    ids=["short name", "slip", "swapped", "address", "profile"],
)
def test_somebody_known_is_found(ana: User, robert: Contact, row: PersonRow) -> None:
    assert [one.contact for one in people_alike(viewer=ana, asked=row)] == [robert]


@pytest.mark.parametrize(
    "row",
    [
        asked("Robert", "Sandoval Jr."),
        asked("Rita", "Sandoval"),
        asked("Robert", "Sandoval", "Corvin Group"),
        asked("Robert", "Sandoval", email="rsandoval2@haldenpike.example"),
        asked("", ""),
    ],
    ids=["son", "colleague", "elsewhere", "second of the name", "nobody yet"],
)
def test_others_are_not(ana: User, robert: Contact, row: PersonRow) -> None:
    make_company("Corvin Group", city="Chicago")
    assert people_alike(viewer=ana, asked=row) == []


def test_the_page_says_why(ana: User, as_user: SignIn, robert: Contact) -> None:
    sent = {"first_name": "Bob", "last_name": "Sandoval", "company": "Halden & Pike", "email": robert.email}
    page = as_user(ana).post(PAGE, sent).content.decode()
    assert "Robert Sandoval" in page and "% the same" in page
    assert "First name: short form" in page and "+3.0" in page
    fragment = as_user(ana).post(PAGE, sent, headers={"HX-Request": "true"}).content.decode()
    assert "Robert Sandoval" in fragment and "<html" not in fragment


def test_the_record_at_hand_is_not_its_own_double(ana: User, as_user: SignIn, robert: Contact) -> None:
    form = as_user(ana).get(reverse("directory:contact_edit", args=[robert.pk])).content.decode()
    assert f'name="contact" value="{robert.pk}"' in form and PAGE in form
    sent = {"first_name": "Robert", "last_name": "Sandoval", "company": "Halden & Pike", "contact": robert.pk}
    assert "Nobody like this is here" in as_user(ana).post(PAGE, sent).content.decode()


def test_a_plan_without_contact_details_is_not_told_whether_an_address_is_right(dan: User, halden: Company) -> None:
    make_contact("Robert Sandoval", halden, email="rsandoval@haldenpike.example", phone="3125550142")
    guess = {"email": "rsandoval@haldenpike.example", "phone": "3125550142"}
    assert people_alike(viewer=dan, asked=asked("Xenia", "Quist", "", **guess)) == []
    [one] = people_alike(viewer=dan, asked=asked("Robert", "Sandoval", **guess))
    assert {reason.feature for reason in one.likely.reasons} & {"email", "phone"} == set()


def test_it_asks_the_database_few_questions(ana: User, robert: Contact, django_assert_max_num_queries: Any) -> None:
    row = asked("Bob", "Sandoval", email="b@haldenpike.example", linkedin="linkedin.com/in/bob")
    with django_assert_max_num_queries(10):
        people_alike(viewer=ana, asked=row)
