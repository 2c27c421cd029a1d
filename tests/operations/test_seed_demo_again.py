"""`dealmecca seed_demo` where the demo is already: nothing twice, and nothing that people entered is touched."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management.base import CommandError

from dealmecca.accounts.models import Role, SubscriptionTier, User
from dealmecca.billing.models import SeatPool
from dealmecca.directory.actions import create_company
from dealmecca.directory.cleaning import COMPANY_FIELDS, CONTACT_FIELDS
from dealmecca.directory.models import Company, Contact
from dealmecca.history.models import Change, Door, Verb
from dealmecca.operations.actions import DEMO_PASSWORD
from dealmecca.operations.demo.events import GUESTS
from dealmecca.roster.models import Partnership
from tests.factories import make_handling, make_partnership
from tests.operations.test_seed_demo import seed
from tests.shared_rows import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(scope="module", autouse=True)
def _seeded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demo of 20 companies and 100 people."""
    with made_once(django_db_blocker):
        seed()
        yield


def test_a_record_was_changed_when_its_history_says_so() -> None:
    fields = {*COMPANY_FIELDS, *CONTACT_FIELDS, "company", "verification_level"}
    for kind, records in (("company", Company.objects.all()), ("contact", Contact.objects.all())):
        for record in records:
            changes = Change.objects.of(kind, record.pk).newest_first()
            newest = next(change for change in changes if fields & set(change.fields))  # the others tell of the roster
            was_changed = record.updated_at > record.created_at
            assert (newest.at, newest.verb == Verb.EDIT) == (record.updated_at, was_changed)


def test_the_same_numbers_again_do_nothing() -> None:
    before = list(Change.objects.values_list("id", flat=True))

    assert "nothing to do" in seed()
    assert list(Change.objects.values_list("id", flat=True)) == before


def test_a_demo_that_people_worked_in_starts_again_as_they_left_it() -> None:
    create_company(actor=None, door=Door.WEB, values={"name": "Somebody's Own Agency"})

    assert "nothing to do" in seed()
    assert Company.objects.count() == 21


def test_a_directory_that_holds_anything_else_is_left_alone() -> None:
    create_company(actor=None, door=Door.CLI, values={"name": "Somebody's Own Agency"})

    with pytest.raises(CommandError, match="holds 1 companies that are no demo data"):
        seed(companies=30)
    assert Company.objects.count() == 21


def test_the_three_log_ins_are_made_once_and_mended_when_changed() -> None:
    free = User.objects.get(email="free@demo.example")
    free.subscription_tier, free.is_active = SubscriptionTier.TEAM, False
    free.set_password("somebody played with it")
    free.save()

    assert f"the password is {DEMO_PASSWORD}" in seed()

    signed = User.objects.exclude(name__in=GUESTS)  # who only go to events
    users = signed.order_by("email").values_list("email", "role", "subscription_tier", "is_active")
    assert list(users) == [
        ("admin@demo.example", Role.ADMIN, SubscriptionTier.TEAM, True),
        ("colleague@demo.example", Role.TEAM_ADMIN, SubscriptionTier.TEAM, True),
        ("free@demo.example", Role.MEMBER, SubscriptionTier.FREE, True),
        ("pro@demo.example", Role.MEMBER, SubscriptionTier.TEAM, True),  # Pro by herself, Team by her seat
    ]
    seats = SeatPool.objects.get()
    assert set(seats.team.members.values_list("email", flat=True)) == {"colleague@demo.example", "pro@demo.example"}
    assert not User.objects.get(email="colleague@demo.example").has_usable_password()
    for user in signed.exclude(email="colleague@demo.example"):
        assert authenticate(email=user.email, password=DEMO_PASSWORD) == user


def test_accounts_and_duties_that_somebody_entered_are_not_wiped() -> None:
    make_partnership(
        Company.objects.get(name="Halden & Pike"), Company.objects.get(name="Avenna Air"), discipline="PRINT"
    )
    make_handling(Contact.objects.get(last_name="Oduya"), Company.objects.get(name="Avenna Air"), "Print")

    with pytest.raises(CommandError, match="holds 1 accounts of agencies, 1 duties of people that are no demo data"):
        seed(companies=30)
    assert Partnership.objects.filter(discipline="PRINT").exists()
