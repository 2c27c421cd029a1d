"""A thousand sequences of changes at Stripe, told in any order, doubled and interrupted: one state at the end."""

import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from dealmecca.accounts.models import SubscriptionTier, User
from dealmecca.billing.actions import entitlements, events, subscriptions
from dealmecca.billing.actions.events import receive_event, reconcile_with_provider
from dealmecca.billing.models import BillingEvent, ProviderCheck, Subscription
from dealmecca.billing.providers.stripe import StripeProvider
from dealmecca.history.models import Change
from tests.billing.conftest import with_stripe
from tests.cast import make_dan
from tests.doubles.stripe_server import MONTH, PRICES, Direct, StripeDouble, signed
from tests.races import can_fork, start_child

SEQUENCES = {"sqlite": 1_000, "postgresql": 100}  # what differs between them are locks, and those have their own tests
PARTS = 4  # for tests that run side by side
STATUSES = ["active", "active", "active", "past_due", "unpaid", "canceled", "trialing", "incomplete"]
ALL_PRICES = [price for prices in PRICES.values() for price in prices]


class Killed(BaseException):
    """The process ended here."""


class Run:
    """One member, their subscriptions at Stripe, and the deliveries that are still to come."""

    def __init__(self, seed: int, user: User) -> None:
        self.chance = random.Random(seed)
        self.user, self.customer = user, f"cus_{user.pk}"
        self.double = StripeDouble()
        self.provider = StripeProvider(http_client=Direct(self.double))
        self.told = 0
        self.waiting: list[dict[str, Any]] = []

    def change(self) -> None:
        """Something happens at Stripe; its events wait, some of them twice."""
        running = [key for key, one in self.double.subscriptions.items() if one["status"] != "canceled"]
        if not running or (len(running) < 3 and self.chance.random() < 0.15):
            self.double.subscribe(self.customer, user_id=self.user.pk, price=self.chance.choice(ALL_PRICES))
        else:
            start = int(time.time()) - self.chance.choice([0, 10, 20]) * 86_400
            what: dict[str, Any] = self.chance.choice(
                [
                    {"status": self.chance.choice(STATUSES)},
                    {"price": self.chance.choice(ALL_PRICES), "quantity": self.chance.randint(1, 9)},
                    {"cancel_at_period_end": self.chance.random() < 0.7},
                    {"current_period_start": start, "current_period_end": start + MONTH},
                ]
            )
            self.double.change(self.chance.choice(running), **what)
        new = self.double.events[self.told :]
        self.told = len(self.double.events)
        self.waiting += [event for event in new for _ in range(self.chance.choice([1, 1, 2]))]

    def deliver(self, how_often_killed: float) -> None:
        """Any that waits, not the oldest. Whoever was killed on the way is told again later."""
        event = self.waiting.pop(self.chance.randrange(len(self.waiting)))
        body, signature = signed(event)
        place = self.chance.choice(["before", "inside", "after"]) if self.chance.random() < how_often_killed else ""
        try:
            with killed_at(place):
                receive_event(provider=self.provider, event=self.provider.parse_event(body=body, signature=signature))
        except Killed:
            self.waiting.append(event)

    def play(self, changes: int) -> None:
        for _ in range(changes):
            self.change()
            while self.waiting and self.chance.random() < 0.5:
                self.deliver(how_often_killed=0.2)
        while self.waiting:
            self.deliver(how_often_killed=0.2)


@contextmanager
def killed_at(place: str) -> Iterator[None]:
    """Stop the work before the ledger's line, between it and the work, or once all is written but not committed."""
    work = events._work

    def kill(*arguments: Any) -> None:
        if place == "after":
            work(*arguments)
        raise Killed

    with pytest.MonkeyPatch.context() as patch:
        if place:
            patch.setattr(events, "_record" if place == "before" else "_work", kill)
        yield


def oracle(double: StripeDouble) -> tuple[str, int]:
    """Written by itself, from what stands at Stripe in the end: the tier, and how many subscriptions open it."""
    now, best, count = time.time(), "FREE", 0
    for one in double.subscriptions.values():
        (item,) = one["items"]["data"]
        start, end = item["current_period_start"], item["current_period_end"]
        until = {"active": end + 3 * 86_400, "trialing": end + 3 * 86_400, "past_due": min(end, start + 14 * 86_400)}
        is_open = until.get(one["status"], 0) > now
        if is_open and one["cancel_at_period_end"] and one["status"] != "past_due":
            is_open = end > now
        if is_open:
            tier = "TEAM" if item["price"]["id"] in PRICES["TEAM"] else "PRO"
            best, count = ("TEAM" if "TEAM" in (best, tier) else "PRO"), count + 1
    return best, count


