"""The people page: words, filters with counts, results with a preview."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dealmecca.accounts.models import User
from tests.factories import make_company, make_contact, make_contacts

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def people() -> None:
    agency = make_company("Halden & Pike", company_type="AGENCY", city="Chicago", state="IL")
    brand = make_company("Kestrel Cola", company_type="BRAND", city="Atlanta", state="GA")
    make_contact("Maren Oduya", agency, title="VP Video", email="maren@haldenpike.example")
    make_contact("Tobias Rao", agency, title="Director, Video")
    make_contact("Imogen Tran", brand, title="VP Media", phone="+1 404 555 0164")


def names(page: str) -> list[str]:
    return re.findall(r"data-open>([^<]+)</a>", page)


def test_words_in_any_order_find_people_by_name_title_company_and_city(
    ana: User, as_user: SignIn, people: None
) -> None:
    page = as_user(ana).get("/people", {"q": "video chicago mar"}).content.decode()
    assert names(page) == ["Maren Oduya"]
    assert "1 person</p>" in page
    assert "<title>video chicago mar · People" in re.sub(r"\s+", " ", page).replace("<title> ", "<title>")


def test_a_filter_narrows_and_says_how_many_each_choice_would_find(ana: User, as_user: SignIn, people: None) -> None:
    page = as_user(ana).get("/people", {"companyType": "AGENCY"}).content.decode()
    assert sorted(names(page)) == ["Maren Oduya", "Tobias Rao"]
    assert re.search(r'value="AGENCY" checked>.*?<span class="num">2</span>', page)
    assert re.search(r'value="BRAND">.*?<span class="num">1</span>', page), "a facet ignores its own filter"


def test_each_filter_in_force_is_a_chip_that_takes_only_itself_away(ana: User, as_user: SignIn, people: None) -> None:
    address = "/people?q=video&seniority=VP&companyType=AGENCY&hasEmail=true"
    page = as_user(ana).get(address).content.decode()
    chips = dict(re.findall(r'<a class="chip" href="([^"]+)"[^>]*>([^<]+)<', page))
    assert set(chips.values()) == {"VP", "Agency", "Has email"}
    without_vp = next(url for url, label in chips.items() if label == "VP").replace("&amp;", "&")
    assert without_vp == "/people?q=video&companyType=AGENCY&hasEmail=true"


def test_every_filter_of_the_page_can_be_used(ana: User, as_user: SignIn, people: None) -> None:
    client = as_user(ana)
    for query, found in {
        "seniority=VP": 2, "seniority=vice+president&seniority=DIRECTOR": 3, "state=Illinois": 2, "state=il": 2,
        "city=CHICAGO": 2, "hasPhone=true": 1, "hasEmail=false": 2, "minVerificationLevel=3": 0,
        "companyType=AGENCY&companyType=BRAND": 3, "companyType=AGENCY&seniority=VP": 1, "sort=name": 3,
    }.items():  # fmt: skip
        assert len(names(client.get(f"/people?{query}").content.decode())) == found, query


def test_htmx_gets_the_list_and_the_counts_and_the_address(ana: User, as_user: SignIn, people: None) -> None:
    response = as_user(ana).get("/people?q=video&seniority=&sort=relevance", headers=HTMX)
    part = response.content.decode()
    assert "<!doctype" not in part
    assert len(names(part)) == 2
    assert 'id="facet-seniority" hx-swap-oob="true"' in part
    assert re.search(r'id="announcer"[^>]*>2 people<', part)
    assert response["HX-Push-Url"] == "/people?q=video"
    assert "HX-Request" in response["Vary"]


def test_typing_replaces_the_address_instead_of_filling_back(ana: User, as_user: SignIn, people: None) -> None:
    response = as_user(ana).get("/people?q=vid", headers={**HTMX, "HX-Trigger": "words"})
    assert response["HX-Replace-Url"] == "/people?q=vid"
    assert "HX-Push-Url" not in response


def test_back_gets_the_whole_page(ana: User, as_user: SignIn, people: None) -> None:
    response = as_user(ana).get("/people", headers={**HTMX, "HX-History-Restore-Request": "true"})
    assert "<!doctype html>" in response.content.decode()


def test_a_preview_opens_in_place_without_script(ana: User, as_user: SignIn) -> None:
    contact = make_contact("Maren Oduya", make_company(), email="maren@haldenpike.example")
    client = as_user(ana)
    closed = client.get("/people?q=maren").content.decode()
    assert "mailto:" not in closed
    assert f'href="/people?q=maren&amp;open={contact.pk}#p-{contact.pk}"' in closed
    opened = client.get(f"/people?q=maren&open={contact.pk}").content.decode()
    assert "mailto:maren@haldenpike.example" in opened
    assert f'href="/people?q=maren#p-{contact.pk}"' in opened


def test_pages_follow_each_other_without_gaps_or_repeats(ana: User, as_user: SignIn) -> None:
    make_contacts(60)
    client, seen, address = as_user(ana), [], "/people?sort=name"
    while address:
        page = client.get(address).content.decode()
        seen += names(page)
        onward = re.search(r'href="([^"]+)" rel="next"', page)
        address = onward[1].replace("&amp;", "&") if onward else ""
    assert len(seen) == len(set(seen)) == 60
    assert "First page" in page


def test_an_address_that_makes_no_sense_still_shows_people(ana: User, as_user: SignIn, people: None) -> None:
    for query in (
        "cursor=broken",
        "sort=magic",
        "seniority=KING",
        "minVerificationLevel=9",
        "open=%00",
        "q=%00",
        "size=1-10",
        "hasEmail=perhaps",
    ):
        response = as_user(ana).get(f"/people?{query}")
        assert response.status_code == 200, query
        assert len(names(response.content.decode())) == 3, query


def test_nothing_found_and_nothing_there_say_different_things(ana: User, dan: User, as_user: SignIn) -> None:
    client = as_user(ana)
    empty = client.get("/people").content.decode()
    assert "No people yet" in empty
    assert "Import a file" in empty
    assert "Import a file" not in as_user(dan).get("/people").content.decode(), "the free plan may not import"
    make_contact()
    assert "No one matches all of this" in client.get("/people?q=zzz").content.decode()


def test_what_people_typed_is_escaped(ana: User, as_user: SignIn) -> None:
    make_contact("Maren <script>alert(1)</script>")
    page = as_user(ana).get("/people", {"q": '"><script>alert(2)</script>'}).content.decode()
    assert "<script>alert" not in page


def test_a_visitor_is_sent_to_sign_in(client: Client) -> None:
    assert client.get("/people?q=maren")["Location"] == "/accounts/login/?next=/people%3Fq%3Dmaren"
    assert client.get("/people", headers=HTMX).status_code == 302


def test_a_full_page_asks_as_many_queries_as_two_rows(ana: User, as_user: SignIn) -> None:
    client = as_user(ana)
    company = make_company()
    make_contacts(2, company)
    client.get("/people?q=example&companyType=AGENCY&sort=name")  # a search is listed once in ten minutes
    with CaptureQueriesContext(connection) as few:
        client.get("/people?q=example&companyType=AGENCY&sort=name")
    make_contacts(50, company)
    with CaptureQueriesContext(connection) as many:
        client.get("/people?q=example&companyType=AGENCY&sort=name")
    assert len(many) == len(few) <= 12


def test_a_company_keeps_its_people_apart_from_those_of_its_namesake(ana: User, as_user: SignIn) -> None:
    here, there = make_company("Halden & Pike", city="Chicago"), make_company("Halden & Pike", city="Boston")
    make_contact("Maren Oduya", here, seniority="VP")
    make_contact("Tobias Rao", there)
    client = as_user(ana)
    page = client.get(f"/people?companyId={here.pk}").content.decode()
    assert names(page) == ["Maren Oduya"]
    assert re.findall(r'class="chip" href="([^"]+)"[^>]*>([^<]+)<', page) == [("/people", "Halden &amp; Pike")]
    assert f'<input type="hidden" name="companyId" value="{here.pk}">' in page, "the form keeps it"
    assert re.search(r'value="VP">.*?<span class="num">1</span>', page)
    both = client.get(f"/people?companyId={here.pk}&companyId={there.pk}").content.decode()
    assert sorted(names(both)) == ["Maren Oduya", "Tobias Rao"]
    assert names(client.get(f"/people?companyId={here.pk}&seniority=CEO").content.decode()) == []


def test_the_form_forgets_a_company_whose_chip_is_taken_away(ana: User, as_user: SignIn, people: None) -> None:
    part = as_user(ana).get("/people", headers=HTMX).content.decode()
    assert '<div id="kept" hx-swap-oob="true"></div>' in part
    assert len(names(part)) == 3


def test_an_unknown_company_has_nobody_and_a_chip_that_says_so(ana: User, as_user: SignIn, people: None) -> None:
    page = as_user(ana).get("/people?companyId=nobody&q=video").content.decode()
    assert "No one matches all of this" in page
    assert re.findall(r'class="chip" href="([^"]+)"[^>]*>([^<]+)<', page) == [("/people?q=video", "Unknown company")]


def test_one_company_asks_as_many_queries_for_many_people_as_for_two(ana: User, as_user: SignIn) -> None:
    client, company = as_user(ana), make_company()
    make_contacts(2, company)
    client.get(f"/people?companyId={company.pk}")  # a search is listed once in ten minutes
    with CaptureQueriesContext(connection) as few:
        client.get(f"/people?companyId={company.pk}")
    make_contacts(50, company)
    with CaptureQueriesContext(connection) as many:
        client.get(f"/people?companyId={company.pk}")
    assert len(many) == len(few) <= 11
