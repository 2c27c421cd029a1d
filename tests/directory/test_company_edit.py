"""Adding a company, and changing one, on the pages."""

from collections.abc import Callable

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from dealmecca.history.models import Change
from tests.factories import make_company

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_a_company_is_added_with_parent_domains_and_other_names(ana: User, as_user: SignIn) -> None:
    parent = make_company("Northlane Group")
    response = as_user(ana).post(
        "/companies/new",
        {
            "name": "Halden & Pike",
            "company_type": "AGENCY",
            "parent": "northlane group",
            "website": "haldenpike.example",
            "domains": "hp.example\n\nhpmedia.example",
            "aliases": "HP Media\n",
            "city": "Chicago",
        },
    )
    company = Company.objects.get(name="Halden & Pike")
    assert response["Location"] == f"/companies/{company.slug}"
    assert company.parent == parent
    assert set(company.domains.values_list("domain", flat=True)) >= {"hp.example", "hpmedia.example"}
    assert [alias.name for alias in company.aliases.all()] == ["HP Media"]
    assert Change.objects.get(record_id=company.pk).actor == ana


def test_a_company_needs_a_name_and_the_form_keeps_the_rest(ana: User, as_user: SignIn) -> None:
    response = as_user(ana).post(
        "/companies/new", {"name": " ", "description": "Plans video.", "website": "not a website"}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "Plans video." in page
    assert 'aria-invalid="true"' in page
    assert Company.objects.count() == 0


def test_a_company_cannot_be_put_below_itself(ana: User, as_user: SignIn) -> None:
    top = make_company("Northlane Group")
    make_company("Halden & Pike", parent=top)
    response = as_user(ana).post(f"/companies/{top.slug}/edit", {"name": "Northlane Group", "parent": "Halden & Pike"})
    page = response.content.decode()
    assert response.status_code == 422
    assert 'id="id_parent-error"' in page
    top.refresh_from_db()
    assert top.parent is None


def test_an_edit_keeps_what_was_not_touched(ana: User, as_user: SignIn) -> None:
    company = make_company("Halden & Pike", aliases=["HP Media"], domains=["hp.example"], city="Chicago")
    client = as_user(ana)
    page = client.get(f"/companies/{company.slug}/edit").content.decode()
    assert "HP Media" in page
    assert "hp.example" in page
    client.post(
        f"/companies/{company.slug}/edit",
        {"name": "Halden & Pike", "aliases": "HP Media", "domains": "hp.example", "city": "Austin"},
    )
    company.refresh_from_db()
    assert company.city == "Austin"
    assert company.aliases.count() == company.domains.count() == 1
    assert set(Change.objects.filter(actor=ana).latest("id").fields) <= {"city", "state", "country"}


def test_what_the_source_wrote_is_shown_beside_the_choice(ana: User, as_user: SignIn) -> None:
    company = make_company(industry="Underwater Basket Weaving")
    page = as_user(ana).get(f"/companies/{company.slug}/edit").content.decode()
    assert "The source says “Underwater Basket Weaving”." in page


def test_a_visitor_neither_sees_nor_sends_the_form(client: Client) -> None:
    company = make_company()
    for address in ("/companies/new", f"/companies/{company.slug}/edit"):
        assert client.get(address)["Location"].startswith("/accounts/login/")
        assert client.post(address, {"name": "Other"})["Location"].startswith("/accounts/login/")
    assert Company.objects.get().name == "Halden & Pike"
