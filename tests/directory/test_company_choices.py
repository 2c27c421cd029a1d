"""Companies offered while a name is typed into a form."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dealmecca.accounts.models import User
from tests.factories import make_company

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_companies_are_offered_for_the_field_that_asks(ana: User, as_user: SignIn) -> None:
    company = make_company("Halden & Pike", city="Chicago", state="IL")
    part = as_user(ana).get("/companies/choices?parent=hald").content.decode()
    assert f'name="parent_id" value="{company.pk}"' in part
    assert 'name="parent_for" value="hald"' in part
    assert "Chicago, IL" in part


def test_nothing_typed_offers_nothing_and_no_match_says_what_to_do(ana: User, as_user: SignIn) -> None:
    make_company()
    assert "radio" not in as_user(ana).get("/companies/choices?company=").content.decode()
    assert "Add it first" in as_user(ana).get("/companies/choices?company=zzz").content.decode()
    assert as_user(ana).get("/companies/choices").status_code == 200


def test_a_visitor_is_told_nothing(client: Client) -> None:
    assert client.get("/companies/choices?company=hald").status_code == 302


def test_the_number_of_queries_is_flat(ana: User, as_user: SignIn) -> None:
    client = as_user(ana)
    for number in range(2):
        make_company(f"Halden {number}")
    with CaptureQueriesContext(connection) as few:
        client.get("/companies/choices?company=halden")
    for number in range(2, 20):
        make_company(f"Halden {number}")
    with CaptureQueriesContext(connection) as many:
        client.get("/companies/choices?company=halden")
    assert len(many) == len(few) <= 12
