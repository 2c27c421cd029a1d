"""What people see when a page is missing, forbidden or broken."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory

from dealmecca.accounts.models import User
from dealmecca.lib.conflicts import Conflict
from dealmecca.web.middleware import TranslateWriteErrors
from dealmecca.web.views.errors import server_error
from tests.factories import make_contact

SignIn = Callable[[User], Client]


@pytest.mark.django_db
def test_a_missing_page_leads_members_back_to_work_and_visitors_to_sign_in(ana: User, as_user: SignIn) -> None:
    found = as_user(ana).get("/no/such/page")
    assert found.status_code == 404
    assert "Search people" in found.content.decode()
    visitor = Client().get("/no/such/page")
    assert visitor.status_code == 404
    assert "Sign in" in visitor.content.decode()
    assert "Sign out" not in visitor.content.decode()


@pytest.mark.django_db
def test_a_forbidden_page_says_why(dan: User, as_user: SignIn) -> None:
    response = as_user(dan).get(f"/people/{make_contact().pk}/delete")
    assert response.status_code == 403
    assert "Only moderators may delete people." in response.content.decode()


def test_a_broken_page_needs_no_database_and_keeps_the_theme() -> None:
    """pytest-django blocks the database here: touching it would fail the test."""
    request = RequestFactory().get("/")
    request.COOKIES["theme"] = "dark"
    response = server_error(request)
    assert response.status_code == 500
    assert "Something broke on our side" in response.content.decode()
    assert 'data-theme="dealmecca-dark"' in response.content.decode()


def test_a_program_gets_a_problem_instead() -> None:
    response = server_error(RequestFactory().get("/api/v1/contacts"))
    assert response.status_code == 500
    assert response.headers["Content-Type"] == "application/problem+json"


@pytest.mark.django_db
def test_a_form_without_its_token_is_told_that_it_expired(ana: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana)
    response = client.post("/people/new", {"last_name": "Oduya"})
    assert response.status_code == 403
    assert "This form has expired" in response.content.decode()


@pytest.mark.django_db
def test_a_write_that_the_data_forbids_is_a_page_with_its_sentence(ana: User) -> None:
    request = RequestFactory().post("/")
    request.user = ana
    translate = TranslateWriteErrors(lambda _: pytest.fail("not called")).process_exception
    conflict = translate(request, Conflict("Halden & Pike still has 3 people."))
    assert conflict is not None
    assert conflict.status_code == 409
    assert "Halden &amp; Pike still has 3 people." in conflict.content.decode()
    refused = translate(request, ValidationError({"name": ["Give the company a name."]}))
    assert refused is not None
    assert refused.status_code == 400
    assert "Give the company a name." in refused.content.decode()
    assert translate(request, RuntimeError("boom")) is None