def mirrored(double: StripeDouble) -> set[tuple[Any, ...]]:
    return {
        (
            number,
            one["status"].upper(),
            "TEAM" if item["price"]["id"] in PRICES["TEAM"] else "PRO",
            item["quantity"],
            one["cancel_at_period_end"],
            item["current_period_end"],
        )
        for number, one in double.subscriptions.items()
        for item in one["items"]["data"]
    }


def ours(user: User) -> set[tuple[Any, ...]]:
    return {
        (row.provider_id, row.status, row.tier, row.seats, row.cancel_at_period_end,
         int(row.current_period_end.timestamp()) if row.current_period_end else None)
        for row in Subscription.objects.filter(user=user)
    }  # fmt: skip


@pytest.fixture
def settings_of_stripe() -> Iterator[None]:
    """Nobody listens there: what is sent goes to the double directly."""
    with with_stripe("http://127.0.0.1:9"):
        yield


def members(count: int) -> list[User]:
    users = [User(email=f"seller{number}@example.com") for number in range(count)]
    for user in users:
        user.stripe_customer_id = f"cus_{user.pk}"
    return User.objects.bulk_create(users)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_thousand_sequences_end_as_the_oracle_says(part: int, db: None, settings_of_stripe: None) -> None:
    for number, user in enumerate(members(SEQUENCES[connection.vendor] // PARTS)):
        seed = number * PARTS + part
        run = Run(seed, user)
        run.play(changes=run.chance.randint(2, 4))
        user.refresh_from_db()
        assert ours(user) == mirrored(run.double), f"seed {seed}"
        assert user.subscription_tier == oracle(run.double)[0], f"seed {seed}"
        told = {event["id"] for event in run.double.events}
        assert BillingEvent.objects.filter(event_id__in=told).count() == len(told)


def test_following_the_events_themselves_would_not(
    db: None, settings_of_stripe: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: who takes the state from the event, as it comes, ends wrong in many of these sequences."""
    wrong = 0
    for seed, user in enumerate(members(30)):
        run = Run(seed, user)
        snapshots: dict[str, Any] = {}
        with monkeypatch.context() as naive:
            naive.setattr(run.provider, "fetch_subscription", lambda number, known=snapshots: known[number])
            parse = run.provider.parse_event

            def parse_and_believe(
                *, body: bytes, signature: str, parse: Any = parse, run: Run = run, known: dict[str, Any] = snapshots
            ) -> Any:
                event = parse(body=body, signature=signature)
                from dealmecca.billing.providers.stripe import _state

                (told,) = [one for one in run.double.events if one["id"] == event.event_id]
                known[event.subscription_id] = _state(told["data"]["object"])
                return event

            naive.setattr(run.provider, "parse_event", parse_and_believe)
            run.play(changes=3)
        wrong += ours(user) != mirrored(run.double)
    assert wrong >= 5


def test_the_daily_check_mends_what_no_event_said(
    db: None, settings_of_stripe: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    (user,) = members(1)
    run = Run(7, user)
    run.change()
    (number,) = run.double.subscriptions
    run.double.change(number, status="active", cancel_at_period_end=False, price=PRICES["TEAM"][0])
    monkeypatch.setattr(events, "provider_named", lambda _: run.provider)
    assert reconcile_with_provider() == 1 and reconcile_with_provider() == 0, "once a day"
    user.refresh_from_db()
    assert user.subscription_tier == SubscriptionTier.TEAM
    del run.double.subscriptions[number]
    ProviderCheck.objects.update(checked_at=timezone.now() - timedelta(days=1))
    reconcile_with_provider()
    user.refresh_from_db()
    assert user.subscription_tier == SubscriptionTier.FREE


@pytest.mark.django_db(transaction=True)
@can_fork
def test_a_process_that_is_killed_inside_the_work_leaves_nothing(settings_of_stripe: None) -> None:
    dan = make_dan()
    User.objects.filter(pk=dan.pk).update(stripe_customer_id="cus_dan")
    double = StripeDouble()
    double.subscribe("cus_dan", user_id=dan.pk, price=PRICES["PRO"][0])
    provider = StripeProvider(http_client=Direct(double))
    body, signature = signed(double.events[0])

    def work_and_die() -> None:
        # All is written, nothing is committed.
        entitlements_written = entitlements.write_entitlements

        def die(**arguments: Any) -> None:
            entitlements_written(**arguments)
            os._exit(9)

        entitlements.write_entitlements = die
        subscriptions.refresh_entitlements.__globals__["write_entitlements"] = die
        receive_event(provider=provider, event=provider.parse_event(body=body, signature=signature))

    process = start_child(work_and_die)
    process.join(60)
    assert process.exitcode == 9
    dan.refresh_from_db()
    assert dan.subscription_tier == SubscriptionTier.FREE
    assert not any(model.objects.exists() for model in (BillingEvent, Subscription, Change))
    receive_event(provider=provider, event=provider.parse_event(body=body, signature=signature))
    dan.refresh_from_db()
    assert dan.subscription_tier == SubscriptionTier.PRO
