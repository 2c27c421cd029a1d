"""The companies page: words, filters with counts, results with a preview."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dealmecca.accounts.models import User
from tests.factories import make_company, make_contacts

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def names(page: str) -> list[str]:
    return re.findall(r"data-open>([^<]+)</a>", page)


def test_companies_are_found_by_name_alias_and_city(ana: User, as_user: SignIn) -> None:
    make_company("L'Oréal", city="Paris")
    make_company("Halden & Pike", aliases=["HP Media"], city="Chicago")
    client = as_user(ana)
    assert names(client.get("/companies?q=loreal").content.decode()) == ["L&#x27;Oréal"]
    assert names(client.get("/companies?q=hp+media").content.decode()) == ["Halden &amp; Pike"]
    assert names(client.get("/companies?q=chicago").content.decode()) == ["Halden &amp; Pike"]


def test_a_row_says_what_it_is_whose_and_how_many_work_there(ana: User, as_user: SignIn) -> None:
    parent = make_company("Northlane Group", company_type="HOLDING_COMPANY")
    child = make_company("Halden & Pike", company_type="AGENCY", parent=parent, state="IL", city="Chicago")
    make_contacts(3, child)
    page = as_user(ana).get("/companies?q=halden").content.decode()
    assert "part of Northlane Group" in page
    assert "Chicago, IL" in page
    assert re.search(r">3</b>people", page)


def test_filters_count_and_narrow(ana: User, as_user: SignIn) -> None:
    make_company("Halden & Pike", company_type="AGENCY", size="51-200")
    make_company("Kestrel Cola", company_type="BRAND", size="1-10")
    page = as_user(ana).get("/companies?companyType=AGENCY&size=51-200").content.decode()
    assert names(page) == ["Halden &amp; Pike"]
    assert page.count('class="chip"') == 2
    everybody = as_user(ana).get("/companies?seniority=VP&department=MEDIA_PLANNING").content.decode()
    assert len(names(everybody)) == 2, "a filter of people does not concern companies"


def test_htmx_gets_the_list_alone(ana: User, as_user: SignIn) -> None:
    make_company()
    response = as_user(ana).get("/companies?q=halden", headers={"HX-Request": "true"})
    assert "<!doctype" not in response.content.decode()
    assert response["HX-Push-Url"] == "/companies?q=halden"
    assert "HX-Request" in response["Vary"]


def test_a_preview_opens_in_place(ana: User, as_user: SignIn) -> None:
    company = make_company(website="haldenpike.example", description="Plans video.")
    opened = as_user(ana).get(f"/companies?open={company.pk}").content.decode()
    assert "Plans video." in opened


def test_wrong_input_shows_companies_all_the_same(ana: User, as_user: SignIn) -> None:
    make_company()
    for query in ("cursor=x", "sort=leadScore", "companyType=", "minVerificationLevel=-1", "q=%FF"):
        assert as_user(ana).get(f"/companies?{query}").status_code == 200


def test_a_visitor_is_sent_to_sign_in(client: Client) -> None:
    assert client.get("/companies")["Location"].startswith("/accounts/login/")


def test_a_full_page_asks_as_many_queries_as_two_rows(ana: User, as_user: SignIn) -> None:
    client = as_user(ana)
    parent = make_company("Northlane Group")
    for number in range(2):
        make_company(f"Agency {number}", parent=parent, aliases=[f"Alias {number}"])
    client.get("/companies?q=agency")  # a search is listed once in ten minutes
    with CaptureQueriesContext(connection) as few:
        client.get("/companies?q=agency")
    for number in range(2, 40):
        make_company(f"Agency {number}", parent=parent, aliases=[f"Alias {number}"])
    with CaptureQueriesContext(connection) as many:
        client.get("/companies?q=agency")
    assert len(many) == len(few) <= 14
