"""A member's own name and time zone."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from dealmecca.history.models import Change
from tests.factories import make_company

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_name_and_time_zone_are_saved_once_with_history(ana: User, as_user: SignIn) -> None:
    client = as_user(ana)
    values = {"name": "Ana Berg", "time_zone": "America/New_York"}
    for _ in range(2):
        assert client.post("/settings", values)["Location"] == "/settings"
    ana.refresh_from_db()
    assert (ana.name, str(ana.zone)) == ("Ana Berg", "America/New_York")
    change = Change.objects.get(record_kind="user", record_id=ana.pk)
    assert change.fields == {"name": ["Ana", "Ana Berg"], "time_zone": ["", "America/New_York"]}
    assert 'value="America/New_York" selected' in client.get("/settings").content.decode()


@pytest.mark.parametrize("values", [{"name": ""}, {"name": "x" * 201}, {"name": "Ana", "time_zone": "Mars/Crater"}])
def test_what_cannot_be_is_refused_on_the_page(ana: User, as_user: SignIn, values: dict[str, str]) -> None:
    answer = as_user(ana).post("/settings", values)
    assert answer.status_code == 400 and 'aria-invalid="true"' in answer.content.decode()
    ana.refresh_from_db()
    assert ana.name == "Ana"


def test_visitors_are_asked_to_sign_in() -> None:
    assert Client().get("/settings").status_code == 302


def test_pages_tell_times_in_the_members_own_zone_and_in_nobody_elses(ana: User, cleo: User, as_user: SignIn) -> None:
    make_company("Kestrel Cola")
    company = Company.objects.get()
    User.objects.filter(pk=ana.pk).update(time_zone="Asia/Tokyo")
    assert "JST" in as_user(ana).get(f"/companies/{company.slug}").content.decode()
    theirs = as_user(cleo).get(f"/companies/{company.slug}").content.decode()
    assert "JST" not in theirs and "UTC" in theirs
    assert timezone.get_current_timezone_name() == "UTC"
