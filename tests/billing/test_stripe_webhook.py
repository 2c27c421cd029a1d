"""What Stripe signed is worked through once; what it did not sign changes nothing."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from dealmecca.accounts.models import SubscriptionTier, User
from dealmecca.billing.actions import events as event_actions
from dealmecca.billing.models import BillingEvent, Subscription
from dealmecca.billing.plans import plan_of
from dealmecca.history.models import Change
from dealmecca.notifications.models import Notification
from tests.billing.conftest import Deliver, post
from tests.doubles.stripe_server import PRICES, StripeDouble, signed

PRO, TEAM = PRICES["PRO"][0], PRICES["TEAM"][0]


@pytest.fixture
def customer(dan: User, stripe: StripeDouble) -> str:
    User.objects.filter(pk=dan.pk).update(stripe_customer_id="cus_dan")
    return "cus_dan"


def tier(user: User) -> str:
    user.refresh_from_db()
    return user.subscription_tier


def everything() -> list[Any]:
    """All that an event could have changed."""
    models = (User, Subscription, BillingEvent, Change, Notification)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_a_paid_subscription_opens_the_plan_and_tells_the_member(
    dan: User, customer: str, stripe: StripeDouble, deliver: Deliver
) -> None:
    stripe.subscribe(customer, user_id=dan.pk, price=PRO)
    assert [deliver(event) for event in stripe.events] == [200]
    assert tier(dan) == SubscriptionTier.PRO and plan_of(dan).imports_files
    assert [row.sentence for row in Notification.objects.filter(user=dan)] == ["You are on the Pro plan now."]
    told = Change.objects.filter(record_kind="user", record_id=dan.pk, door="SYSTEM")
    assert any(change.fields.get("subscription_tier") == ["FREE", "PRO"] for change in told)


@pytest.mark.parametrize(
    "shape",
    [
        {"object": "checkout.session", "id": "cs_1", "subscription": "{}"},
        {"object": "invoice", "id": "in_1", "subscription": "{}"},
        {"object": "invoice", "id": "in_1", "parent": {"subscription_details": {"subscription": "{}"}}},
    ],
)
def test_every_event_that_names_a_subscription_leads_to_its_state(
    shape: dict[str, Any], dan: User, customer: str, stripe: StripeDouble, deliver: Deliver
) -> None:
    number = stripe.subscribe(customer, user_id=dan.pk, price=TEAM, seats=3)
    about = {key: number if value == "{}" else value for key, value in shape.items()}
    if "parent" in about:
        about["parent"] = {"subscription_details": {"subscription": number}}
    assert deliver(stripe.emit("whatever.happened", about)) == 200
    assert (tier(dan), Subscription.objects.get().seats) == (SubscriptionTier.TEAM, 3)


def test_forged_stale_and_wrongly_signed_events_change_nothing(dan: User, customer: str, stripe: StripeDouble) -> None:
    stripe.subscribe(customer, user_id=dan.pk, price=PRO)
    (event,) = stripe.events
    body, good = signed(event)
    now = time.time()
    before = everything()
    client = Client(raise_request_exception=False)
    refused = [
        (body, ""),
        (body, "t=1,v1=00"),
        (body, "nonsense"),
        (body.replace(b"created", b"deleted"), good),
        (body, signed(event, secret="whsec_of_somebody_else")[1]),
        (body, signed(event, secret=" ")[1]),
        (body, signed(event, at=now - 301)[1]),
        (body, good.replace("v1=", "v0=")),
        (b"\xff\xfe", good),
        *(signed(odd) for odd in ({}, {"id": "evt_1"}, {**event, "created": "soon"}, {**event, "data": None})),
    ]
    assert [post(client, *one) for one in refused] == [400] * len(refused)
    assert everything() == before and not stripe.requests
    assert post(client, *signed(event, at=now - 290)) == 200 and tier(dan) == SubscriptionTier.PRO


def test_the_same_event_again_does_nothing(dan: User, customer: str, stripe: StripeDouble, deliver: Deliver) -> None:
    stripe.subscribe(customer, user_id=dan.pk, price=PRO)
    (event,) = stripe.events
    deliver(event)
    before, asked = everything(), len(stripe.requests)
    assert deliver(event) == 200 and everything() == before and len(stripe.requests) == asked


def test_a_handler_that_fails_answers_5xx_leaves_nothing_and_works_when_sent_again(
    dan: User, customer: str, stripe: StripeDouble, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    stripe.subscribe(customer, user_id=dan.pk, price=PRO)
    (event,) = stripe.events
    before = everything()
    stripe.failing = True
    assert deliver(event) == 500 and everything() == before
    stripe.failing = False

    def fail(**_: Any) -> None:
        raise RuntimeError("the machine stopped here")

    with monkeypatch.context() as broken:  # between the ledger's line and the end of the work
        broken.setattr("dealmecca.billing.actions.subscriptions.refresh_entitlements", fail)
        assert deliver(event) == 500 and everything() == before
    assert deliver(event) == 200 and tier(dan) == SubscriptionTier.PRO


def test_somebody_elses_subscriptions_at_the_same_stripe_account_are_left_alone(
    dan: User, customer: str, stripe: StripeDouble, deliver: Deliver
) -> None:
    stripe.subscribe("cus_stranger", user_id="nobody", price=PRO)
    stripe.subscribe(customer, user_id=dan.pk, price="price_of_a_mug")
    stripe.emit("customer.updated", {"object": "customer", "id": customer})
    assert [deliver(event) for event in stripe.events] == [200, 200, 200]
    assert not Subscription.objects.exists() and tier(dan) == SubscriptionTier.FREE


def test_an_answer_that_is_older_than_what_is_written_is_dropped(
    dan: User, customer: str, stripe: StripeDouble, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two workers: the slow one asked before the cancellation, and writes after it."""
    number = stripe.subscribe(customer, user_id=dan.pk, price=PRO)
    (created,) = stripe.events
    early = event_actions.draw_read_number()
    stale = event_actions.provider_named("STRIPE").fetch_subscription(number)
    deliver(stripe.change(number, status="canceled"))
    monkeypatch.setattr(event_actions, "draw_read_number", lambda: early)
    monkeypatch.setattr("dealmecca.billing.providers.stripe.StripeProvider.fetch_subscription", lambda *_: stale)
    assert deliver(created) == 200 and tier(dan) == SubscriptionTier.FREE


