"""An account's planning calendar: drawn, listed, added to, changed, ended, and reminders asked for."""

from collections.abc import Callable

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from dealmecca.outlook.models import PlanningDate, PlanningReminder
from tests.outlook.conftest import make_planning_date

SignIn = Callable[[User], Client]
FIELDS = {"kind": "RFP_WINDOW", "day": "20", "month": "12", "end_day": "15", "end_month": "1", "weeks_ahead": "6",
          "how": "SPOKE"}  # fmt: skip


def address(company: Company) -> str:
    return f"/companies/{company.slug}/planning"


def test_a_window_across_the_new_year_is_added_and_drawn(ana: User, as_user: SignIn, kestrel: Company) -> None:
    client = as_user(ana)
    assert client.post(address(kestrel), FIELDS)["Location"] == address(kestrel)
    row = PlanningDate.objects.get()
    assert (row.recorded_by, row.days_text) == (ana, "20 Dec to 15 Jan")
    page = client.get(address(kestrel)).content.decode()
    assert 'role="img"' in page and "RFP window 20 Dec to 15 Jan" in page
    assert "Spoke with them" in page


def test_an_empty_calendar_says_so(ana: User, as_user: SignIn, kestrel: Company) -> None:
    assert "No date known yet" in as_user(ana).get(address(kestrel)).content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"month": "13"}, "Select a valid choice"),
        ({"day": "31", "month": "4"}, "There is no such day in that month."),
        ({"day": ""}, "This field is required."),
        ({"end_month": ""}, "The last day needs a month and a day."),
        ({"weeks_ahead": "27"}, "less than or equal to 26"),
        ({"kind": "MOON"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_refused(
    ana: User, as_user: SignIn, kestrel: Company, wrong: dict[str, str], sentence: str
) -> None:
    response = as_user(ana).post(address(kestrel), FIELDS | wrong)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not PlanningDate.objects.exists()


def test_a_date_is_changed_and_ended(ana: User, as_user: SignIn, kestrel: Company) -> None:
    row, client = make_planning_date(kestrel), as_user(ana)
    edit = f"{address(kestrel)}/{row.pk}/edit"
    assert 'value="25"' in client.get(edit).content.decode()
    values = {"day": "4", "month": "1", "weeks_ahead": "6", "how": "PRESS"}
    assert client.post(edit, values)["Location"] == address(kestrel)
    now = PlanningDate.objects.get(until=None)
    assert str(now.starts) == "4 Jan"
    assert client.post(edit, values | {"day": "5"}).status_code == 422, "that row was replaced"
    assert client.post(edit, values | {"month": "x"}).status_code == 422
    page = client.get(address(kestrel)).content.decode()
    assert "<del>25 Jan</del>" in page
    client.post(f"{address(kestrel)}/{now.pk}/end")
    assert not PlanningDate.objects.filter(until=None).exists()


def test_a_reminder_is_asked_for_and_stopped(ana: User, as_user: SignIn, kestrel: Company) -> None:
    row, client = make_planning_date(kestrel), as_user(ana)
    remind = f"{address(kestrel)}/{row.pk}/remind"
    client.post(remind, {"weeks_ahead": "8"})
    assert PlanningReminder.objects.get(user=ana).weeks_ahead == 8
    assert "8 weeks ahead" in client.get(address(kestrel)).content.decode()
    assert "less than or equal to 26" in client.post(remind, {"weeks_ahead": "99"}, follow=True).content.decode()
    client.post(remind, {"stop": "1"})
    assert not PlanningReminder.objects.exists()


def test_a_date_has_the_address_of_its_own_account(
    ana: User, as_user: SignIn, kestrel: Company, tallgrass: Company
) -> None:
    row, client = make_planning_date(kestrel), as_user(ana)
    for step in ("edit", "end", "remind"):
        assert client.post(f"{address(tallgrass)}/{row.pk}/{step}").status_code == 404
        assert client.post(f"{address(kestrel)}/nobody/{step}").status_code == 404
    assert client.get(f"{address(kestrel)}/{row.pk}/end").status_code == 405
    assert client.get("/companies/nowhere/planning").status_code == 404


def test_a_visitor_is_asked_to_sign_in(client: Client, kestrel: Company) -> None:
    row = make_planning_date(kestrel)
    for step in ("", f"/{row.pk}/edit", f"/{row.pk}/end", f"/{row.pk}/remind"):
        assert client.post(address(kestrel) + step, FIELDS)["Location"].startswith("/accounts/login/")
    assert PlanningDate.objects.get().until is None


def test_queries_do_not_grow(
    ana: User, as_user: SignIn, kestrel: Company, django_assert_max_num_queries: object
) -> None:
    client = as_user(ana)
    for number in range(4):
        make_planning_date(kestrel, label=f"Brand {number}", actor=ana)
        with django_assert_max_num_queries(10):  # type: ignore[operator]
            client.get(address(kestrel))
