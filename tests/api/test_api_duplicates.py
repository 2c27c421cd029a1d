"""Duplicates by the API: the queue, decisions, merges and taking apart."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.directory.models import Contact
from dealmecca.quality.actions.pairs import fill_queue
from dealmecca.quality.models import DuplicatePair
from tests.factories import make_company, make_contact

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
JSON: Any = {"content_type": "application/json"}


@pytest.fixture
def pair() -> DuplicatePair:
    firm = make_company("Halden & Pike", city="Chicago")
    for title in ("VP, Media", "Media lead"):
        make_contact("Maren Oduya", firm, email="maren@halden.example", title=title)
    fill_queue(actor=None)
    return DuplicatePair.objects.get()


def test_members_are_refused(ana: User, as_user: SignIn, pair: DuplicatePair) -> None:
    browser = as_user(ana)
    for address in ("duplicates", f"duplicates/{pair.pk}", "merges"):
        assert browser.get(f"/api/v1/{address}").status_code == 403
    body = {"kind": "contact", "keptId": pair.a_id, "droppedId": pair.b_id}
    assert browser.post("/api/v1/merges", body, **JSON).status_code == 403
    assert Contact.objects.count() == 2


def test_a_pair_is_read_decided_merged_and_taken_apart(moderator: User, as_user: SignIn, pair: DuplicatePair) -> None:
    browser = as_user(moderator)
    [item] = browser.get("/api/v1/duplicates").json()["items"]
    assert (item["aId"], item["bId"], item["label"], item["state"]) == (pair.a_id, pair.b_id, "duplicate", "OPEN")
    assert {"feature": "email", "level": "same", "weight": 12.5} in item["reasons"]
    put_off = browser.patch(f"/api/v1/duplicates/{pair.pk}", {"state": "LATER"}, **JSON).json()
    assert put_off["state"] == "LATER" and put_off["decidedAt"]
    assert browser.get("/api/v1/duplicates").json()["items"] == []
    assert len(browser.get("/api/v1/duplicates?state=LATER").json()["items"]) == 1

    body = {"kind": "contact", "keptId": pair.a_id, "droppedId": pair.b_id, "choices": {"title": "dropped"}}
    answer = browser.post("/api/v1/merges", body, **JSON)
    merge = answer.json()
    assert answer.status_code == 201 and answer.headers["Location"] == f"/api/v1/merges/{merge['id']}"
    assert merge["choices"]["title"] == "dropped" and merge["left"] == [] and merge["undoneAt"] is None
    assert Contact.objects.get().pk == pair.a_id
    again = browser.post("/api/v1/merges", body, **JSON)
    assert again.status_code == 409 and "is part of Maren Oduya already" in again.json()["detail"]
    assert [each["id"] for each in browser.get("/api/v1/merges").json()["items"]] == [merge["id"]]

    undone = browser.post(f"/api/v1/merges/{merge['id']}/undo").json()
    assert undone["undoneAt"] and undone["left"] == []
    assert Contact.objects.count() == 2
    assert browser.post(f"/api/v1/merges/{merge['id']}/undo").status_code == 409


def test_what_makes_no_sense_is_refused(moderator: User, as_user: SignIn, pair: DuplicatePair) -> None:
    browser = as_user(moderator)
    asked = {"kind": "contact", "keptId": pair.a_id}
    for body, status in (
        ({**asked, "droppedId": pair.a_id}, 400),
        ({**asked, "droppedId": "nobody"}, 400),
        ({**asked, "droppedId": pair.b_id, "choices": {"shoes": "kept"}}, 400),
        ({**asked, "droppedId": pair.b_id, "choices": {"title": "both"}}, 400),
        ({**asked, "droppedId": pair.b_id, "force": True}, 400),
    ):
        assert browser.post("/api/v1/merges", body, **JSON).status_code == status, body
    assert browser.get("/api/v1/duplicates?cursor=broken").status_code == 400
    assert browser.patch(f"/api/v1/duplicates/{pair.pk}", {"state": "MERGED"}, **JSON).status_code == 400
