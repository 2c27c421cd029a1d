"""Recording that somebody moved, seeing what stays behind, and taking it back."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact, Move
from dealmecca.history.models import Change, Door
from dealmecca.roster.actions.teams import create_team, join_team
from tests.factories import make_company, make_contact, make_handling

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def agency() -> Company:
    return make_company("Halden & Pike", company_type="AGENCY", domains=["haldenpike.example"])


@pytest.fixture
def maren(agency: Company) -> Contact:
    return make_contact("Maren Oduya", agency, title="Planner", email="maren@haldenpike.example")


def sent(**changes: str) -> dict[str, str]:
    return {"company": "", "title": "", "moved_on": "2026-02-01", "email": "", "phone": "", **changes}


def test_the_page_says_what_stays_behind(ana: User, as_user: SignIn, maren: Contact, agency: Company) -> None:
    kestrel = make_company("Kestrel Cola")
    make_handling(maren, kestrel)
    team = create_team(actor=None, door=Door.SYSTEM, kind="CLIENT", name="Cola team", company=agency, account=kestrel)
    join_team(actor=None, door=Door.SYSTEM, team=team, contact=maren)
    page = as_user(ana).get(f"/people/{maren.pk}/move").content.decode()
    assert "CTV for <b>Kestrel Cola</b>" in page
    assert "The team <b>Cola team</b>" in page


def test_a_move_is_recorded_and_taken_back_from_its_toast(ana: User, as_user: SignIn, maren: Contact) -> None:
    there = make_company("Larkspur & Vane")
    client = as_user(ana)
    response = client.post(f"/people/{maren.pk}/move", sent(company="larkspur & vane", title="VP Media"))
    assert response["Location"] == f"/people/{maren.pk}"
    maren.refresh_from_db()
    assert (maren.company, maren.title, maren.email) == (there, "VP Media", "")
    move = Move.objects.get()
    assert (move.moved_on, move.recorded_by) == (date(2026, 2, 1), ana)
    assert Change.objects.filter(record_id=maren.pk, door="WEB", actor=ana).exists()
    page = client.get(response["Location"]).content.decode()
    assert f'action="/people/{maren.pk}/moves/{move.pk}/undo"' in page and "csrfmiddlewaretoken" in page
    assert "moved to Larkspur &amp; Vane." in page
    client.post(f"/people/{maren.pk}/moves/{move.pk}/undo")
    maren.refresh_from_db()
    assert (maren.title, maren.email) == ("Planner", "maren@haldenpike.example")
    again = client.post(f"/people/{maren.pk}/moves/{move.pk}/undo", follow=True)
    assert "This move was taken back already." in again.content.decode()


def test_it_need_not_be_known_where_to(ana: User, as_user: SignIn, maren: Contact) -> None:
    as_user(ana).post(f"/people/{maren.pk}/move", sent(is_unknown="on"))
    maren.refresh_from_db()
    assert maren.company is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, "company"),
        ({"company": "Nowhere Inc"}, "company"),
        ({"company": "Halden & Pike"}, "company"),
        ({"company": "Halden & Pike", "is_unknown": "on"}, "is_unknown"),
        ({"is_unknown": "on", "moved_on": ""}, "moved_on"),
        ({"is_unknown": "on", "moved_on": "soon"}, "moved_on"),
        ({"is_unknown": "on", "moved_on": "2199-01-01"}, "moved_on"),
        ({"is_unknown": "on", "email": "no address"}, "email"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(
    ana: User, as_user: SignIn, maren: Contact, changes: dict[str, str], field: str
) -> None:
    response = as_user(ana).post(f"/people/{maren.pk}/move", sent(title="VP Media", **changes))
    page = response.content.decode()
    assert response.status_code == 422
    assert f'id="id_{field}-error"' in page
    assert 'value="VP Media"' in page
    assert not Move.objects.exists()


def test_who_may_not(ana: User, as_user: SignIn, maren: Contact) -> None:
    assert Client().get(f"/people/{maren.pk}/move").status_code == 302
    client = as_user(ana)
    assert client.get("/people/nobody/move").status_code == 404
    assert client.post(f"/people/{maren.pk}/moves/nothing/undo").status_code == 404
    assert client.get(f"/people/{maren.pk}/moves/nothing/undo").status_code == 405


def test_queries_do_not_grow(ana: User, as_user: SignIn, maren: Contact, django_assert_max_num_queries) -> None:
    client = as_user(ana)
    for number in range(5):
        make_handling(maren, make_company(f"Client {number}"))
        with django_assert_max_num_queries(11):
            client.get(f"/people/{maren.pk}/move")
