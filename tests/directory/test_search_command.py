"""`dealmecca search` and `dealmecca rebuild_search`: the same lists from a terminal."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from dealmecca.search.actions import clear_lines
from tests.factories import make_company, make_contact, make_contacts

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    told = StringIO()
    call_command("search", *arguments, stdout=told)
    return told.getvalue()


def answer(*arguments: str) -> Any:
    return json.loads(run(*arguments, "--json"))


def test_both_kinds_are_found_and_counted():
    make_contact("Josephine Darakjy", make_company("Benton", city="New Orleans", state="LA"), title="Media Director")
    told = run("benton")
    assert "Josephine Darakjy  Media Director  Benton  New Orleans, LA" in told
    assert told.splitlines()[-1] == "2 found"


def test_json_is_what_the_api_answers(api_of_ana):
    make_contact("Josephine Darakjy", make_company("Benton"))
    assert answer("josephine", "darakjy", "--kind", "contacts") == api_of_ana("/contacts?q=josephine darakjy")
    assert answer("benton", "--kind", "companies") == api_of_ana("/companies?q=benton")
    assert answer("benton") == api_of_ana("/search?q=benton")


def test_filters_are_those_of_the_pages():
    company = make_company("Benton", city="New Orleans", state="Louisiana")
    make_contact("Ann One", company, seniority="VP", email="a@example.com")
    make_contact("Bea Two", company, seniority="SVP")
    make_contact("Cia Three", company, seniority="MANAGER")
    filters = ("--kind", "contacts", "--seniority", "vice president", "--seniority", "SVP", "--state", "LA")
    assert answer(*filters)["count"]["value"] == 2
    assert answer(*filters, "--has-email", "true")["count"]["value"] == 1


def test_the_next_page_begins_at_the_cursor():
    make_contacts(3)
    told = run("example", "--kind", "contacts", "--limit", "2", "--sort", "name")
    assert "3 found; for more: --cursor " in told
    cursor = told.split()[-1]
    assert "Person002" in run("example", "--kind", "contacts", "--limit", "2", "--sort", "name", "--cursor", cursor)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--seniority", "VP"], "--seniority needs --kind contacts"),
        (["--kind", "companies", "--seniority", "VP"], "--seniority needs --kind contacts"),
        (["--kind", "contacts", "--seniority", "vpx"], "--seniority: “vpx” is no known seniority"),
        (["--kind", "contacts", "--limit", "0"], "--limit: “0” is no whole number"),
        (["--kind", "companies", "--sort", "leadScore"], "--sort: “leadScore” is none of"),
        (["--cursor", "abc"], "--cursor: This cursor"),
        (["a\0b"], "TEXT: This holds characters that are no text"),
    ],
)
def test_what_cannot_be_read_is_named(arguments: list[str], said: str):
    with pytest.raises(CommandError, match=said):
        run(*arguments)


def test_no_control_character_reaches_the_terminal():
    make_company("Red \x1b[31m Alert")
    assert "\x1b" not in run("red")


def test_search_lines_can_be_made_anew():
    make_contact("Josephine Darakjy", make_company("Benton"))
    clear_lines("contact")
    clear_lines("company")
    assert answer("benton")["count"]["value"] == 0
    told = StringIO()
    call_command("rebuild_search", stdout=told)
    assert told.getvalue().startswith("1 companies and 1 people")
    assert answer("benton")["count"]["value"] == 2


@pytest.fixture
def api_of_ana(ana, as_user):
    return lambda path: as_user(ana).get(f"/api/v1{path}").json()
