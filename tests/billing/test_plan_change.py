"""Upgrading, changing down, cancelling and taking it back: by the operator's hand and by Stripe."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from dealmecca.accounts.models import SubscriptionTier, User
from dealmecca.billing.actions.events import end_lapsed_subscriptions
from dealmecca.billing.models import PlanRequest, Subscription
from dealmecca.billing.plans import plan_of
from dealmecca.history.models import Change
from dealmecca.notifications.models import Notification
from tests.billing.conftest import Deliver, pay
from tests.doubles.stripe_server import PRICES, StripeDouble

SignIn = Callable[[User], Client]


def tier(user: User) -> str:
    user.refresh_from_db()
    return user.subscription_tier


def lapse(user: User) -> None:
    """Time passes: the period ended a second ago."""
    ago = timezone.now() - timedelta(seconds=1)
    Subscription.objects.filter(user=user).update(current_period_end=ago)
    User.objects.filter(pk=user.pk).update(plan_until=ago)
    user.refresh_from_db()


def test_an_upgrade_by_hand_holds_at_once_and_a_second_click_changes_nothing(dan: User, as_user: SignIn) -> None:
    client = as_user(dan)
    assert "Upgrade to Pro" in client.get("/plans/choose?tier=PRO").content.decode()
    assert tier(dan) == SubscriptionTier.FREE, "looking buys nothing"
    for _ in range(2):
        assert client.post("/plans/choose", {"tier": "PRO"}).status_code == 302
    assert tier(dan) == SubscriptionTier.PRO and Subscription.objects.count() == 1
    assert Notification.objects.filter(user=dan).count() == 1
    actor = Change.objects.filter(record_kind="user", record_id=dan.pk).values_list("actor", "door")
    assert set(actor) == {(dan.pk, "WEB")}


def test_a_cancelled_plan_runs_to_the_end_of_its_month_and_not_a_second_longer(dan: User, as_user: SignIn) -> None:
    client = as_user(dan)
    client.post("/plans/choose", {"tier": "PRO"})
    assert "runs to the end of the period" in client.get("/plans/cancel").content.decode()
    for _ in range(2):
        client.post("/plans/cancel")
    assert tier(dan) == SubscriptionTier.PRO and dan.plan_until
    assert timedelta(days=27) < dan.plan_until - timezone.now() <= timedelta(days=31)
    lapse(dan)
    assert (dan.subscription_tier, plan_of(dan).name) == ("PRO", "Free"), "right before any job ran"
    assert end_lapsed_subscriptions() == 1 and end_lapsed_subscriptions() == 0
    assert (tier(dan), dan.subscription_status) == ("FREE", "CANCELED") and not dan.plan_until
    assert Notification.objects.filter(user=dan).latest("pk").sentence == "You are on the Free plan now."
    assert client.post("/plans/cancel").status_code == client.post("/plans/resume").status_code == 409


def test_a_cancellation_can_be_taken_back_while_the_plan_runs(dan: User, as_user: SignIn) -> None:
    client = as_user(dan)
    client.post("/plans/choose", {"tier": "PRO"})
    client.post("/plans/cancel")
    assert "Keep the plan after all" in client.get("/plans").content.decode()
    client.post("/plans/resume")
    assert tier(dan) == SubscriptionTier.PRO and dan.plan_until is None


def test_what_the_operator_gave_until_a_day_is_neither_cancelled_nor_prolonged(dan: User, as_user: SignIn) -> None:
    pay(dan, "PRO", until=timezone.now() + timedelta(days=3))
    end, client = dan.plan_until, as_user(dan)
    assert client.post("/plans/cancel").status_code == client.post("/plans/resume").status_code == 409
    client.post("/plans/choose", {"tier": "TEAM", "seats": "2"})
    assert tier(dan) == SubscriptionTier.TEAM
    client.post("/plans/cancel")
    lapse_of = Subscription.objects.filter(user=dan, tier="TEAM")
    lapse_of.update(current_period_end=timezone.now() - timedelta(seconds=1))
    User.objects.filter(pk=dan.pk).update(plan_until=timezone.now() - timedelta(seconds=1))
    dan.refresh_from_db()
    assert plan_of(dan).name == "Pro", "what still runs counts at once"
    end_lapsed_subscriptions()
    assert (tier(dan), dan.plan_until) == (SubscriptionTier.PRO, end)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"tier": "FREE"}, 302),
        ({"tier": "GOLD"}, 302),
        ({"tier": "TEAM", "seats": "0"}, 422),
        ({"tier": "TEAM", "seats": "501"}, 422),
        ({"tier": "TEAM", "seats": "many"}, 422),
        ({"tier": "TEAM", "seats": "9" * 30}, 422),
    ],
)
def test_a_choice_that_nobody_can_make(sent: dict[str, str], status: int, dan: User, as_user: SignIn) -> None:
    assert as_user(dan).post("/plans/choose", sent).status_code == status
    assert tier(dan) == SubscriptionTier.FREE


def test_where_the_operator_confirms_first_a_request_waits(dan: User, as_user: SignIn) -> None:
    with override_settings(MANUAL_UPGRADES="after_approval"):
        client = as_user(dan)
        assert "Ask for Pro" in client.get("/plans/choose?tier=PRO").content.decode()
        client.post("/plans/choose", {"tier": "PRO"})
        client.post("/plans/choose", {"tier": "TEAM", "seats": "4"})
        assert "You asked for the Team plan" in client.get("/plans").content.decode()
    assert tier(dan) == SubscriptionTier.FREE
    (request,) = PlanRequest.objects.all()
    assert (request.tier, request.seats, request.decided_at) == ("TEAM", 4, None)


def test_by_stripe_from_checkout_to_pro_to_the_portal_to_free(
    dan: User, as_user: SignIn, stripe: StripeDouble, deliver: Deliver
) -> None:
    client = as_user(dan)
    pages = [client.post("/plans/choose", {"tier": "PRO"}).content.decode() for _ in range(2)]
    (one,) = stripe.sessions.values()  # a double click is one checkout
    assert all(f'<meta http-equiv="refresh" content="0; url={one["url"]}">' in page for page in pages)
    assert len(stripe.customers) == 1 and tier(dan) == SubscriptionTier.FREE, "nothing is paid yet"

    number = stripe.pay(one["url"])
    assert [deliver(event) for event in stripe.events] == [200, 200]
    assert (tier(dan), dan.stripe_subscription_id) == (SubscriptionTier.PRO, number)
    assert "Paid until" in client.get("/plans").content.decode()

    assert f"{stripe.url}/portal/" in client.post("/plans/payment").content.decode()
    assert f"{stripe.url}/portal/" in client.post("/plans/choose", {"tier": "TEAM"}).content.decode()
    assert len(stripe.sessions) == 1, "who pays already changes it in the portal"

    client.post("/plans/cancel")
    assert stripe.subscriptions[number]["cancel_at_period_end"] is True
    assert tier(dan) == SubscriptionTier.PRO and dan.plan_until
    client.post("/plans/resume")
    assert stripe.subscriptions[number]["cancel_at_period_end"] is False
    client.post("/plans/cancel")
    lapse(dan)
    assert plan_of(dan).name == "Free"
    assert deliver(stripe.change(number, "customer.subscription.deleted", status="canceled")) == 200
    assert (tier(dan), dan.subscription_status) == (SubscriptionTier.FREE, "CANCELED")


def test_seats_are_bought_and_changed_at_stripe(
    dan: User, as_user: SignIn, stripe: StripeDouble, deliver: Deliver
) -> None:
    as_user(dan).post("/plans/choose", {"tier": "TEAM", "seats": "3"})
    (session,) = stripe.sessions.values()
    number = stripe.pay(session["url"])
    deliver(stripe.events[0])
    deliver(stripe.change(number, quantity=5))
    assert Subscription.objects.get(provider_id=number).seats == 5
    deliver(stripe.change(number, price=PRICES["PRO"][0], quantity=1))
    assert tier(dan) == SubscriptionTier.PRO


def test_when_stripe_is_away_nothing_is_bought_and_nothing_is_left(
    dan: User, as_user: SignIn, stripe: StripeDouble
) -> None:
    stripe.failing = True
    answer = as_user(dan).post("/plans/choose", {"tier": "PRO"})
    assert answer.status_code == 422 and "does not answer just now" in answer.content.decode()
    assert as_user(dan).post("/plans/payment").status_code == 409
    assert tier(dan) == SubscriptionTier.FREE and dan.stripe_customer_id is None


def test_invoices_by_mail_have_no_page(dan: User, as_user: SignIn) -> None:
    assert as_user(dan).post("/plans/payment").status_code == 409
    assert as_user(dan).get("/plans/payment").status_code == as_user(dan).get("/plans/resume").status_code == 302


@pytest.mark.parametrize("path", ["choose", "cancel", "resume", "payment"])
def test_a_visitor_is_sent_to_sign_in(path: str, client: Client, dan: User) -> None:
    assert client.post(f"/plans/{path}", {"tier": "PRO"}).url.startswith("/accounts/login")  # type: ignore[attr-defined]
    assert tier(dan) == SubscriptionTier.FREE
