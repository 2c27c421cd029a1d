"""Imports as JSON."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dealmecca.directory.models import Contact
from dealmecca.history.models import Door
from dealmecca.imports import actions
from dealmecca.imports.models import Import
from tests.api.conftest import assert_problem

CSV = b"First Name,Last Name,Email,Company\nJosephine,Darakjy,j@example.com,Benton\n,,,\nArt,Venere,nowhere,Chemel\n"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def send(api, content=CSV, name="people.csv", **fields):
    api.response = api.client.post("/api/v1/imports", {"file": SimpleUploadedFile(name, content), **fields})
    if api.status >= 400:
        assert_problem(api.response)
    return api.response.json()


def test_a_file_is_taken_in_and_can_be_followed(api, ana):
    started = send(api)
    assert api.status == 202
    assert api.response.headers["Location"] == f"/api/v1/imports/{started['id']}"
    assert (started["state"], started["filename"], started["progress"]) == (
        "APPLYING",
        "people.csv",
        {"rows": 0, "total": None},
    )
    assert started["createdAt"].endswith("Z")
    actions.apply_import(import_id=started["id"])
    report = api.get(f"/imports/{started['id']}")
    assert (report["state"], report["rows"], report["refused"]) == ("DONE", 2, 1)
    assert report["created"] == {"companies": 1, "contacts": 1}
    assert report["mapping"]["Email"] == "contact.email"
    [problem] = [problem for problem in report["problems"] if problem["severity"] == "error"]
    assert problem["column"] == "Email"
    item = Import.objects.get()
    assert (item.actor, item.door) == (ana, Door.API)
    assert api.get("/contacts?q=josephine darakjy")["count"]["value"] == 1


def test_a_dry_run_writes_nothing(api):
    started = send(api, dryRun="true")
    actions.preview_import(import_id=started["id"])
    report = api.get(f"/imports/{started['id']}")
    assert (report["state"], report["created"]["contacts"]) == ("PREVIEWED", 1)
    assert not Contact.objects.exists()


def test_the_mapping_can_be_given(api):
    started = send(
        api, kind="contacts", mapping=json.dumps({"Company": None}), match="auto", source="crm", dryRun="false"
    )
    assert started["mapping"]["Company"] is None
    assert (started["kind"], started["source"]) == ("contacts", "crm")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"kind": "people"}, "kind"),
        ({"match": "name"}, "match"),
        ({"mapping": "{"}, "mapping"),
        ({"mapping": "[1]"}, "mapping"),
        ({"mapping": '{"Company": 5}'}, "mapping.Company"),
        ({"mapping": '{"Company": "company.shoe"}'}, "mapping"),
        ({"mapping": '{"No such column": "company.name"}'}, "mapping"),
        ({"mapping": "[" * 100_000}, "mapping"),
        ({"mapping": '{"\\ud800": "company.name"}'}, "mapping"),
        ({"source": "x" * 121}, "source"),
        ({"source": "a\0b"}, "source"),
        ({"dryRun": "perhaps"}, "dryRun"),
        ({"dry_run": "true"}, "dry_run"),
        ({"encoding": "utf-8"}, "encoding"),
    ],
)
def test_values_that_cannot_be_accepted_are_named(api, fields, field):
    refusal = send(api, **fields)
    assert api.status == 400
    assert [error["field"] for error in refusal["errors"]] == [field]
    assert not Import.objects.exists()


def test_a_file_that_is_no_table_is_refused_in_one_sentence(api, tmp_path):
    refusal = send(api, b"\x89PNG\r\n\x1a\n" + b"\0" * 200)
    assert (api.status, [error["field"] for error in refusal["errors"]]) == (400, ["file"])
    assert not Import.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    "body", [b"", b"--x--", b"{}", b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nx\r\n--x--']
)
@pytest.mark.parametrize("content_type", ["multipart/form-data; boundary=x", "multipart/form-data", "application/json"])
def test_a_request_without_a_file_is_refused(api, body, content_type):
    response = api.client.post("/api/v1/imports", body, content_type)
    assert response.status_code == 400
    assert_problem(response)


def test_files_come_in_only_from_those_who_pay_or_run_the_place(as_api, dan, moderator):
    api = as_api(dan)
    refusal = send(api)
    assert api.status == 403
    assert "Pro" in refusal["detail"]
    send(as_api(moderator))
    assert Import.objects.get().actor == moderator


def test_an_import_is_seen_by_whose_it_is_and_by_those_who_run_the_place(api, as_api, cleo, admin, visitor):
    path = f"/imports/{send(api)['id']}"
    for user, status in ((cleo, 404), (admin, 200)):
        other = as_api(user)
        other.get(path)
        assert other.status == status
    visitor.get(path)
    assert visitor.status == 401
    send(visitor)
    assert visitor.status == 401
    api.get("/imports/%00")
    assert api.status == 404


def test_a_second_file_or_option_is_refused_rather_than_dropped(api):
    twice = [SimpleUploadedFile(name, CSV) for name in ("a.csv", "b.csv")]
    refusal = send(api, kind=["contacts", "both"])
    assert (api.status, refusal["errors"]) == (400, [{"field": "kind", "message": "Give kind once."}])
    response = api.client.post("/api/v1/imports", {"file": twice})
    assert response.json()["errors"] == [{"field": "file", "message": "Give file once."}]
    assert not Import.objects.exists()
