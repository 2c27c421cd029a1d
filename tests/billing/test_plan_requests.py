"""What members asked for, and what an admin makes of it."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from dealmecca.accounts.models import SubscriptionTier, User
from dealmecca.billing.actions.plan_requests import ask_for_plan
from dealmecca.billing.models import PlanRequest
from dealmecca.history.models import Door
from dealmecca.notifications.models import Notification
from tests.cast import make_user

SignIn = Callable[[User], Client]


def ask(user: User, tier: str = "PRO", seats: int = 1) -> PlanRequest:
    return ask_for_plan(actor=user, door=Door.WEB, tier=tier, seats=seats)


def test_an_admin_is_told_and_confirms_once(admin: User, dan: User, as_user: SignIn) -> None:
    row = ask(dan)
    assert ask(dan).pk == row.pk
    assert [n.sentence for n in Notification.objects.filter(user=admin)] == ["Dan asks for the Pro plan."]
    client = as_user(admin)
    assert "dan@example.com" in client.get("/plans/requests").content.decode()
    sent = {"decision": "GRANT", "seen": "PRO 1"}
    assert client.post(f"/plans/requests/{row.pk}", sent).status_code == 302
    dan.refresh_from_db()
    assert dan.subscription_tier == SubscriptionTier.PRO
    assert client.post(f"/plans/requests/{row.pk}", sent).status_code == 409
    assert "Nothing waits" in client.get("/plans/requests").content.decode()


def test_declined_changes_nothing_and_the_member_is_told(admin: User, dan: User, as_user: SignIn) -> None:
    row = ask(dan)
    as_user(admin).post(f"/plans/requests/{row.pk}", {"decision": "DECLINE", "seen": "PRO 1"})
    dan.refresh_from_db()
    assert dan.subscription_tier == SubscriptionTier.FREE
    assert "was declined" in Notification.objects.get(user=dan).sentence
    assert ask(dan).pk != row.pk, "one may ask again"


def test_what_was_changed_meanwhile_is_not_confirmed(admin: User, dan: User, as_user: SignIn) -> None:
    row = ask(dan)
    ask(dan, "TEAM", 400)
    answer = as_user(admin).post(f"/plans/requests/{row.pk}", {"decision": "GRANT", "seen": "PRO 1"})
    assert answer.status_code == 409 and PlanRequest.objects.get().decided_at is None


@pytest.mark.parametrize("who", ["dan", "moderator"])
def test_nobody_else_sees_or_decides(who: str, dan: User, as_user: SignIn, request: pytest.FixtureRequest) -> None:
    row = ask(dan)
    client = as_user(request.getfixturevalue(who))
    assert client.get("/plans/requests").status_code == 403
    assert client.post(f"/plans/requests/{row.pk}", {"decision": "GRANT", "seen": "PRO 1"}).status_code == 403
    assert PlanRequest.objects.get().decided_at is None


def test_what_is_not_there(admin: User, as_user: SignIn) -> None:
    sent = {"decision": "GRANT", "seen": "PRO 1"}
    assert as_user(admin).post("/plans/requests/nothing", sent).status_code == 404
    assert as_user(admin).post("/plans/requests/nothing", {}).status_code == 302


@pytest.mark.parametrize("count", [2, 50])
def test_query_budget(
    count: int, admin: User, as_user: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        ask(make_user(f"seller{number}"))
    client = as_user(admin)
    with django_assert_max_num_queries(6):
        assert client.get("/plans/requests").content.decode().count("Confirm<") == count
