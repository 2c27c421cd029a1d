"""Whatever is sent, the API answers as its document says, and never with a 5xx."""

import logging
from datetime import date
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation.feedback import FeedbackSources
from schemathesis.pytest._test_builder import build_operation_test
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from dealmecca.directory.actions import move_contact
from dealmecca.directory.models import Company, Contact, Move
from dealmecca.events.models import Event, Suggestion
from dealmecca.forum.models import Category, Choice, Comment, Post, Tag
from dealmecca.history.models import Door
from dealmecca.roster.actions.duty_merges import merge_duties
from dealmecca.roster.models import Duty, DutyMerge, Handling, Partnership
from tests.api.conftest import make_directory
from tests.cast import make_cleo
from tests.factories import make_handling, make_partnership
from tests.factories.forum import make_comment, make_post, settle
from tests.shared_rows import made_once

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]
RECORDS = {
    "company_id": Company, "contact_id": Contact, "handling_id": Handling, "partnership_id": Partnership,
    "duty_id": Duty, "merge_id": DutyMerge, "move_id": Move,
    "post_id": Post, "comment_id": Comment, "category_id": Category, "choice_id": Choice, "tag_id": Tag,
    "event_id": Event, "suggestion_id": Suggestion,
}  # fmt: skip
EXAMPLES = 8  # an operation, beside some hundred that follow from the document


schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
schema.config.generation.update(with_security_parameters=False)
OPERATIONS = [
    f"{method.upper()} {path}"
    for path, methods in schema.raw_schema["paths"].items()
    for method in methods
    if method in ("get", "post", "put", "patch", "delete")
]
often = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def on_one_connection(db, caplog, settings, tmp_path):
    """The application closes its connection after each request as a server does; a test needs it open to the end."""
    settings.MEDIA_ROOT = tmp_path
    caplog.set_level(logging.ERROR, "django.request")
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def as_admin(admin, as_user):
    """What an administrator's browser sends along: nothing is refused for who asks."""
    token = "a" * 32
    cookies = {"dealmecca": as_user(admin).cookies["dealmecca"].value, "dealmecca-csrf": token}
    return {"headers": {"X-CSRFToken": token, "Accept-Encoding": "identity"}, "cookies": cookies}


@pytest.fixture(scope="module")
def roster(django_db_setup, django_db_blocker):
    """One of everything that has an address, made once; the person who moved is the last one."""
    with made_once(django_db_blocker):
        make_directory()
        make_roster()
        make_forum()
        yield


def make_roster():
    company, other = Company.objects.order_by("id")[:2]
    contact = Contact.objects.filter(company=company).order_by("id").last()
    assert contact
    make_handling(contact, other)
    make_partnership(company, other)
    merge_duties(actor=None, kept=Duty.objects.get(slug="ctv"), dropped=Duty.objects.get(slug="online-video"))
    last = Contact.objects.order_by("id").last()
    assert last
    move_contact(actor=None, door=Door.SYSTEM, contact=last, company_id=other.pk, moved_on=date(2026, 1, 15))


def make_forum():
    cleo = make_cleo()
    settle(cleo)
    make_comment(cleo, make_post(cleo, post_type="POLL", choices=["A", "B"], tags=["Upfronts"]), is_anonymous=True)


@pytest.mark.parametrize("label", OPERATIONS)
def test_no_request_breaks_an_operation(label, roster, as_admin, on_one_connection):
    def ask(case):
        _aim_at_what_is_there(case.path_parameters)
        response = case.call_and_validate(**as_admin, checks=CHECKS)
        assert response.status_code != 401

    # What `schema.parametrize()` does, for one operation, and when its turn comes: to build them all takes 8 s.
    path, _, method = label.partition(" ")[::-1]
    how: dict[str, Any] = {"config": schema.config, "given_kwargs": {}, "feedback": FeedbackSources()}
    build_operation_test(operation=schema[path][method], test_func=often(ask), **how)()


def _aim_at_what_is_there(parameters):
    """Every other id becomes one of a record, so that writes get past the 404."""
    for name, table in RECORDS.items():
        if name in parameters and len(str(parameters[name])) % 2:
            record = table._default_manager.order_by("id").last()
            parameters[name] = record.pk if record else parameters[name]


@pytest.mark.parametrize("nothing", ["\u200b", "\u202e\u2060", "\ufeff", "\x01\x1b", "\u00ad "])
def test_a_name_that_nobody_can_see_is_no_name(api, nothing):
    for path, field in (("/contacts", "lastName"), ("/companies", "name")):
        refusal = api.post(path, {field: nothing})
        assert (api.status, refusal["errors"][0]["field"]) == (400, field)


def test_what_nobody_can_see_goes_and_what_letters_need_stays(api):
    assert api.post("/contacts", {"lastName": "\u202eOdu\u200bya\x07"})["lastName"] == "Oduya"
    assert api.post("/contacts", {"lastName": "نی\u200cکو"})["lastName"] == "نی\u200cکو"
