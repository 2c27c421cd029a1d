"""Planning a follow-up."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.crm.models import FollowUp
from dealmecca.directory.models import Company, Contact

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@time_machine.travel("2026-11-23T15:00:00Z", tick=False)
def test_day_and_hour_are_those_of_the_sellers_own_clock(ana: User, maren: Contact, as_user: SignIn) -> None:
    ana.time_zone = "America/Los_Angeles"
    ana.save()
    values = {"text": "Send reach curves", "due_on": "2026-11-24", "due_time": "09:00"}
    page = as_user(ana).post(f"/people/{maren.pk}/follow-up", values, follow=True).content.decode()
    row = FollowUp.objects.get()
    assert (row.due_on, row.due_at) == (date(2026, 11, 24), datetime(2026, 11, 24, 17, tzinfo=UTC))
    assert "Planned for Tue 24 Nov." in page and "Send reach curves" in page


def test_a_company_has_them_too_and_a_double_click_plans_once(ana: User, kestrel: Company, as_user: SignIn) -> None:
    today = datetime.now(UTC).date().isoformat()
    for _ in range(2):
        as_user(ana).post(f"/companies/{kestrel.slug}/follow-up", {"text": "Ask who plans", "due_on": today})
    assert FollowUp.objects.get().company == kestrel


@pytest.mark.parametrize(
    "values",
    [{}, {"text": "x"}, {"text": "x", "due_on": "soon"}, {"text": "x", "due_on": "1999-01-01"},
     {"text": "x", "due_on": "2099-01-01"}, {"text": "x" * 301, "due_on": "2026-12-01"}],
)  # fmt: skip
def test_what_is_no_plan_is_refused(ana: User, maren: Contact, as_user: SignIn, values: dict[str, str]) -> None:
    assert as_user(ana).post(f"/people/{maren.pk}/follow-up", values).status_code == 422
    assert as_user(ana).get("/people/cnobody/follow-up").status_code == 404
