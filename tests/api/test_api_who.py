"""Asking by JSON and in a terminal: the same answer, and a sentence for what cannot be read."""

import json
from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from dealmecca.accounts.models import User
from tests.factories import make_company, make_contact, make_handling

SignIn = Callable[[User], Client]


@pytest.fixture
def asked(db: None) -> None:
    maren = make_contact("Maren Oduya", make_company("Halden & Pike", company_type="AGENCY"), title="Group Director")
    kestrel = make_company("Kestrel Cola", company_type="ADVERTISER")
    make_handling(maren, kestrel, "ctv", since=date(2025, 3, 1))
    make_handling(maren, kestrel, "olv", since=date(2025, 3, 1))


def test_the_answer_says_what_it_understood(ana: User, as_user: SignIn, asked: None) -> None:
    answer = as_user(ana).get("/api/v1/who", {"q": "kestral cola ott"}).json()
    assert answer["answer"]["contact"]["name"] == "Maren Oduya"
    assert answer["answer"]["contact"]["company"]["name"] == "Halden & Pike"
    understood = answer["understood"]
    assert [duty["slug"] for duty in understood["duties"]] == ["ctv"]
    assert understood["corrections"] == [{"typed": "kestral", "meant": "kestrel"}]


def test_no_answer_is_null(ana: User, as_user: SignIn, asked: None) -> None:
    browser = as_user(ana)
    assert browser.get("/api/v1/who", {"q": "kestrel cola"}).json()["answer"] is None
    assert browser.get("/api/v1/who", {"q": "ctv kestrel cola", "asOf": "2024-01-01"}).json()["answer"] is None
    assert browser.get("/api/v1/who", {"q": "kestral cola ott", "exact": "true"}).json()["answer"] is None


@pytest.mark.parametrize("query", ["", "q=ctv&asOf=2025-02-31", "q=ctv&exact=perhaps", "q=ctv&who=me", "q=a\0b"])
def test_what_cannot_be_read_gets_a_sentence(ana: User, as_user: SignIn, asked: None, query: str) -> None:
    answer = as_user(ana).get(f"/api/v1/who?{query}")
    assert answer.status_code == 400 and answer.json()["errors"]


def test_nobody_signed_in_learns_nothing(client: Client, asked: None) -> None:
    assert client.get("/api/v1/who?q=ctv+kestrel+cola").status_code == 401


def said(*words: str) -> str:
    out = StringIO()
    call_command("who", *words, stdout=out)
    return out.getvalue()


def test_the_terminal_answers_in_a_line(asked: None) -> None:
    (line,) = said("ctv kestrel cola").strip().splitlines()
    assert line.startswith("Maren Oduya · Group Director, Halden & Pike · CTV for Kestrel Cola · since 2025-03-01")
    assert "Showing kestrel for “kestral”" in said("ctv", "kestral", "cola")
    assert json.loads(said("ctv kestrel cola", "--json"))["answer"]["duty"]["slug"] == "ctv"
    assert "Nobody is recorded" in said("ctv kestrel cola", "--as-of", "2024-12-31")
    assert "No duty and no company" in said("zeppelins")
    assert "Who fits:" in said("kestrel cola")
    with pytest.raises(CommandError, match="--as-of: “yesterday” is no day"):
        said("ctv", "--as-of", "yesterday")
