"""The first page after signing in."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dealmecca.accounts.models import User
from tests.factories import make_company, make_contacts

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_home_counts_people_and_companies_and_leads_to_them(ana: User, as_user: SignIn) -> None:
    make_contacts(2, make_company("Halden & Pike"))
    page = as_user(ana).get("/").content.decode()
    assert "2 people</a> at" in page
    assert "1 company</a>" in page
    assert "Person001 Example" in page
    assert "Halden &amp; Pike" in page


def test_an_empty_directory_says_how_to_begin(ana: User, as_user: SignIn) -> None:
    page = as_user(ana).get("/").content.decode()
    assert "Bring the list you already have" in page
    assert "Import a file" in page


def test_the_free_plan_is_not_offered_an_import_it_may_not_run(dan: User, as_user: SignIn) -> None:
    assert "/imports/new" not in as_user(dan).get("/").content.decode()


def test_a_visitor_is_sent_to_sign_in(client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def test_home_asks_as_many_queries_for_two_people_as_for_fifty(ana: User, as_user: SignIn) -> None:
    client = as_user(ana)
    company = make_company()
    make_contacts(2, company)
    client.get("/")  # the visit is counted: not again within a minute
    with CaptureQueriesContext(connection) as few:
        client.get("/")
    make_contacts(50, company)
    with CaptureQueriesContext(connection) as many:
        client.get("/")
    assert len(many) == len(few) <= 22
