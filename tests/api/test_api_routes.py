"""Every address of the API, found by asking the API itself: closed to visitors unless named here."""

import re

from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from dealmecca.config.api import api as json_api

OPEN = {"openapi-json", "openapi-view"}  # the document and its page: they hold no data
NO_RESOURCE = {"api-root", "nothing"}  # 404 for everybody
METHODS = ("get", "head", "post", "put", "patch", "delete", "options")


def operations():
    return [(method, path) for path, methods in json_api.get_openapi_schema()["paths"].items() for method in methods]


def test_the_document_names_every_operation_of_the_specification():
    wanted = {
        *((method, f"/api/v1/{name}") for name in ("companies", "contacts") for method in ("get", "post")),
        *(
            (method, f"/api/v1/{name}/{{{one}_id}}")
            for name, one in (("companies", "company"), ("contacts", "contact"))
            for method in ("get", "patch", "delete")
        ),
        ("get", "/api/v1/search"),
        ("post", "/api/v1/imports"),
        ("get", "/api/v1/imports/{import_id}"),
    }
    assert wanted <= set(operations())


def test_every_operation_answers_401_to_a_visitor(visitor):
    for method, path in operations():
        response = getattr(visitor.client, method)(re.sub("{.*?}", "abc", path))
        assert response.status_code == 401, (method, path)
        assert response.headers["Content-Type"] == "application/problem+json"


def test_no_address_answers_a_visitor_by_any_method(visitor):
    [resolver] = [one for one in get_resolver().url_patterns if getattr(one, "namespace", "") == "api"]
    assert isinstance(resolver, URLResolver)
    names = set()
    for pattern in resolver.url_patterns:
        assert isinstance(pattern, URLPattern)
        names.add(pattern.name)
        path = "/api/v1/" + re.sub("<.*?>", "abc", str(pattern.pattern)).lstrip("/")
        for method in METHODS:
            status = getattr(visitor.client, method)(path).status_code
            if pattern.name in OPEN:
                assert status == (200 if method in ("get", "head") else 405), (method, path)
            else:
                assert status in ({404} if pattern.name in NO_RESOURCE else {401, 405}), (method, path, status)
    assert names >= OPEN | NO_RESOURCE
