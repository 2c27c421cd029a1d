"""Paying members, a Stripe double, and a webhook to send its events to."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.test.utils import override_settings

from dealmecca.accounts.models import SubscriptionTier, User
from dealmecca.billing.actions.invitations import accept_invitation, invite
from dealmecca.billing.actions.sales_teams import make_team
from dealmecca.billing.actions.subscriptions import grant_plan
from dealmecca.billing.models import Invitation, SeatPool
from dealmecca.history.models import Door
from tests.doubles.stripe_server import PRICES, SECRET_KEY, WEBHOOK_SECRET, StripeDouble, serving, signed

Deliver = Callable[[dict[str, Any]], int]


def pay(user: User, tier: str = SubscriptionTier.TEAM, seats: int = 1, until: datetime | None = None) -> User:
    """The operator gives it; the user as they are then."""
    grant_plan(actor=None, door=Door.CLI, user=user, tier=tier, seats=seats, until=until)
    user.refresh_from_db()
    return user


@pytest.fixture
def stripe(monkeypatch: pytest.MonkeyPatch) -> Iterator[StripeDouble]:
    """Stripe's double over real HTTP, and an installation that uses it."""
    monkeypatch.setattr("dealmecca.billing.providers.stripe.RETRIES", 0)  # the library sleeps before each
    with serving(StripeDouble()) as double, with_stripe(double.url):
        yield double


def with_stripe(url: str) -> override_settings:
    return override_settings(
        BILLING_PROVIDER="STRIPE",
        STRIPE_URL=url,
        STRIPE_SECRET_KEY=SECRET_KEY,
        STRIPE_WEBHOOK_SECRET=WEBHOOK_SECRET,
        STRIPE_PRICES=PRICES,
    )


@pytest.fixture
def deliver() -> Deliver:
    """Send an event as Stripe does; the status of the answer."""
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)

    def send(event: dict[str, Any]) -> int:
        body, signature = signed(event)
        return post(client, body, signature)

    return send


def post(client: Client, body: bytes, signature: str) -> int:
    return client.post(
        "/billing/stripe/webhook", body, content_type="application/json", headers={"stripe-signature": signature}
    ).status_code


def confirm(user: User) -> User:
    """Their address is shown to be theirs."""
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    return user


def make_pool(admin: User, seats: int = 3, name: str = "North sales") -> SeatPool:
    """A team whose admin pays for so many seats."""
    pay(admin, SubscriptionTier.TEAM, seats)
    make_team(actor=admin, door=Door.WEB, name=name)
    return SeatPool.objects.get(team=admin.sales_team_id)


def send_invitation(pool: SeatPool, email: str) -> Invitation:
    """By the team's admin."""
    assert pool.admin
    pool.admin.refresh_from_db()
    return invite(actor=pool.admin, door=Door.WEB, pool=pool, email=email, site="http://testserver/")


def seat(pool: SeatPool, *users: User) -> None:
    """Invite and accept."""
    for user in users:
        row = send_invitation(pool, confirm(user).email)
        accept_invitation(actor=user, door=Door.WEB, invitation=row)
