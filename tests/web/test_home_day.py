"""The seller's day on the home page: what is due, what the team did, and that the visit is counted once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dealmecca.accounts.actions.visits import count_dashboard_visit
from dealmecca.accounts.models import User
from dealmecca.crm.actions.follow_ups import plan_follow_up
from dealmecca.crm.actions.interactions import log_interaction
from dealmecca.directory.models import Contact
from tests.cast import team_up
from tests.factories import make_company, make_contact
from tests.races import AT_ONCE, race

SignIn = Callable[[User], Client]


@pytest.fixture
def maren(db: None) -> Contact:
    return make_contact("Maren Oduya", make_company("Halden & Pike"))


@pytest.mark.django_db
def test_what_is_due_and_what_the_team_did(
    ana: User, ben: User, cleo: User, admin: User, maren: Contact, as_user: SignIn
) -> None:
    page = as_user(cleo).get("/").content.decode()
    assert "Nothing is due." in page and "Your team" not in page
    team_up(ana, ben)
    assert "What your team-mates log" in as_user(ana).get("/").content.decode()
    today = timezone.localdate()
    plan_follow_up(actor=ana, text="Call about spring", due_on=today, contact=maren)
    plan_follow_up(actor=ana, text="Much later", due_on=today + timedelta(days=3), contact=maren)
    log_interaction(actor=ben, text="Lunch about spring", kind="MEETING", contacts=[maren])
    page = as_user(ana).get("/").content.decode()
    assert "Call about spring" in page and "Much later" not in page
    assert "Lunch about spring" in page and f"/people/{maren.pk}" in page
    assert "Lunch about spring" not in as_user(ben).get("/").content.decode(), "one's own is no news"
    for other in (cleo, admin):
        page = as_user(other).get("/").content.decode()
        assert "spring" not in page


@pytest.mark.django_db
def test_what_one_looked_at_last_and_how_many_searches_are_left(
    ana: User, dan: User, maren: Contact, as_user: SignIn
) -> None:
    client = as_user(dan)
    assert "Looked at last" not in client.get("/").content.decode()
    client.get(f"/people/{maren.pk}")
    page = client.get("/").content.decode()
    assert "Looked at last" in page and "10 of 10 searches left" in page
    page = as_user(ana).get("/").content.decode()
    assert "Looked at last" not in page and "searches left" not in page


@pytest.mark.django_db
def test_a_visit_is_counted_once_a_minute_and_never_ahead(ana: User, as_user: SignIn) -> None:
    client = as_user(ana)
    client.head("/")
    client.get("/", headers={"Sec-Purpose": "prefetch;prerender"})
    ana.refresh_from_db()
    assert (ana.dashboard_visits, ana.last_dashboard_visit) == (0, None)
    for _ in range(3):
        client.get("/")
    ana.refresh_from_db()
    assert ana.dashboard_visits == 1 and ana.last_dashboard_visit
    User.objects.update(last_dashboard_visit=timezone.now() - timedelta(minutes=2))
    client.get("/")
    ana.refresh_from_db()
    assert ana.dashboard_visits == 2


@pytest.mark.django_db(transaction=True)
def test_tabs_opened_at_once_are_one_visit(ana: User) -> None:
    assert race(lambda _: count_dashboard_visit(user=ana), AT_ONCE // 5) == {"done": AT_ONCE // 5}
    ana.refresh_from_db()
    assert ana.dashboard_visits == 1
