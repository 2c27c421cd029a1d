"""Follows as JSON: the caller's own, once each, also after a record was deleted."""

from collections.abc import Callable
from typing import Any

import pytest

from dealmecca.accounts.models import User
from dealmecca.directory.actions import delete_contact
from dealmecca.following.models import Follow
from dealmecca.history.models import Door
from tests.api.conftest import Api
from tests.factories import make_company, make_contact


def test_following_twice_is_following_once(api: Api) -> None:
    company = make_company("Kestrel Cola")
    first = api.post("/follows", {"companyId": company.pk})
    assert api.status == 201
    assert api.post("/follows", {"companyId": company.pk}) == first and api.status == 200
    assert (first["kind"], first["companyId"], first["contactId"]) == ("company", company.pk, None)
    assert first["name"] == "Kestrel Cola"
    api.delete(f"/follows/{first['id']}")
    assert api.status == 204 and not Follow.objects.exists()
    api.delete(f"/follows/{first['id']}")
    assert api.status == 404


def test_the_list_has_pages_and_keeps_the_names_of_the_deleted(api: Api, admin: User) -> None:
    people = [make_contact(f"Person{number} Example") for number in range(3)]
    for person in people:
        api.post("/follows", {"contactId": person.pk})
    delete_contact(actor=admin, door=Door.WEB, contact=people[0])
    names: list[str] = []
    cursor: Any = None
    while True:
        listing = api.get("/follows", {"limit": 2} | ({"cursor": cursor} if cursor else {}))
        names += [item["name"] for item in listing["items"]]
        cursor = listing["nextCursor"]
        if not cursor:
            break
    assert names == ["Person2 Example", "Person1 Example", "Person0 Example"]


def test_everybody_has_their_own(api: Api, ben: User, as_api: Callable[[User], Api]) -> None:
    row = api.post("/follows", {"companyId": make_company().pk})
    others = as_api(ben)
    assert others.get("/follows")["items"] == []
    others.delete(f"/follows/{row['id']}")
    assert others.status == 404 and Follow.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, ""),
        ({"companyId": "a", "contactId": "b"}, ""),
        ({"companyId": "nobody"}, "companyId"),
        ({"contactId": "nobody"}, "contactId"),
        ({"companyId": 7}, "companyId"),
        ({"personId": "x"}, "personId"),
    ],
)
def test_what_names_no_record_is_refused(api: Api, values: dict[str, Any], field: str) -> None:
    refusal = api.post("/follows", values)
    assert (api.status, refusal["errors"][0]["field"]) == (400, field)


@pytest.mark.parametrize("cursor", ["abc", "Ww", "WzFd"])
def test_a_broken_cursor_is_refused(api: Api, cursor: str) -> None:
    api.get("/follows", {"cursor": cursor})
    assert api.status == 400


def test_queries_do_not_grow(api: Api, questions: Callable[[Callable[[], object]], int]) -> None:
    api.post("/follows", {"companyId": make_company("One").pk})
    one = questions(lambda: api.get("/follows"))
    for number in range(5):
        api.post("/follows", {"companyId": make_company(f"Company {number}").pk})
    assert questions(lambda: api.get("/follows")) == one
