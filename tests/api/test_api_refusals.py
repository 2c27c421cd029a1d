"""One shape for every refusal, whichever part of the application refuses."""

import pytest
from django.db import IntegrityError, OperationalError
from django.test import Client
from pydantic.alias_generators import to_camel

from dealmecca.directory import actions, queries
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.schemas import CompanyValues, ContactValues
from tests.api.conftest import Api, assert_problem
from tests.factories import make_contact


@pytest.mark.parametrize("path", ["", "/", "/nope", "/contacts/", "/contacts/a/b", "/contacts/%00/x", "/Contacts"])
@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "head", "options"])
def test_an_unknown_address_is_a_404(api, path, method):
    response = getattr(api.client, method)(f"/api/v1{path or '/'}")
    assert response.status_code == 404
    if method != "head":
        assert_problem(response)


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v1", "/api/nope", "/api/v2/contacts", "/api/health/"])
@pytest.mark.parametrize("method", ["get", "post", "delete", "options"])
def test_an_unknown_address_beside_the_api_is_a_problem_too(db, path, method):
    response = getattr(Client(enforce_csrf_checks=True), method)(path)
    assert response.status_code == 404
    assert_problem(response)


def test_a_host_that_nobody_allowed_is_a_problem_for_programs_and_a_page_for_people(db):
    answers = [Client().get(path, headers={"Host": "evil.example"}) for path in ("/api/v1/contacts", "/people")]
    assert [answer.status_code for answer in answers] == [400, 400]
    assert_problem(answers[0])
    assert "This request could not be read" in answers[1].content.decode()


@pytest.mark.parametrize(("path", "allowed"), [("/contacts", {"GET", "POST"}), ("/search", {"GET"})])
def test_a_method_that_an_address_does_not_have_is_a_405(api, path, allowed):
    response = api.client.put(f"/api/v1{path}")
    assert response.status_code == 405
    assert_problem(response)
    assert set(response.headers["Allow"].split(", ")) == allowed


@pytest.mark.parametrize("path", ["/contacts", "/companies", "/search?q=a", "/contacts/abc"])
def test_unknown_parameters_are_named_and_the_near_one_suggested(api, path):
    refusal = api.get(path + ("&" if "?" in path else "?") + "limmit=3&zzz=1")
    assert api.status == 400
    assert [error["field"] for error in refusal["errors"]] == ["limmit", "zzz"]
    if path != "/contacts/abc":
        assert "Did you mean limit?" in refusal["errors"][0]["message"]


def test_a_filter_that_a_kind_does_not_have_is_an_unknown_parameter(api):
    refusal = api.get("/companies?seniority=VP")
    assert (api.status, refusal["errors"][0]["field"]) == (400, "seniority")


def test_writes_take_no_parameters(api):
    api.post("/contacts?dryRun=1", {"lastName": "X"})
    assert api.status == 400
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("application/json", b'{"lastName":', 400),
        ("application/json", b"\xff\xfe", 400),
        ("application/json", b'{"lastName": NaN}', 400),
        ("application/json", b"[" * 100_000, 400),
        ("application/json", b'{"lastName": ' + b"9" * 5000 + b"}", 400),
        ("application/json", b"", 400),
        ("text/plain", b'{"lastName": "X"}', 415),
        ("application/x-www-form-urlencoded", b"lastName=X", 415),
        ("multipart/form-data; boundary=x", b"--x--", 415),
        ("", b'{"lastName": "X"}', 415),
        ("application/json", b'{"lastName": "' + b"x" * 6_000_000 + b'"}', 413),
    ],
)
def test_a_body_that_cannot_be_read(api, content_type, body, status):
    response = api.client.post("/api/v1/contacts", body, content_type)
    assert_problem(response)
    assert response.status_code == status


def test_a_write_without_the_csrf_token_is_refused(ana):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana)
    api = Api(client)
    contact = make_contact()
    for call in (
        lambda: api.post("/contacts", {"lastName": "X"}),
        lambda: api.patch(f"/contacts/{contact.pk}", {"lastName": "X"}),
        lambda: api.delete(f"/contacts/{contact.pk}"),
    ):
        refusal = call()
        assert api.status == 403
        assert "X-CSRFToken" in refusal["detail"]
    response = client.post("/api/v1/contacts", {"lastName": "X"})  # a form of another site
    assert response.status_code == 403
    assert_problem(response)
    assert Contact.objects.count() == 1


def test_a_write_with_the_csrf_token_passes(ana):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana)
    client.cookies["dealmecca-csrf"] = "a" * 32
    api = Api(client)
    api.post("/contacts", {"lastName": "X"}, headers={"X-CSRFToken": "a" * 32})
    assert api.status == 201


@pytest.mark.parametrize("table", [Company, Contact])
def test_only_listed_fields_can_be_written(api, table):
    """Every column by its JSON name: those of the schema pass, the others are refused by name."""
    listed = (CompanyValues if table is Company else ContactValues).model_fields
    path = "/companies" if table is Company else "/contacts"
    for field in table._meta.concrete_fields:
        if field.attname not in listed:
            name = to_camel(field.attname)
            refusal = api.post(path, {"name" if table is Company else "lastName": "X", name: 5})
            assert api.status == 400
            assert refusal["errors"] == [{"field": name, "message": "There is no such field."}]
    assert not table.objects.exists()


def test_what_a_visitor_claims_to_be_is_not_believed(visitor, ana):
    claims = {"X-User-Id": ana.pk, "Authorization": f"Bearer {ana.pk}"}
    response = visitor.client.get("/api/v1/contacts", headers=claims)
    assert response.status_code == 401


def test_our_own_mistakes_answer_500_without_a_word_of_the_cause(ana, as_user, monkeypatch):
    def fail(**_):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(queries, "search_contacts", fail)
    client = as_user(ana)
    client.raise_request_exception = False
    response = client.get("/api/v1/contacts")
    assert response.status_code == 500
    assert_problem(response)
    assert b"secret" not in response.content


@pytest.mark.parametrize(("error", "status"), [(IntegrityError("x"), 409), (OperationalError("x"), 503)])
def test_what_the_database_refuses_is_told_plainly(api, monkeypatch, error, status):
    def fail(**_):
        raise error

    monkeypatch.setattr(actions, "create_contact", fail)
    api.post("/contacts", {"lastName": "X"})
    assert api.status == status


def test_head_is_get_without_the_body(api):
    make_contact()
    response = api.client.head("/api/v1/contacts")
    assert (response.status_code, response.content) == (200, b"")
    assert api.client.get("/api/v1/contacts").status_code == 200


def test_answers_are_kept_by_nobody(api, visitor):
    for client in (api.client, visitor.client):
        assert "no-store" in client.get("/api/v1/contacts").headers["Cache-Control"]
