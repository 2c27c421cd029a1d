"""Every address with every method, asked by everybody: only those who may get an answer, and no route is forgotten."""

import json
import logging
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, resolve
from ninja.operation import PathView

from dealmecca.accounts.models import User
from tests.matrix.bodies import BODIES
from tests.matrix.world import make_people, make_records

pytestmark = [pytest.mark.once, pytest.mark.django_db]

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
VISITOR = "visitor"
MEMBERS = {"owner", "mate", "stranger", "free", "moderator", "admin"}
MAY = {
    "visitors": MEMBERS | {VISITOR},
    "members": MEMBERS,
    "paying": MEMBERS - {"free"},
    "moderators": {"moderator", "admin"},
    "admins": {"admin"},
    "owner": {"owner"},
    "nobody": set(),  # its own signature decides: tested by itself
    "team": {"owner", "mate"},
    "keeper": {"owner", "moderator", "admin"},
}
NOT_THERE = {"owner", "team", "keeper"}  # a stranger hears 404, as for a record that never was
# What a GET may write down: who looked, and every five minutes in which session. Everything else is a change, and
# changes are no GET's business.
LOOKS = re.compile(
    r"(django_session|usersessions_usersession|contact_views|record_views|dashboard|forum_visits|view_count)",
    re.IGNORECASE,
)


class Route(NamedTuple):
    """One address; for each method that it answers, who may use it (a key of MAY)."""

    address: str
    who: dict[str, str]


def read_routes() -> list[Route]:
    routes: dict[str, Route] = {}
    for line in (Path(__file__).parent / "routes.txt").read_text().splitlines():
        words = line.partition("#")[0].split()
        if words:
            *methods, address, who = words
            routes.setdefault(address, Route(address, {})).who.update(dict.fromkeys(methods, who))
    return list(routes.values())


ROUTES = read_routes()


@pytest.fixture(scope="module")
def everybody(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[dict[str, Client], dict[str, str]]]:
    """A browser for each person, and what stands for {…} in the addresses: made once, and never written."""
    logging.disable(logging.WARNING)  # a refusal is what most of these requests are for
    files = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), files, transaction.atomic():
        people: dict[str, User] = make_people()
        records = make_records(people)
        browsers = {VISITOR: Client(raise_request_exception=False)}
        for name, user in people.items():
            browsers[name] = Client(raise_request_exception=False)
            browsers[name].force_login(user)
            confirm_again(browsers[name], user)
        yield browsers, records
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)


def confirm_again(browser: Client, user: User) -> None:
    """They typed their password a moment ago, as the pages on security ask."""
    session = browser.session
    said = {"method": "password", "at": time.time(), "reauthenticated": True}
    session.update({"account_authentication_methods": [said], "account_authentication_methods_user": str(user.pk)})
    session.save()


def ask(browser: Client, method: str, route: Route, records: dict[str, str]) -> HttpResponse:
    """One request, of which nothing stays."""
    address = route.address.format(**records)
    body = BODIES.get((method, route.address), {})
    sent = {key: value.format(**records) if isinstance(value, str) else value for key, value in body.items()}
    kind: dict[str, Any] = {"data": sent}
    if "file" in sent:
        kind = {"data": sent | {"file": SimpleUploadedFile("people.csv", sent["file"].encode())}}
    elif method != "GET" and address.startswith("/api/"):
        kind = {"data": json.dumps(sent), "content_type": "application/json"}
    with transaction.atomic():
        answer = getattr(browser, method.lower())(address, **kind)
        if answer.streaming:
            b"".join(answer.streaming_content)
        transaction.set_rollback(True)
    return answer


