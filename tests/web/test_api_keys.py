"""Keys of the API, as members make and revoke them on the pages."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dealmecca.accounts.models import ApiKey, User
from dealmecca.history.models import Change
from dealmecca.notifications.models import Notification
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
VALUES = {"name": "Our CRM", "scopes": ["read"], "days": "90"}


def confirmed(client: Client) -> Client:
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def test_a_key_is_shown_once_listed_and_revoked(ana: User, as_user: SignIn) -> None:
    client = as_user(ana)
    assert client.get("/settings/keys/new")["Location"].startswith("/accounts/reauthenticate/")
    confirmed(client)
    assert "It may" in client.get("/settings/keys/new").content.decode()
    made = client.post("/settings/keys/new", VALUES)
    text = re.search(r"dm_[a-z0-9]{8}_[\w-]{43}", made.content.decode())
    assert text and "no-store" in made["Cache-Control"]
    key = ApiKey.objects.get()
    assert text[0].startswith(f"dm_{key.prefix}_") and text[0].split("_", 2)[2] not in str(vars(key))
    assert Client(headers={"authorization": f"Bearer {text[0]}"}).get("/api/v1/me").status_code == 200
    page = client.get("/settings/keys").content.decode()
    assert f"dm_{key.prefix}_…" in page and text[0] not in page

    again = client.post("/settings/keys/new", VALUES)
    assert again.status_code == 400 and "You have a key of this name" in again.content.decode(), "sent twice: one key"
    for _ in range(2):
        assert client.post(f"/settings/keys/{key.pk}/revoke")["Location"] == "/settings/keys"
    assert Client(headers={"authorization": f"Bearer {text[0]}"}).get("/api/v1/me").status_code == 401
    assert "revoked" in client.get("/settings/keys").content.decode()
    assert [n.sentence[:30] for n in Notification.objects.filter(user=ana, kind="SECURITY").order_by("created_at")] == [
        "A key of the API was made: Our",
        "A key of the API was revoked: ",
    ]
    assert Change.objects.filter(record_kind="user", record_id=ana.pk).count() == 2


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"scopes": []}, {"scopes": ["all"]}, {"days": "9999"}, {"name": "x" * 81}]
)
def test_what_cannot_be_is_refused_on_the_page(ana: User, as_user: SignIn, wrong: dict[str, object]) -> None:
    answer = confirmed(as_user(ana)).post("/settings/keys/new", {**VALUES, **wrong})
    assert answer.status_code == 400 and not ApiKey.objects.exists()


def test_nobody_revokes_the_key_of_somebody_else(ana: User, cleo: User, admin: User, as_user: SignIn) -> None:
    confirmed(as_user(ana)).post("/settings/keys/new", VALUES)
    key = ApiKey.objects.get()
    for stranger in (cleo, admin):
        client = as_user(stranger)
        assert client.post(f"/settings/keys/{key.pk}/revoke").status_code == 404
        assert "Our CRM" not in client.get("/settings/keys").content.decode()
    assert Client().get("/settings/keys").status_code == 302
    key.refresh_from_db()
    assert key.is_working


def test_keys_belong_to_plans_with_the_api(dan: User, as_user: SignIn) -> None:
    client = confirmed(as_user(dan))
    assert "not part of the plan Free" in client.get("/settings/keys").content.decode()
    assert client.post("/settings/keys/new", VALUES).status_code == 403 and not ApiKey.objects.exists()


def test_the_list_asks_as_much_for_fifty_keys_as_for_two(ana: User, as_user: SignIn) -> None:
    client = as_user(ana)

    def queries(count: int) -> int:
        for number in range(count):
            ApiKey.objects.create(user=ana, name=f"{count} {number}", prefix=f"k{count}{number}", scopes=["read"])
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/settings/keys").status_code == 200
        return len(asked)

    assert queries(2) == queries(48)