def test_a_payment_that_fails_keeps_the_plan_for_two_weeks_and_unpaid_ends_it(
    dan: User, customer: str, stripe: StripeDouble, deliver: Deliver
) -> None:
    number = stripe.subscribe(customer, user_id=dan.pk, price=PRO)
    deliver(stripe.change(number, status="past_due"))
    assert tier(dan) == SubscriptionTier.PRO and dan.plan_until
    assert timedelta(days=13) < dan.plan_until - timezone.now() <= timedelta(days=14)
    assert "A payment failed" in Notification.objects.filter(user=dan, link="/plans").earliest("pk").sentence
    deliver(stripe.change(number, status="unpaid"))
    assert (tier(dan), dan.subscription_status) == (SubscriptionTier.FREE, "UNPAID") and not dan.plan_until
    deliver(stripe.change(number, status="active"))
    assert tier(dan) == SubscriptionTier.PRO


@pytest.mark.parametrize("status", ["incomplete", "incomplete_expired", "paused", "canceled"])
def test_what_is_not_paid_opens_nothing(
    status: str, dan: User, customer: str, stripe: StripeDouble, deliver: Deliver
) -> None:
    stripe.subscribe(customer, user_id=dan.pk, price=PRO, status=status)
    deliver(stripe.events[0])
    assert (tier(dan), dan.subscription_status) == (SubscriptionTier.FREE, status.upper())


def test_whoever_pays_an_earlier_price_keeps_the_plan(
    dan: User, customer: str, stripe: StripeDouble, deliver: Deliver
) -> None:
    number = stripe.subscribe(customer, user_id=dan.pk, price=PRICES["PRO"][1])
    deliver(stripe.events[0])
    assert tier(dan) == SubscriptionTier.PRO
    deliver(stripe.change(number, price="price_that_left_the_settings"))
    assert tier(dan) == SubscriptionTier.PRO


def test_a_subscription_that_its_provider_forgot_has_ended(
    dan: User, customer: str, stripe: StripeDouble, deliver: Deliver
) -> None:
    number = stripe.subscribe(customer, user_id=dan.pk, price=PRO)
    deliver(stripe.events[0])
    event = stripe.change(number)
    del stripe.subscriptions[number]
    assert deliver(event) == 200 and (tier(dan), dan.subscription_status) == (SubscriptionTier.FREE, "CANCELED")


def test_without_stripe_there_is_no_webhook(db: None, deliver: Deliver) -> None:
    assert deliver({"id": "evt_1"}) == 404
    call_command("check")
