"""Lists as files over the API."""

from typing import Any

import pytest
from django.test import Client

from dealmecca.accounts.actions.api_keys import make_key
from dealmecca.exports.models import Export
from dealmecca.history.models import Door
from tests.factories import make_contact


def send(api, body, status=200):
    response = api.client.post("/api/v1/exports", body, "application/json")
    assert response.status_code == status, response.content
    return response


def test_a_file_comes_with_its_receipt(api, ana):
    make_contact("Maren Oduya", email="m@example.com")
    response = send(api, {"kind": "contact", "filters": {"q": ["oduya"]}, "format": "csv"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert text.splitlines()[1].startswith("Maren,Oduya,") and "m@example.com" in text
    export = Export.objects.get()
    assert (response.headers["X-Export-Id"], response.headers["X-Export-Rows"]) == (export.pk, "1")
    assert (export.user, export.door, export.written) == (ana, Door.API, 1)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"kind": "dogs"}, "kind"),
        ({"kind": "contact", "format": "exe"}, "format"),
        ({"kind": "contact", "filters": {"shoeSize": ["9"]}}, "filters"),
        ({"kind": "contact", "filters": [1]}, "filters"),
        ({}, "kind"),
    ],
)
def test_wrong_input_is_named(api, body, field):
    problem = api.post("/exports", body)
    assert api.status == 400 and problem["errors"][0]["field"] == field and not Export.objects.exists()


def test_a_plan_without_export_hears_so(as_api, dan):
    make_contact("Maren Oduya")
    api = as_api(dan)
    assert "/plans" in api.post("/exports", {"kind": "contact"})["detail"] and api.status == 402
    api.get("/exports")
    assert api.status == 405, "a file costs something, so no GET gives one"


@pytest.mark.parametrize(("scopes", "status"), [(["export"], 200), (["read", "write"], 403)])
def test_a_key_takes_files_when_it_may_export(ana, scopes, status):
    make_contact("Maren Oduya")
    values = {"name": "The first", "scopes": scopes, "expires_at": None}
    _, text = make_key(actor=ana, door=Door.API, owner=ana, **values)
    client = Client(headers={"authorization": f"Bearer {text}"}, enforce_csrf_checks=True)
    response: Any = client.post("/api/v1/exports", {"kind": "contact"}, "application/json")
    assert response.status_code == status
    if scopes == ["export"]:
        assert b"".join(response.streaming_content).count(b"\r\n") == 2
        assert client.post("/api/v1/follows", {}, "application/json").status_code == 403
