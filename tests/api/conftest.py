"""What the API's tests share: clients that answer with JSON, and a small varied directory."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dealmecca.accounts.models import User
from tests.factories import make_company, make_contact
from tests.shared_rows import made_once


class Api:
    """A client of /api/v1 that keeps the last answer. Bodies go out as JSON."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.response: Any = None

    def get(self, path: str, query: Any = None) -> Any:
        return self._answer(self.client.get(f"/api/v1{path}", query))

    def post(self, path: str, body: Any, **options: Any) -> Any:
        return self._answer(self.client.post(f"/api/v1{path}", _json(body), "application/json", **options))

    def patch(self, path: str, body: Any) -> Any:
        return self._answer(self.client.patch(f"/api/v1{path}", _json(body), "application/json"))

    def put(self, path: str, body: Any) -> Any:
        return self._answer(self.client.put(f"/api/v1{path}", _json(body), "application/json"))

    def delete(self, path: str) -> Any:
        return self._answer(self.client.delete(f"/api/v1{path}"))

    @property
    def status(self) -> int:
        return int(self.response.status_code)

    def _answer(self, response: Any) -> Any:
        self.response = response
        if response.status_code >= 400:
            assert_problem(response)
        return json.loads(response.content) if response.content else None


def assert_problem(response: Any) -> None:
    """The one error shape, whoever refused."""
    assert response.headers["Content-Type"] == "application/problem+json"
    body = json.loads(response.content)
    assert set(body) == {"type", "title", "status", "detail", "instance", "errors"}
    assert body["status"] == response.status_code
    assert all(set(error) == {"field", "message"} for error in body["errors"])


def _json(body: Any) -> bytes:
    return body if isinstance(body, bytes) else json.dumps(body).encode()


@pytest.fixture
def visitor(db: None) -> Api:
    return Api(Client())


@pytest.fixture
def as_api(db: None, as_user: Callable[[User], Client]) -> Callable[[User], Api]:
    return lambda user: Api(as_user(user))


@pytest.fixture
def api(ana: User, as_api: Callable[[User], Api]) -> Api:
    """Ana's."""
    return as_api(ana)


@pytest.fixture
def questions(db: None) -> Callable[[Callable[[], object]], int]:
    """How many queries a call makes."""

    def count(call: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as captured:
            call()
        return len(captured)

    return count


@pytest.fixture(scope="module")
def directory(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with made_once(django_db_blocker):
        make_directory()
        yield


def make_directory() -> None:
    """Four companies and 24 people who differ in everything that is a filter."""
    companies = [
        make_company("Halden & Pike", company_type="AGENCY", industry="ADVERTISING", city="New York", state="NY"),
        make_company(
            "Halden West", company_type="OFFICE", industry="ADVERTISING", city="Los Angeles", state="California"
        ),
        make_company("Oréale Beauty", company_type="ADVERTISER", industry="BEAUTY", city="New York", state="New York"),
        make_company("Nowhere Inc"),
    ]
    seniorities = ["VP", "DIRECTOR", "MANAGER", "", "Grand Vizier"]
    departments = ["MEDIA_BUYING", "STRATEGY", ""]
    for number in range(24):
        make_contact(
            f"Person{number:02} Pike",
            companies[number % 5] if number % 5 < 4 else None,
            seniority=seniorities[number % 5 - number % 2],
            department=departments[number % 3],
            email=f"p{number}@example.com" if number % 4 else "",
            phone="+1 212 555 0123" if number % 6 == 0 else "",
        )
