"""Each value of a record tells who wrote it, when, from which row of which file, and what stood there before."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.directory import actions
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.queries import value_origins
from dealmecca.history.models import Door
from dealmecca.imports.actions import begin_command, run_command
from tests.factories import make_company, make_contact

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
FILE = "First name,Last name,Email,Title,Company\nMaren,Oduya,maren@halden.example,Media Planner,Halden & Pike\n"


@pytest.fixture
def maren(db: None, tmp_path: Path, settings: Any) -> Contact:
    settings.MEDIA_ROOT = tmp_path / "media"
    path = tmp_path / "planners.csv"
    path.write_text(FILE)
    command = begin_command(path=path, kind="auto", mapping={}, match="auto", source="")
    run_command(command, dry_run=False, refused_to=None, tell=lambda progress: None)
    return Contact.objects.get()


def test_an_imported_value_leads_to_its_row_and_file(
    ana: User, moderator: User, maren: Contact, as_user: SignIn
) -> None:
    page = as_user(moderator).get(f"/people/{maren.pk}/origins").content.decode()
    assert "planners.csv" in page and "row 2" in page and "Media Planner" in page
    page = as_user(ana).get(f"/people/{maren.pk}/origins").content.decode()
    assert "planners.csv" not in page and "row 2" in page, "the import is not hers"
    assert f"/people/{maren.pk}/origins" in as_user(ana).get(f"/people/{maren.pk}").content.decode()


def test_a_changed_value_tells_who_and_what_stood_there(ana: User, dan: User, maren: Contact) -> None:
    actions.edit_contact(actor=dan, door=Door.API, contact=maren, values={"title": "Media Director"})
    maren.refresh_from_db()
    found = {one.field: one for one in value_origins(viewer=ana, record=maren)}
    title, name = found["title"], found["last_name"]
    assert (title.value, title.before, title.who, title.door) == ("Media Director", "Media Planner", "Dan", "API")
    assert (title.row, title.batch) == (None, "")
    assert (name.who, name.door, name.row) == ("An import", "IMPORT", 2) and name.batch


def test_a_value_that_history_does_not_know_says_so(ana: User, as_user: SignIn) -> None:
    company = make_company("Kestrel Cola", city="Austin")
    Company.objects.filter(pk=company.pk).update(city="Dallas")
    assert "Not written down" in as_user(ana).get(f"/companies/{company.slug}/origins").content.decode()


def test_a_hidden_address_stays_hidden_here(dan: User, as_user: SignIn) -> None:
    """Dan's plan does not show how to reach people."""
    person = make_contact("Maren Oduya", email="maren@halden.example")
    actions.edit_contact(actor=None, door=Door.CLI, contact=person, values={"email": "oduya@halden.example"})
    page = as_user(dan).get(f"/people/{person.pk}/origins").content.decode()
    assert "halden.example" not in page and "on file" in page
    answer = as_user(dan).get(f"/api/v1/contacts/{person.pk}/origins")
    assert "halden.example" not in answer.content.decode() and answer.status_code == 200


def test_a_file_holds_origins_when_asked_for(ana: User, maren: Contact, as_user: SignIn) -> None:
    def lines(**more: str) -> list[str]:
        answer = as_user(ana).post("/exports/new?kind=contact", {"file_format": "csv", **more})
        return answer.getvalue().decode().splitlines()

    header, row = lines(with_origins="on")[:2]
    assert "Job title: where from" in header and "import, row 2, An import" in row
    assert "where from" not in lines()[0]


def test_origins_take_the_same_queries_however_often_a_record_changed(
    ana: User, maren: Contact, django_assert_max_num_queries: Any
) -> None:
    for n in range(5):
        actions.edit_contact(actor=ana, door=Door.WEB, contact=maren, values={"title": f"Title {n}"})
    maren.refresh_from_db()
    with django_assert_max_num_queries(2):
        value_origins(viewer=ana, record=maren)
