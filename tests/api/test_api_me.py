"""Who calls, with a session and with a key; and what keys may not."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dealmecca.accounts.actions.api_keys import make_key
from dealmecca.accounts.models import ApiKey, User
from dealmecca.history.models import Door
from tests.accounts.totp import give_app
from tests.cast import PASSWORD, team_up
from tests.factories import make_contact

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
JSON = "application/json"


def key_for(user: User, *scopes: str, **values: Any) -> Client:
    """A program that sends a key of this user, and every cookie of nobody."""
    chosen = {"name": f"key {ApiKey.objects.count()}", "scopes": scopes or ("read",), "expires_at": None, **values}
    _, text = make_key(actor=user, door=Door.API, owner=user, **chosen)
    return Client(headers={"authorization": f"Bearer {text}"}, enforce_csrf_checks=True)


def test_a_key_and_a_session_are_the_same_member(ana: User, ben: User, as_user: SignIn) -> None:
    team = team_up(ana, ben)
    by_key, by_session = key_for(ana).get("/api/v1/me").json(), as_user(ana).get("/api/v1/me").json()
    assert by_key.pop("lastLoginAt") is None and by_session.pop("lastLoginAt")
    assert by_key.pop("loginCount") == 0 and by_session.pop("loginCount") == 1
    assert by_key == by_session
    assert by_key["email"] == "ana@example.com" and by_key["salesTeam"] == {"id": team.pk, "name": team.name}
    assert (by_key["role"], by_key["tier"]) == ("MEMBER", "TEAM")


@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        "Bearer dm_",
        "Bearer dm_abcdefgh_",
        "Bearer dm_abcdefgh_wrong",
        "Basic YTpi",
        "Bearer \udcff",
        "dm_a_b",
    ],
)
def test_what_is_no_key_is_refused_also_beside_a_session(header: str, ana: User, as_user: SignIn) -> None:
    client = as_user(ana)
    answer = client.get("/api/v1/me", headers={"authorization": header})
    assert answer.status_code == 401 and answer["WWW-Authenticate"].startswith("Bearer")
    assert "unknown, was revoked, or ran out" in answer.json()["detail"]


def test_a_key_ignores_cookies_and_needs_no_token(ana: User, cleo: User) -> None:
    program = key_for(ana, "read", "write")
    program.force_login(cleo)
    assert program.get("/api/v1/me").json()["email"] == "ana@example.com"
    contact = make_contact("Maren Oduya")
    answer = program.post("/api/v1/follows", {"contactId": contact.pk}, content_type=JSON)
    assert answer.status_code == 201


def test_each_scope_opens_its_own(ana: User) -> None:
    contact = make_contact("Maren Oduya")
    reader, writer = key_for(ana, "read"), key_for(ana, "write")
    refused = reader.post("/api/v1/follows", {"contactId": contact.pk}, content_type=JSON)
    assert refused.status_code == 403 and "may not write. It may: read." in refused.json()["detail"]
    assert writer.get("/api/v1/me").status_code == 403 and writer.head("/api/v1/me").status_code == 403
    assert writer.post("/api/v1/follows", {"contactId": contact.pk}, content_type=JSON).status_code == 201


def test_a_key_dies_with_its_owner_its_day_and_its_plan(ana: User, dan: User) -> None:
    program = key_for(ana)
    ApiKey.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert program.get("/api/v1/me").status_code == 401
    ApiKey.objects.update(expires_at=timezone.now() + timedelta(days=1))
    assert program.get("/api/v1/me").status_code == 200
    User.objects.filter(pk=ana.pk).update(is_active=False)
    assert program.get("/api/v1/me").status_code == 401
    refused = key_for(dan).get("/api/v1/me")
    assert refused.status_code == 403 and "plan Free" in refused.json()["detail"]


def test_a_key_has_the_role_its_owner_has_now(moderator: User, settings: Any) -> None:
    contact = make_contact("Maren Oduya")
    program = key_for(moderator, "read", "write")
    User.objects.filter(pk=moderator.pk).update(role="MEMBER", subscription_tier="PRO")
    assert program.delete(f"/api/v1/contacts/{contact.pk}").status_code == 403
    User.objects.filter(pk=moderator.pk).update(role="MODERATOR")
    settings.REQUIRE_SECOND_FACTOR = True
    assert program.delete(f"/api/v1/contacts/{contact.pk}").status_code == 403, "keys are no way around it"
    give_app(moderator)
    assert program.delete(f"/api/v1/contacts/{contact.pk}").status_code == 204


def test_that_it_was_used_is_written_once_a_minute(ana: User) -> None:
    program = key_for(ana)

    def writes() -> int:
        with CaptureQueriesContext(connection) as asked:
            program.get("/api/v1/me")
        return sum(query["sql"].startswith("UPDATE") for query in asked)

    assert [writes() for _ in range(3)] == [1, 0, 0]
    ApiKey.objects.update(last_used_at=timezone.now() - timedelta(seconds=61))
    assert writes() == 1


def test_keys_are_looked_after_by_sessions(ana: User, cleo: User, as_user: SignIn) -> None:
    client = as_user(ana)
    values = {"name": "CRM", "scopes": ["read"], "expiresInDays": 30}
    assert "/accounts/reauthenticate/" in client.post("/api/v1/me/keys", values, content_type=JSON).json()["detail"]
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    made = client.post("/api/v1/me/keys", values, content_type=JSON)
    assert made.status_code == 201 and made.json()["key"].startswith(f"dm_{made.json()['prefix']}_")
    (listed,) = client.get("/api/v1/me/keys").json()["items"]
    assert listed["name"] == "CRM" and "key" not in listed
    assert client.post("/api/v1/me/keys", values, content_type=JSON).status_code == 400
    address = f"/api/v1/me/keys/{listed['id']}"
    assert as_user(cleo).delete(address).status_code == 404
    assert as_user(cleo).get("/api/v1/me/keys").json() == {"items": []}
    program = Client(headers={"authorization": f"Bearer {made.json()['key']}"})
    for method, path in (("get", "/api/v1/me/keys"), ("post", "/api/v1/me/keys"), ("delete", address)):
        assert getattr(program, method)(path, **({} if method == "get" else {"content_type": JSON})).status_code == 403
    for _ in range(2):
        assert client.delete(address).status_code == 204
    assert program.get("/api/v1/me").status_code == 401


@pytest.mark.parametrize("wrong", [{"scopes": []}, {"scopes": ["all"]}, {"name": " "}, {"expiresInDays": 0}])
def test_keys_that_cannot_be_are_refused(wrong: dict[str, Any], ana: User, as_user: SignIn) -> None:
    client = as_user(ana)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    values = {"name": "CRM", "scopes": ["read"], **wrong}
    assert client.post("/api/v1/me/keys", values, content_type=JSON).status_code == 400


def test_at_most_twenty_keys_work_at_once(ana: User) -> None:
    for _ in range(20):
        key_for(ana)
    with pytest.raises(Exception, match="At most 20"):
        key_for(ana)
