"""The page that records whom a person reports to."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.actions import move_contact
from dealmecca.directory.models import Company, Contact, Position
from dealmecca.history.models import Change, Door
from dealmecca.roster.models import ReportingLine
from tests.factories import make_company, make_contact, report_to

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def agency() -> Company:
    return make_company("Halden & Pike")


@pytest.fixture
def maren(agency: Company) -> Contact:
    contact = make_contact("Maren Oduya", agency, title="VP, Media")
    Position.objects.update(since=date(2020, 1, 1))
    return contact


@pytest.fixture
def tobias(agency: Company) -> Contact:
    contact = make_contact("Tobias Rao", agency)
    Position.objects.update(since=date(2020, 1, 1))
    return contact


def test_a_line_is_recorded_with_its_day(ana: User, as_user: SignIn, tobias: Contact, maren: Contact) -> None:
    client = as_user(ana)
    page = client.get(f"/people/{tobias.pk}/manager").content.decode()
    assert f'<option value="{maren.pk}">Maren Oduya, VP, Media (Halden &amp; Pike)</option>' in page
    assert f'value="{tobias.pk}"' not in page
    response = client.post(f"/people/{tobias.pk}/manager", {"manager": maren.pk, "since": "2024-03-01"})
    assert response["Location"] == f"/people/{tobias.pk}"
    line = ReportingLine.objects.get()
    assert (line.manager.contact, line.since, line.is_since_known) == (maren, date(2024, 3, 1), True)
    change = Change.objects.get(actor=ana)
    assert (change.door, change.fields) == ("WEB", {"Reports to": ["", "Maren Oduya, since 1 Mar 2024"]})
    assert f'<option value="{maren.pk}" selected>' in client.get(f"/people/{tobias.pk}/manager").content.decode()


def test_a_second_click_changes_nothing(ana: User, as_user: SignIn, tobias: Contact, maren: Contact) -> None:
    for _ in range(2):
        as_user(ana).post(f"/people/{tobias.pk}/manager", {"manager": maren.pk, "since": ""})
    assert ReportingLine.objects.count() == 1
    assert Change.objects.filter(actor=ana).count() == 1


def test_a_line_is_ended(ana: User, as_user: SignIn, tobias: Contact, maren: Contact) -> None:
    report_to(tobias, maren, since=date(2024, 3, 1))
    as_user(ana).post(f"/people/{tobias.pk}/manager", {"manager": "nobody", "since": "2025-01-01"})
    assert ReportingLine.objects.get().until == date(2025, 1, 1)


def test_a_circle_is_refused_at_the_field(ana: User, as_user: SignIn, tobias: Contact, maren: Contact) -> None:
    report_to(tobias, maren)
    response = as_user(ana).post(f"/people/{maren.pk}/manager", {"manager": tobias.pk, "since": ""})
    page = response.content.decode()
    assert response.status_code == 422
    error = page.partition('id="id_manager-error"')[2].partition("</p>")[0]
    assert "That would be a circle: they report to Maren Oduya, directly or not." in error
    assert f'<option value="{tobias.pk}" selected>' in page


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({"manager": ""}, "manager", "Choose a person."),
        ({"manager": "gone"}, "manager", "This person was deleted in the meantime."),
        ({"manager": "\0"}, "manager", "Null characters are not allowed."),
        ({"manager": "nobody", "since": "soon"}, "since", "Give a day such as 2026-03-31."),
        ({"manager": "nobody", "since": "1020-01-01"}, "since", "Give a day after 1950."),
        ({"manager": "nobody", "since": "2199-01-01"}, "since", "This day is still to come."),
    ],
)
def test_bad_input_is_said_at_its_field(
    ana: User, as_user: SignIn, tobias: Contact, sent: dict[str, str], field: str, sentence: str
) -> None:
    response = as_user(ana).post(f"/people/{tobias.pk}/manager", sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page.partition(f'id="id_{field}-error"')[2].partition("</p>")[0]


def test_the_list_is_narrowed_and_the_choice_survives(
    ana: User, as_user: SignIn, agency: Company, tobias: Contact, maren: Contact
) -> None:
    office = make_company("Halden & Pike Chicago", parent=agency)
    zadie = make_contact("Zadie Löwe", office)
    elsewhere = make_contact("Zadie Nobody", make_company("Larkspur & Vane"))
    client = as_user(ana)
    page = client.get(f"/people/{tobias.pk}/manager?q=lowe").content.decode()
    assert zadie.pk in page and maren.pk not in page and elsewhere.pk not in page
    assert "Nobody in the company" in client.get(f"/people/{tobias.pk}/manager?q=xyzzy").content.decode()
    client.post(f"/people/{tobias.pk}/manager?q=xyzzy", {"manager": zadie.pk, "since": ""})
    assert ReportingLine.objects.get().manager.contact == zadie


def test_a_vacant_job_above_is_named(ana: User, as_user: SignIn, tobias: Contact, maren: Contact) -> None:
    report_to(tobias, maren)
    there = make_company("Larkspur & Vane")
    move_contact(actor=None, door=Door.SYSTEM, contact=maren, company_id=there.pk, moved_on=timezone.localdate())
    page = as_user(ana).get(f"/people/{tobias.pk}/manager").content.decode()
    assert "Nobody holds the job above since Maren Oduya left it." in page


def test_somebody_without_a_company_is_led_to_name_one(ana: User, as_user: SignIn) -> None:
    lone = make_contact("Nadia Whitlock")
    assert f"/people/{lone.pk}/edit" in as_user(ana).get(f"/people/{lone.pk}/manager").content.decode()


def test_who_may_not(ana: User, as_user: SignIn, tobias: Contact) -> None:
    assert Client().get(f"/people/{tobias.pk}/manager").status_code == 302
    assert as_user(ana).get("/people/nobody/manager").status_code == 404


def test_queries_do_not_grow(
    ana: User, as_user: SignIn, agency: Company, tobias: Contact, django_assert_max_num_queries: object
) -> None:
    client = as_user(ana)
    for number in range(20):
        make_contact(f"Person{number:02} Example", agency)
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        client.get(f"/people/{tobias.pk}/manager")
