"""The header's one box over people and companies."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dealmecca.accounts.models import User
from tests.factories import make_company, make_contact, make_contacts
from tests.factories.events import make_event, make_past

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_one_box_finds_people_and_companies(ana: User, as_user: SignIn) -> None:
    make_contact("Maren Oduya", make_company("L'Oréal"), title="Media Director")
    page = as_user(ana).get("/search", {"q": "loreal"}).content.decode()
    assert "Maren Oduya" in page
    assert "L&#x27;Oréal" in page
    assert "1 person, 1 company" in page
    assert 'value="loreal"' in page


def test_one_box_finds_events_to_come(ana: User, dan: User, as_user: SignIn) -> None:
    make_event(ana, "Connected TV Summit", city="Chicago")
    make_event(ana, "Connected TV dinner", is_published=False)
    make_past(make_event(ana, "Connected TV Day"))
    page = as_user(dan).get("/search", {"q": "connected tv"}).content.decode()
    assert "Connected TV Summit" in page and "dinner" not in page and "TV Day" not in page
    assert "Nothing fits these words" not in page and 'href="/events?q=connected+tv"' in page
    assert "Summit" in as_user(dan).get("/search", {"q": "chicago"}).content.decode()
    assert "Events</h2>" not in as_user(dan).get("/search", {"q": "boston"}).content.decode()


def test_the_box_is_on_every_page_and_points_here(ana: User, as_user: SignIn) -> None:
    for address in ("/", "/people", "/companies", "/search"):
        assert '<form class="find" role="search" action="/search">' in as_user(ana).get(address).content.decode()


def test_no_words_ask_for_some(ana: User, as_user: SignIn) -> None:
    assert "Who are you looking for?" in as_user(ana).get("/search").content.decode()


@pytest.mark.parametrize("text", ["zzz", "'; DROP TABLE", "\0", "x" * 5_000, "&&& !!!", "<script>"])
def test_words_that_find_nothing_get_an_answer_in_words(ana: User, as_user: SignIn, text: str) -> None:
    response = as_user(ana).get("/search", {"q": text})
    assert response.status_code == 200
    assert "<script>" not in response.content.decode()


def test_a_visitor_is_sent_to_sign_in(client: Client) -> None:
    assert client.get("/search", {"q": "maren"})["Location"].startswith("/accounts/login/")


def test_the_number_of_queries_does_not_grow_with_the_results(ana: User, as_user: SignIn) -> None:
    client = as_user(ana)
    company = make_company("Example Agency")
    make_contacts(2, company)
    client.get("/search", {"q": "example"})  # a search is listed once in ten minutes
    with CaptureQueriesContext(connection) as few:
        client.get("/search", {"q": "example"})
    make_contacts(50, company)
    with CaptureQueriesContext(connection) as many:
        client.get("/search", {"q": "example"})
    assert len(many) == len(few) <= 22, "one of them for the tags one hides, one for events"
