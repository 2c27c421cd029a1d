"""One charge point behind every door: pages, header, questions, API; what each charges, tells and refuses."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dealmecca.accounts.models import User
from dealmecca.billing.models import RequestWindow, UsageEntry
from dealmecca.billing.queries.reconciling import differences
from dealmecca.directory import queries
from tests.billing.ledger import left, minutes_pass, reasons, search
from tests.factories import make_company, make_contact, make_handling
from tests.shared_rows import made_once

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true"}
LISTS = ("/people", "/companies", "/search", "/who", "/api/v1/contacts", "/api/v1/companies", "/api/v1/handlings")
SEARCHES = (
    "/people?q=maren",
    "/people?seniority=VP",
    "/companies?q=kestrel",
    "/companies?companyType=ADVERTISER",
    "/search?q=kestrel",
    "/who?q=ctv+kestrel+cola",
    "/who?duty=ctv",
    "/api/v1/contacts?q=maren",
    "/api/v1/contacts?cursor=W10",
    "/api/v1/companies?q=kestrel",
    "/api/v1/search?q=maren",
    "/api/v1/who?q=ctv+kestrel+cola",
    "/api/v1/handlings?duty=ctv",
)


@pytest.fixture(scope="module")
def directory(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with made_once(django_db_blocker):
        kestrel, agency = make_company("Kestrel Cola", company_type="ADVERTISER"), make_company("Halden & Pike")
        make_handling(make_contact("Maren Oduya", agency, seniority="VP"), kestrel)
        for number in range(30):
            make_contact(f"Person{number} Example", agency)
        yield


@pytest.fixture
def used_up(dan: User, directory: None) -> User:
    for number in range(10):
        search(dan, f"word {number}")
    return dan


@pytest.mark.parametrize("path", SEARCHES)
def test_with_nothing_left_no_door_finds_anything(path: str, used_up: User, as_user: SignIn) -> None:
    answer = as_user(used_up).get(path)
    said = answer.content.decode()
    assert answer.status_code == 402
    assert "All 10 searches of this month are used. The next month begins" in said
    assert "Maren" not in said and "Oduya" not in said
    if path.startswith("/api/"):
        assert answer["Content-Type"] == "application/problem+json"
    else:
        assert "Compare plans" in said and reverse("billing:usage_page") in said


def test_htmx_gets_the_part_and_the_new_figure(used_up: User, as_user: SignIn) -> None:
    part = as_user(used_up).get("/people?q=maren", headers=HTMX)
    assert part.status_code == 402 and "<html" not in part.content.decode()
    assert 'id="searches-left" hx-swap-oob="true"' in part.content.decode()


@pytest.mark.parametrize("path", LISTS)
def test_a_look_without_words_or_filters_is_free(path: str, used_up: User, as_user: SignIn) -> None:
    answer = as_user(used_up).get(path, {"q": ""} if path.startswith(("/search", "/who")) else {})
    assert answer.status_code == 200
    assert answer["X-Searches-Left"] == "0"


def test_records_stay_open(used_up: User, as_user: SignIn) -> None:
    client = as_user(used_up)
    for company in queries.recent_changes(viewer=used_up)[1]:
        assert client.get(f"/companies/{company.slug}").status_code == 200
    assert len(reasons(used_up)) == 10


def test_each_answer_says_what_is_left_and_until_when(dan: User, directory: None, as_user: SignIn) -> None:
    client = as_user(dan)
    page = client.get("/people?q=maren")
    assert page["X-Searches-Left"] == "9" and re.fullmatch(
        r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", page["X-Searches-Reset"]
    )
    assert "9 of 10 searches left" in page.content.decode()
    assert client.get("/api/v1/contacts?q=example")["X-Searches-Left"] == "8"


def test_paging_sorting_opening_and_the_same_again_are_free(dan: User, directory: None, as_user: SignIn) -> None:
    client = as_user(dan)
    page = client.get("/people?q=example").content.decode()
    further = re.search(r'href="(/people\?q=example&amp;cursor=[^"]+)"', page)
    assert further
    client.get(further[1].replace("&amp;", "&"))
    for again in ("sort=name", "open=nobody", "cursor=broken"):
        assert client.get(f"/people?q=example&{again}").status_code == 200
    first = client.get("/api/v1/contacts?q=Example&limit=10").json()
    client.get("/api/v1/contacts", {"q": "EXAMPLE", "limit": 10, "cursor": first["nextCursor"]})
    assert (left(dan), reasons(dan)) == (9, ["CHARGED"])
    minutes_pass(dan, 11)
    client.get("/people?q=example")
    assert left(dan) == 8


def test_the_same_words_are_one_search_wherever_they_are_typed(dan: User, directory: None, as_user: SignIn) -> None:
    client = as_user(dan)
    for path in ("/search", "/who", "/companies", "/people", "/api/v1/who", "/api/v1/search"):
        assert client.get(path, {"q": "Kestrel  Cola"}).status_code == 200
    assert (left(dan), reasons(dan)) == (9, ["CHARGED"])


def test_filters_are_a_search_whatever_their_order(dan: User, directory: None, as_user: SignIn) -> None:
    client = as_user(dan)
    client.get("/people?seniority=VP&seniority=CEO&hasEmail=false")
    client.get("/api/v1/contacts?hasEmail=false&seniority=CEO&seniority=VP")
    assert [entry.what for entry in UsageEntry.objects.all()] == ["People: VP, C-level, No email"] or left(dan) == 9
    client.get("/people?seniority=VP")
    assert left(dan) == 8


def test_the_whole_list_page_by_page_is_a_search(dan: User, directory: None, as_user: SignIn) -> None:
    client = as_user(dan)
    first = client.get("/api/v1/contacts?limit=10")
    assert first["X-Searches-Left"] == "10"
    second = client.get("/api/v1/contacts", {"limit": 10, "cursor": first.json()["nextCursor"]})
    client.get("/api/v1/contacts", {"limit": 10, "cursor": second.json()["nextCursor"]})
    assert (left(dan), reasons(dan)) == (9, ["CHARGED"])


@pytest.mark.parametrize("path", ["/people?q=zzz", "/search?q=zzz", "/who?q=zzz", "/api/v1/contacts?q=zzz"])
def test_nothing_found_costs_nothing(path: str, dan: User, directory: None, as_user: SignIn) -> None:
    assert as_user(dan).get(path)["X-Searches-Left"] == "10"
    assert reasons(dan) == ["CHARGED", "REFUND_EMPTY"]


def test_what_failed_costs_nothing(
    dan: User, directory: None, as_user: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(queries, "search_contacts", fail)
    client = as_user(dan)
    client.raise_request_exception = False
    answer = client.get("/api/v1/contacts?q=maren")
    assert answer.status_code == 500 and answer["X-Searches-Left"] == "10"
    assert reasons(dan) == ["CHARGED", "REFUND_FAILED"]


def test_a_page_that_cannot_be_shown_costs_nothing(
    dan: User, directory: None, as_user: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The search itself had found something."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("dealmecca.directory.views.contact_search.render_part", fail)
    client = as_user(dan)
    client.raise_request_exception = False
    assert client.get("/people?q=maren").status_code == 500
    assert reasons(dan) == ["CHARGED", "REFUND_FAILED"] and list(differences()) == []


def test_pro_is_not_limited_and_has_receipts(ana: User, directory: None, as_user: SignIn) -> None:
    client = as_user(ana)
    for _ in range(12):
        page = client.get("/people?q=maren")
        assert page["X-Searches-Left"] == "unlimited" and "searches left" not in page.content.decode()
    assert reasons(ana) == ["INCLUDED"]


def test_searching_while_typing_is_for_who_does_not_count(
    ana: User, dan: User, directory: None, as_user: SignIn
) -> None:
    assert "input changed delay" in as_user(ana).get("/people").content.decode()
    assert "input changed delay" not in as_user(dan).get("/people").content.decode()


def test_the_hour_of_requests_is_told_and_kept(dan: User, as_user: SignIn) -> None:
    client = as_user(dan)
    answer = client.get("/api/v1/duties")
    assert (answer["RateLimit-Limit"], answer["RateLimit-Remaining"]) == ("100", "99")
    assert answer["RateLimit-Policy"] == "100;w=3600" and 3590 <= int(answer["RateLimit-Reset"]) <= 3600
    client.get("/api/v1/duties?nonsense=1")
    client.get("/companies/choices?company=x")
    client.get("/people?q=x")
    client.get("/people")
    assert RequestWindow.objects.get().count == 4, "refused ones too; a page that searches nothing not"
    RequestWindow.objects.update(count=100)
    refused = client.get("/api/v1/duties")
    assert refused.status_code == 429 and refused["Content-Type"] == "application/problem+json"
    assert refused["RateLimit-Remaining"] == "0" and 3590 <= int(refused["Retry-After"]) <= 3600
    assert refused.json()["detail"] == "Free allows 100 requests an hour. Try again in 60 minutes."
    page = client.get("/people?q=x")
    assert page.status_code == 429 and "That was very fast" in page.content.decode() and page["Retry-After"]
    assert left(dan) == 10, "and what is refused costs nothing"


def test_an_hour_that_is_over_or_was_opened_by_a_wrong_clock_begins_anew(dan: User, as_user: SignIn) -> None:
    client = as_user(dan)
    client.get("/api/v1/duties")
    opened = RequestWindow.objects.get().started_at
    for wrong, status in ((-3_600, 200), (-3_590, 429), (3_000, 429), (366 * 86_400, 200)):
        RequestWindow.objects.update(count=100, started_at=opened + wrong)
        assert client.get("/api/v1/duties").status_code == status, wrong


def test_admins_ask_as_often_as_they_like(admin: User, as_user: SignIn) -> None:
    answer = as_user(admin).get("/api/v1/contacts?q=x")
    assert "RateLimit-Limit" not in answer and not RequestWindow.objects.exists()
