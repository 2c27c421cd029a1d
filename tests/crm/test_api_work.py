"""A seller's own work over JSON: interactions, follow-ups, notes, pipeline, timelines, lead scores."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dealmecca.accounts.models import User
from dealmecca.crm.models import FollowUp, Interaction, Note
from dealmecca.directory.models import Company, Contact
from tests.cast import team_up
from tests.factories import make_contact

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def send(client: Client, method: str, path: str, values: Any = None) -> Any:
    return getattr(client, method)(f"/api/v1/{path}", values, content_type="application/json")


def test_an_interaction_over_its_life(ana: User, maren: Contact, kestrel: Company, as_user: SignIn) -> None:
    client = as_user(ana)
    values = {"text": "called, no answer", "contactIds": [maren.pk], "companyId": kestrel.pk}
    made = send(client, "post", "interactions", values)
    assert made.status_code == 201
    assert (made.json()["kind"], made.json()["outcome"]) == ("CALL", "NO_ANSWER"), "the line says so"
    person = made.json()["people"][0]
    assert (person["name"], person["title"], person["companyName"]) == (
        "Maren Oduya",
        "Group Director",
        "Halden & Pike",
    )
    assert send(client, "post", "interactions", values).json()["id"] == made.json()["id"], "a retry"
    address = made["Location"].removeprefix("/api/v1/")
    changed = send(client, "patch", address, {"outcome": "Reached", "kind": "email", "contactIds": []})
    assert (changed.json()["outcome"], changed.json()["kind"], changed.json()["people"]) == ("REACHED", "EMAIL", [])
    assert send(client, "get", address).json() == changed.json()
    assert send(client, "delete", address).status_code == 204
    assert send(client, "get", address).status_code == 404


@pytest.mark.parametrize(
    ("values", "field"),
    [({"text": "x"}, "contactIds"), ({"text": "x", "contactIds": ["cnobody"]}, "contactIds"), ({}, "text"),
     ({"text": "x", "companyId": "nowhere"}, "companyId"), ({"text": "x", "kind": "SMOKE"}, "kind"),
     ({"text": "x", "happenedAt": "2090-01-01T00:00:00Z"}, "happenedAt"), ({"text": "x", "color": 1}, "color"),
     ({"text": "\0"}, "text")],
)  # fmt: skip
def test_what_cannot_be_logged_names_its_field(
    ana: User, maren: Contact, as_user: SignIn, values: dict[str, Any], field: str
) -> None:
    if field not in ("contactIds", "companyId"):
        values = {**values, "contactIds": [maren.pk]}
    answer = send(as_user(ana), "post", "interactions", values)
    assert answer.status_code == 400 and field in {error["field"] for error in answer.json()["errors"]}
    assert not Interaction.objects.exists()


def test_a_follow_up_over_its_life(ana: User, ben: User, cleo: User, maren: Contact, as_user: SignIn) -> None:
    team_up(ana, ben)
    client = as_user(ana)
    values = {"text": "Send curves", "dueOn": "2027-01-31", "dueTime": "15:30", "contactId": maren.pk}
    made = send(client, "post", "follow-ups", values)
    assert made.status_code == 201 and made.json()["dueAt"]
    address = f"follow-ups/{made.json()['id']}"
    changed = send(client, "patch", address, {"dueOn": "2027-02-01", "isDone": True})
    assert (changed.json()["dueOn"], changed.json()["dueAt"]) == ("2027-02-01", None) and changed.json()["doneAt"]
    half = send(client, "patch", address, {"text": "Another", "userId": ben.pk})
    assert half.status_code == 409 and FollowUp.objects.get().text == "Send curves", "all of it or nothing"
    assert send(client, "patch", address, {"isDone": False}).json()["doneAt"] is None
    assert send(client, "patch", address, {"userId": cleo.pk}).status_code == 400
    assert send(client, "patch", address, {"userId": ben.pk}).json()["userId"] == ben.pk
    assert send(as_user(cleo), "get", address).status_code == 404
    assert send(client, "get", "follow-ups?own=true").json()["items"] == []
    assert send(client, "delete", address).status_code == 204


def test_a_note_and_who_sees_it(ana: User, ben: User, maren: Contact, as_user: SignIn) -> None:
    client = as_user(ana)
    made = send(client, "post", "notes", {"text": "Likes jazz", "contactId": maren.pk})
    assert made.json()["visibility"] == "PRIVATE"
    address = f"notes/{made.json()['id']}"
    assert send(client, "patch", address, {"visibility": "TEAM"}).status_code == 400, "no team"
    team_up(ana, ben)
    assert send(as_user(ben), "get", address).status_code == 404
    assert send(as_user(ana), "patch", address, {"visibility": "TEAM"}).json()["visibility"] == "TEAM"
    assert send(as_user(ben), "get", address).status_code == 200
    assert send(as_user(ben), "patch", address, {"text": "mine"}).status_code == 403
    assert Note.objects.get().text == "Likes jazz"


def test_a_card_is_moved_from_where_it_was_seen(ana: User, maren: Contact, as_user: SignIn) -> None:
    client = as_user(ana)
    made = send(client, "post", "pipeline", {"contactId": maren.pk}).json()
    assert send(client, "post", "pipeline", {"contactId": maren.pk, "status": "WON"}).json() == made
    address = f"pipeline/{made['id']}"
    assert send(client, "patch", address, {"status": "MEETING", "seen": "NEW"}).json()["status"] == "MEETING"
    assert send(client, "patch", address, {"status": "WON", "seen": "NEW"}).status_code == 409
    assert len(send(client, "get", "pipeline?status=MEETING").json()["items"]) == 1
    assert send(client, "get", "pipeline?status=WON").json()["items"] == []
    assert send(client, "delete", address).status_code == 204


def test_a_score_sums_and_can_be_set(ana: User, maren: Contact, as_user: SignIn) -> None:
    client, address = as_user(ana), f"contacts/{maren.pk}/lead-score"
    found = send(client, "get", address).json()
    assert found["score"] == found["computed"] == sum(item["points"] for item in found["items"])
    assert send(client, "put", address, {"score": 101}).status_code == 400
    assert send(client, "put", address, {"score": 97}).json()["score"] == 97
    assert send(client, "get", address).json()["override"] == 97
    assert send(client, "delete", address).json()["override"] is None


@pytest.mark.parametrize("kind", ["interactions", "follow-ups", "notes", "pipeline", "timeline"])
def test_lists_are_paged_and_flat(ana: User, cleo: User, agency: Company, as_user: SignIn, kind: str) -> None:
    client = as_user(ana)
    maren = make_contact("Maren Oduya", agency)
    path = f"contacts/{maren.pk}/timeline" if kind == "timeline" else kind

    def add(number: int) -> None:
        person = make_contact(f"Person{number:02} Example", agency).pk if kind == "pipeline" else maren.pk
        values = {"interactions": {"text": f"{number}", "contactIds": [person]}, "pipeline": {"contactId": person},
                  "follow-ups": {"text": f"{number}", "dueOn": "2027-01-31", "contactId": person}}  # fmt: skip
        where = "notes" if kind == "timeline" else kind
        assert (
            send(client, "post", where, values.get(kind, {"text": f"{number}", "contactId": person})).status_code == 201
        )

    for number in range(2):
        add(number)
    with CaptureQueriesContext(connection) as few:
        send(client, "get", path)
    for number in range(2, 30):
        add(number)
    with CaptureQueriesContext(connection) as many:
        send(client, "get", path)
    assert len(few) == len(many)
    seen, cursor = [], ""
    for _ in range(9):
        page = send(client, "get", f"{path}?limit=7{f'&cursor={cursor}' if cursor else ''}").json()
        seen += [item["id"] for item in page["items"]]
        cursor = page["nextCursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == (31 if kind == "timeline" else 30)
    for wrong in ("cursor=rubbish", "limit=0", "contact=cnobody", "color=red"):
        assert send(client, "get", f"{path}?{wrong}").status_code == 400
    if kind != "timeline":
        assert send(as_user(cleo), "get", path).json()["items"] == []
