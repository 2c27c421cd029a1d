"""Health addresses: open to monitors, silent about reasons."""

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from tests.api.conftest import assert_problem

pytestmark = pytest.mark.django_db


def test_healthy_ready_and_alive_without_signing_in() -> None:
    client = Client()
    assert client.get("/api/health").json() == {"status": "healthy"}
    assert client.get("/readyz").json() == {"status": "ready"}
    assert client.get("/livez").json() == {"status": "alive"}


@pytest.mark.parametrize("path", ["/api/health", "/livez", "/readyz"])
@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_health_is_only_read(path: str, method: str) -> None:
    response = getattr(Client(enforce_csrf_checks=True), method)(path)
    assert response.status_code == 405
    assert_problem(response)


def test_a_database_that_fails_is_unhealthy_without_its_error_text() -> None:
    def fail(execute, sql, params, many, context):
        raise DatabaseError("password=s3cret host=10.1.2.3")

    client = Client()
    client.cookies["dealmecca"] = "a" * 32  # a monitor in somebody's browser: the session cannot be read either
    with connection.execute_wrapper(fail):
        health = client.get("/api/health")
        ready = client.get("/readyz")
        live = client.get("/livez")
    assert (health.status_code, health.json()) == (500, {"status": "unhealthy"})
    assert (ready.status_code, ready.json()) == (503, {"status": "not ready"})
    assert live.status_code == 200
    assert b"s3cret" not in health.content + ready.content
