"""What is due, by the seller's own calendar."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.crm.actions.follow_ups import plan_follow_up
from dealmecca.crm.queries.due import due_list, due_now
from dealmecca.directory.models import Contact
from tests.cast import team_up
from tests.factories import make_contact

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.mark.parametrize(
    ("zone", "today"),
    [("America/Los_Angeles", date(2026, 11, 23)), ("Pacific/Auckland", date(2026, 11, 24)), ("", date(2026, 11, 24))],
)
@time_machine.travel("2026-11-24T05:00:00Z", tick=False)
def test_today_is_the_sellers(ana: User, maren: Contact, zone: str, today: date) -> None:
    ana.time_zone = zone
    ana.save()
    for days in (-1, 0, 7, 8):
        plan_follow_up(actor=ana, text=f"In {days}", due_on=today + timedelta(days), contact=maren)
    due = due_list(viewer=ana)
    assert due.today == today
    assert [[row.text for row in group.rows] for group in due.groups] == [["In -1"], ["In 0"], ["In 7"], ["In 8"]]
    assert due_now(viewer=ana)[1].value == 2


def test_nobody_elses_are_in_it(ana: User, ben: User, cleo: User, maren: Contact, as_user: SignIn) -> None:
    team_up(ana, ben)
    plan_follow_up(actor=ana, text="Hers to do", due_on=timezone.localdate(), contact=maren)
    assert "Hers to do" in as_user(ana).get("/follow-ups").content.decode()
    for other in (ben, cleo):
        assert "Hers to do" not in as_user(other).get("/follow-ups").content.decode()
    assert "Hers to do" in as_user(ben).get(f"/people/{maren.pk}").content.decode(), "her team sees it there"


def test_who_left_the_team_has_them_no_longer(ana: User, ben: User, maren: Contact) -> None:
    team_up(ana, ben)
    plan_follow_up(actor=ana, text="The team's", due_on=timezone.localdate(), contact=maren)
    ana.sales_team = None
    ana.save()
    assert due_list(viewer=ana).is_empty


def test_pages_follow_one_another_and_the_queries_stay_flat(ana: User, maren: Contact, as_user: SignIn) -> None:
    client, today = as_user(ana), timezone.localdate()
    plan_follow_up(actor=ana, text="First", due_on=today, contact=maren)
    with CaptureQueriesContext(connection) as few:
        client.get("/follow-ups")
    people = [make_contact(f"Person{number} Example") for number in range(4)]
    for number in range(120):
        plan_follow_up(
            actor=ana, text=f"Number {number}", due_on=today + timedelta(number % 9), contact=people[number % 4]
        )
    with CaptureQueriesContext(connection) as many:
        page = client.get("/follow-ups")
    assert len(few) == len(many)
    second = client.get(f"/follow-ups?cursor={page.context['next_cursor']}")
    texts = [row.text for answer in (page, second) for group in answer.context["due"].groups for row in group.rows]
    assert len(texts) == len(set(texts)) == 121
    assert client.get("/follow-ups?cursor=rubbish").status_code == 200
