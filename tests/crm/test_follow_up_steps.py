"""Done, not done, later, handed over: one tap each."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.crm.actions.follow_ups import plan_follow_up
from dealmecca.crm.models import FollowUp
from dealmecca.directory.models import Contact
from tests.cast import team_up

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def a_monday() -> object:
    with time_machine.travel("2026-11-23T15:00:00Z", tick=False):
        yield


@pytest.fixture
def row(ana: User, maren: Contact) -> FollowUp:
    return plan_follow_up(actor=ana, text="Send curves", due_on=TODAY, contact=maren)[0]


def test_done_and_not_done_after_all(ana: User, row: FollowUp, as_user: SignIn) -> None:
    client = as_user(ana)
    page = client.post(f"/follow-ups/{row.pk}/done", follow=True).content.decode()
    assert "Done: Send curves." in page and "Undo" in page and "Done today" in page
    client.post(f"/follow-ups/{row.pk}/done")
    row.refresh_from_db()
    assert row.done_by == ana
    client.post(f"/follow-ups/{row.pk}/undone")
    row.refresh_from_db()
    assert row.done_at is None


@pytest.mark.parametrize(
    ("values", "until"),
    [({"days": "1"}, date(2026, 11, 24)), ({"days": "7"}, date(2026, 11, 30)),
     ({"until": "2026-12-24"}, date(2026, 12, 24))],
)  # fmt: skip
def test_later(ana: User, row: FollowUp, as_user: SignIn, values: dict[str, str], until: date) -> None:
    as_user(ana).post(f"/follow-ups/{row.pk}/snooze", values)
    row.refresh_from_db()
    assert (row.due_on, row.snoozed_from) == (until, TODAY)


@pytest.mark.parametrize("values", [{}, {"days": "3"}, {"until": "2026-11-23"}, {"until": "yesterday"}])
def test_later_is_not_today(ana: User, row: FollowUp, as_user: SignIn, values: dict[str, str]) -> None:
    assert as_user(ana).post(f"/follow-ups/{row.pk}/snooze", values).status_code == 400


def test_an_hour_stays_the_same_hour(ana: User, maren: Contact, as_user: SignIn) -> None:
    ana.time_zone = "America/New_York"
    ana.save()
    row = plan_follow_up(actor=ana, text="Call", due_on=date(2027, 3, 13), due_time=time(9), contact=maren)[0]
    as_user(ana).post(f"/follow-ups/{row.pk}/snooze", {"until": "2027-03-15"})
    row.refresh_from_db()
    assert row.due_at == datetime(2027, 3, 15, 13, tzinfo=UTC), "nine o'clock, in summer time by then"


def test_only_a_team_mate_can_be_given_it(ana: User, ben: User, cleo: User, maren: Contact, as_user: SignIn) -> None:
    team_up(ana, ben)
    row = plan_follow_up(actor=ana, text="Send curves", due_on=TODAY, contact=maren)[0]
    client = as_user(ana)
    for nobody in (cleo.pk, "cnobody", "", "\0"):
        assert client.post(f"/follow-ups/{row.pk}/hand-over", {"to": nobody}).status_code == 404
    page = client.post(f"/follow-ups/{row.pk}/hand-over", {"to": ben.pk}, follow=True).content.decode()
    assert "Ben has it now." in page and "Send curves" not in page
    page = as_user(ben).get("/follow-ups").content.decode()
    assert "Send curves" in page and "from Ana" in page
    as_user(ana).post(f"/follow-ups/{row.pk}/hand-over", {"to": ana.pk})
    assert FollowUp.objects.get().user == ana, "taken back"


def test_what_is_private_cannot_leave(ana: User, ben: User, row: FollowUp, as_user: SignIn) -> None:
    assert as_user(ana).post(f"/follow-ups/{row.pk}/hand-over", {"to": ben.pk}).status_code == 404


def test_strangers_get_404_for_every_step(ana: User, cleo: User, admin: User, row: FollowUp, as_user: SignIn) -> None:
    for other in (cleo, admin):
        for step in ("done", "undone", "snooze", "hand-over", "edit", "delete", "restore"):
            assert as_user(other).post(f"/follow-ups/{row.pk}/{step}", {"days": "1"}).status_code == 404, step


def test_changing_and_deleting(ana: User, row: FollowUp, as_user: SignIn) -> None:
    client = as_user(ana)
    assert "Send curves" in client.get(f"/follow-ups/{row.pk}/edit").content.decode()
    client.post(f"/follow-ups/{row.pk}/edit", {"text": "Call her", "due_on": "2026-12-01", "due_time": ""})
    row.refresh_from_db()
    assert (row.text, row.due_on) == ("Call her", date(2026, 12, 1))
    assert client.post(f"/follow-ups/{row.pk}/edit", {"text": "", "due_on": "x"}).status_code == 422
    page = client.post(f"/follow-ups/{row.pk}/delete", follow=True).content.decode()
    assert f"/follow-ups/{row.pk}/restore" in page
    client.post(f"/follow-ups/{row.pk}/restore")
    assert FollowUp.objects.visible_to(ana).count() == 1


def test_opening_such_an_address_changes_nothing(ana: User, row: FollowUp, as_user: SignIn) -> None:
    for step in ("done", "snooze", "hand-over", "delete"):
        assert as_user(ana).get(f"/follow-ups/{row.pk}/{step}").status_code == 302
    row.refresh_from_db()
    assert row.done_at is None and row.deleted_at is None
