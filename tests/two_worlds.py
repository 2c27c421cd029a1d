"""Two worlds that differ in one thing must look the same, byte for byte, to everybody whom it does not concern.

The worlds are one database, before and after: so ids and times are the same. Time must be frozen by the caller.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from dealmecca.accounts.models import User

Asked = tuple[str, str, str]  # who, method, address
Answers = dict[Asked, tuple[int, dict[str, str], bytes]]
Request = tuple[str, str, dict[str, Any]]  # method, address, what is sent

# New in each answer, whatever the world: the mask of the CSRF token, and what an empty form's draft would be called.
_TOKEN = re.compile(rb'(csrfmiddlewaretoken" value="|name="draft" value="new )[^"]+')
_HEADERS = (
    "Content-Type",
    "Content-Length",
    "ETag",
    "Last-Modified",
    "Location",
    "Cache-Control",
    "Vary",
    "HX-Push-Url",
)


def sign_in(users: Mapping[str, User]) -> dict[str, Client]:
    """A browser for each, which stays signed in through both worlds."""
    browsers = {}
    for name, user in users.items():
        browsers[name] = Client(raise_request_exception=False)
        browsers[name].force_login(user)
    return browsers


def reads(addresses: Iterable[str]) -> list[Request]:
    return [("GET", address, {}) for address in addresses]


def crawl(browsers: Mapping[str, Client], requests: Iterable[Request]) -> Answers:
    """Everybody asks for everything; of no request anything stays."""
    answers: Answers = {}
    asked = list(requests)
    for name, browser in browsers.items():
        for method, address, sent in asked:
            jar = {key: value.value for key, value in browser.cookies.items()}
            with transaction.atomic():
                answer = _ask(browser, method, address, sent)
                body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
                transaction.set_rollback(True)
            browser.cookies.clear()  # a toast that waits in one
            browser.cookies.load(jar)
            headers = {header: answer.headers[header] for header in _HEADERS if header in answer.headers}
            answers[name, method, address] = (answer.status_code, headers, _TOKEN.sub(rb"\1", body))
    return answers


def differences(one: Answers, other: Answers) -> list[str]:
    """Who can tell the worlds apart, by which request, and where the answers part."""
    found = []
    for asked, answer in one.items():
        if other[asked] != answer:
            found.append(f"{asked[0]}: {asked[1]} {asked[2]}: {_where(answer, other[asked])}")
    return found


def assert_same(browsers: Mapping[str, Client], requests: list[Request], change: Callable[[], object]) -> None:
    """What `change` does is seen by none of these. Raises AssertionError with each request that betrays it."""
    before = crawl(browsers, requests)
    crashed = [asked for asked, (status, _, _) in before.items() if status >= 500]
    assert not crashed, crashed
    unsteady = differences(before, crawl(browsers, requests))
    assert not unsteady, "\n".join(["the crawl does not repeat itself", *unsteady])
    change()
    told = differences(before, crawl(browsers, requests))
    assert not told, "\n".join(told)


def _ask(browser: Client, method: str, address: str, sent: dict[str, Any]) -> HttpResponse:
    kind: dict[str, Any] = {"data": sent}
    if method != "GET" and address.startswith("/api/"):
        kind["content_type"] = "application/json"
    answer: HttpResponse = getattr(browser, method.lower())(address, **kind)
    return answer


def _where(one: tuple[int, dict[str, str], bytes], other: tuple[int, dict[str, str], bytes]) -> str:
    if one[2] == other[2] or one[0] != other[0]:
        return f"{one[:2]} and {other[:2]}"
    at = next((at for at, (a, b) in enumerate(zip(one[2], other[2], strict=False)) if a != b), 0)
    return f"…{one[2][max(0, at - 60) : at + 60]!r} and …{other[2][max(0, at - 60) : at + 60]!r}"
