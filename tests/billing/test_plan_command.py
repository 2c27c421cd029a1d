"""`dealmecca plan`: the operator's hand."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from dealmecca.accounts.models import User
from dealmecca.history.models import Change
from tests.billing.conftest import Deliver, pay
from tests.doubles.stripe_server import PRICES, StripeDouble


def plan(*words: str) -> str:
    out = StringIO()
    call_command("plan", *words, stdout=out)
    return out.getvalue().strip()


def test_a_plan_until_the_end_of_a_day_where_the_member_lives(dan: User) -> None:
    User.objects.filter(pk=dan.pk).update(time_zone="America/New_York")
    assert plan("Dan@example.com", "--tier", "PRO", "--until", "2099-01-31").startswith("dan@example.com: Pro until")
    dan.refresh_from_db()
    assert dan.plan_until == datetime(2099, 2, 1, 5, tzinfo=UTC)
    assert not Change.objects.filter(record_kind="user").exclude(door="CLI", actor=None).exists()


def test_free_ends_what_was_given_and_leaves_what_is_paid_at_stripe(
    dan: User, stripe: StripeDouble, deliver: Deliver
) -> None:
    User.objects.filter(pk=dan.pk).update(stripe_customer_id="cus_dan")
    stripe.subscribe("cus_dan", user_id=dan.pk, price=PRICES["PRO"][0])
    deliver(stripe.events[0])
    pay(dan, "TEAM", seats=5)
    assert plan("dan@example.com") == "dan@example.com: Team"
    assert plan("dan@example.com", "--tier", "FREE").startswith("dan@example.com: Pro until")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nobody@example.com",), "Nobody signs in as"),
        (("dan@example.com", "--tier", "PRO", "--until", "tomorrow"), "Write --until as"),
        (("dan@example.com", "--tier", "PRO", "--until", "2001-01-31"), "Give a day to come"),
        (("dan@example.com", "--tier", "TEAM", "--seats", "0"), "Choose 1 to 500 seats"),
    ],
)
def test_a_wrong_word_is_said(words: tuple[str, ...], sentence: str, dan: User) -> None:
    with pytest.raises(CommandError, match=sentence):
        plan(*words)