def got_in(answer: HttpResponse) -> bool:
    to_sign_in = answer.status_code == 302 and answer["Location"].startswith(("/accounts/login", "/accounts/reauth"))
    return answer.status_code not in (401, 403, 404, 405) and not to_sign_in


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.address)
def test_only_those_who_may_get_an_answer(route: Route, everybody: Any) -> None:
    browsers, records = everybody
    wrong = []
    for method in METHODS:
        for name, browser in browsers.items():
            if method not in route.who and name not in (VISITOR, "owner", "admin"):
                continue  # who cannot write here by any method: three are enough to see that
            with CaptureQueriesContext(connection) as queries:
                answer = ask(browser, method, route, records)
            said = f"{method} as {name}: {answer.status_code}"
            may = name in MAY[route.who[method]] if method in route.who else False
            if answer.status_code >= 500:
                wrong.append(f"{said}, a crash")
            elif got_in(answer) != may:
                wrong.append(f"{said}, {'let in' if got_in(answer) else 'refused'}")
            elif not may and answer.status_code not in refusals(route, method, name):
                wrong.append(f"{said}, not {refusals(route, method, name)}")
            if method == "GET":
                writes = [query["sql"][:90] for query in queries if is_change(query["sql"])]
                wrong += [f"{said} and changed something: {sql}" for sql in writes]
    assert not wrong, "\n".join([route.address, *wrong])


def refusals(route: Route, method: str, name: str) -> tuple[int, ...]:
    """How it is refused: visitors are sent to sign in, strangers find nothing, others hear that they may not."""
    who = route.who.get(method)
    if who == "nobody":
        return (400, 404)
    if name == VISITOR:
        at_sign_in = 401 if route.address.startswith("/api/") else 302
        return (at_sign_in,) if who else (at_sign_in, 405)
    if who is None:
        return (405,) if "members" in route.who.values() else (405, 403, 404)
    return (404, 403) if who in NOT_THERE else (403,)  # 403 where this member may open none of them


def is_change(sql: str) -> bool:
    return sql.startswith(("INSERT", "UPDATE", "DELETE")) and not LOOKS.search(sql)


def test_no_route_is_forgotten(everybody: Any) -> None:
    """Each pattern of ours, and each operation of the API, has its line."""
    _, records = everybody
    listed = set()
    for route in ROUTES:
        match = resolve(route.address.format(**records))
        view = path_view(match.func)
        for method in route.who:
            listed.add((family(match.route), method if view else "any"))
    forgotten = [
        f"{method} {route}"
        for route, pattern in named_patterns()
        for method in methods_of(pattern)
        if (family(route), method) not in listed
    ]
    assert sorted(set(forgotten)) == []


def family(route: str) -> str:
    """The record browser has the same two addresses for each table: tests/operations/test_records.py asks them all."""
    return re.sub(r"^operate/records/\w+/\w+/", "operate/records/<table>/", route)


def named_patterns() -> Iterator[tuple[str, URLPattern]]:
    def walk(entries: Any, before: str) -> Iterator[tuple[str, URLPattern]]:
        for entry in entries:
            if isinstance(entry, URLPattern):
                yield before + str(entry.pattern), entry
            else:
                yield from walk(entry.url_patterns, before + str(entry.pattern))

    for route, pattern in walk(get_resolver().url_patterns, ""):
        is_ours = getattr(pattern.callback, "__module__", "").startswith(("dealmecca.", "ninja."))
        if is_ours and pattern.name not in ("api-root", "nothing") and not route.startswith("^api"):
            yield route, pattern


def methods_of(pattern: URLPattern) -> list[str]:
    view = path_view(pattern.callback)
    return sorted({method for operation in view.operations for method in operation.methods}) if view else ["any"]


def path_view(callback: Any) -> PathView | None:
    """ninja's view behind one address of the API, if it is one."""
    while callback is not None:
        for cell in getattr(callback, "__closure__", None) or ():
            if isinstance(cell.cell_contents, PathView):
                return cell.cell_contents
        owner = getattr(callback, "__self__", None)
        if isinstance(owner, PathView):
            return owner
        callback = getattr(callback, "__wrapped__", None)
    return None
