"""The OpenAPI document: complete, stable, and readable as a page without any other host."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from django.test import Client

from dealmecca.config.api import api as json_api
from dealmecca.lib.json_shapes import Answer, Values

SNAPSHOT = Path(__file__).parents[2] / "docs" / "openapi.json"


@pytest.fixture
def document() -> dict:
    return json.loads(json.dumps(json_api.get_openapi_schema()))


def test_the_snapshot_is_what_the_api_says(document):
    """A changed contract is a visible diff. The command writes it anew."""
    assert json.loads(SNAPSHOT.read_text(encoding="utf-8")) == document, "dealmecca write_openapi"


def test_it_is_served_to_visitors(db, document):
    response = Client().get("/api/v1/openapi.json")
    assert response.status_code == 200
    assert response.json() == document


def test_every_operation_is_described(document):
    ids = []
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            ids.append(operation["operationId"])
            assert operation["summary"] and operation["description"] and operation["tags"], (method, path)
            assert operation["security"], (method, path)
            assert {"400", "401", "500"} <= set(operation["responses"])
            refusals = [reply for status, reply in operation["responses"].items() if status >= "400"]
            assert all(list(reply["content"]) == ["application/problem+json"] for reply in refusals)
            assert all(
                parameter.get("description") or parameter["in"] == "path" for parameter in operation["parameters"]
            )
    assert len(ids) == len(set(ids))


def test_every_reference_leads_somewhere(document):
    for name in re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(document)):
        assert name in document["components"]["schemas"]


def test_the_page_shows_every_operation_and_needs_no_script_and_no_other_host(db):
    response = Client().get("/api/v1/docs")
    page = response.content.decode()
    assert response.status_code == 200
    for methods in json_api.get_openapi_schema()["paths"].values():
        for operation in methods.values():
            assert f'id="{operation["operationId"]}"' in page
    assert "style=" not in page
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert all(link.startswith(("/", "#")) for link in re.findall(r'(?:href|src)="([^"]*)"', page))
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]


def test_links_inside_the_page_lead_somewhere(db):
    page = Client().get("/api/v1/docs").content.decode()
    anchors = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= anchors


def test_no_two_shapes_have_one_name():
    """The document describes shapes by name: of two it would tell only one, and the other's answers break it."""
    names = Counter(shape.__name__ for shape in _below(Answer) | _below(Values))
    assert not [name for name, count in names.items() if count > 1]


def _below(shape):
    return {shape}.union(*map(_below, shape.__subclasses__()))
