"""Every operation of the API asked by keys: each opens what its owner may, within its scopes and plan, and no more."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from dealmecca.accounts.actions.api_keys import make_key
from dealmecca.accounts.models import Scope, User
from dealmecca.history.models import Door
from tests.matrix.test_matrix import MAY, ROUTES, Route, ask, everybody, got_in

__all__ = ["everybody"]  # the fixture: the same people and records

pytestmark = [pytest.mark.once, pytest.mark.django_db]
OWNERS = {"owner": "ana", "mate": "ben", "stranger": "cleo", "free": "dan", "moderator": "moderator", "admin": "admin"}
OPERATIONS = [
    route for route in ROUTES if route.address.startswith("/api/v1/") and "visitors" not in route.who.values()
]
BY_SESSION_ALONE = ("/api/v1/me/keys", "/api/v1/me/keys/{key}")  # a key lists, makes and revokes no keys
FILES = "/api/v1/exports"  # a scope of its own


@pytest.fixture(scope="module")
def keys(everybody: Any) -> Iterator[dict[str, dict[str, Client]]]:
    """For each member a client with a key that may do everything, and one with a key that may read alone."""
    found: dict[str, dict[str, Client]] = {}
    for name, person in OWNERS.items():
        user = User.objects.get(email=f"{person}@example.com")
        found[name] = {}
        for kind, scopes in (("all", Scope.values), ("read", [Scope.READ])):
            _, text = make_key(
                actor=user, door=Door.WEB, owner=user, name=f"matrix {kind}", scopes=scopes, expires_at=None
            )
            found[name][kind] = Client(raise_request_exception=False, headers={"authorization": f"Bearer {text}"})
    yield found


@pytest.mark.parametrize("route", OPERATIONS, ids=lambda route: route.address)
def test_a_key_opens_what_its_owner_may_within_its_scopes_and_no_more(route: Route, everybody: Any, keys: Any) -> None:
    _, records = everybody
    wrong = []
    for method, who in route.who.items():
        for name, clients in keys.items():
            for kind, client in clients.items():
                answer = ask(client, method, route, records)
                may = name in MAY[who] and name != "free"  # whose plan has no keys
                may = may and (kind == "all" or (method == "GET" and route.address != FILES))
                may = may and route.address not in BY_SESSION_ALONE
                if answer.status_code >= 500 or got_in(answer) != may:
                    wrong.append(f"{method} by a key of {name} ({kind}): {answer.status_code}, may: {may}")
    assert not wrong, "\n".join([route.address, *wrong])
