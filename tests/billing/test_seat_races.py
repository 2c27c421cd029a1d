"""Fifty at once, each a process with its own connection: never more members and invitations than seats."""

import pytest
from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.billing.actions.invitations import accept_invitation, invite
from dealmecca.billing.actions.sales_teams import leave_team, make_team
from dealmecca.billing.models import Invitation, SeatPool, Subscription
from dealmecca.billing.queries.seats import count_members, count_taken
from dealmecca.history.models import Door
from dealmecca.lib.conflicts import Conflict
from tests.billing.conftest import confirm, make_pool, pay, send_invitation
from tests.cast import make_dan, make_user
from tests.races import can_fork, fork, race, sentences

AT_ONCE = 50
SITE = "http://testserver/"

pytestmark = [
    pytest.mark.django_db(transaction=True),
    can_fork,
]


@pytest.fixture
def dan(transactional_db: None) -> User:
    return make_dan()


def invited(pool: SeatPool, count: int) -> list[tuple[User, Invitation]]:
    people = [confirm(make_user(f"seller{number}")) for number in range(count)]
    return [(user, send_invitation(pool, user.email)) for user in people]


def test_fifty_accept_when_nine_seats_are_left(dan: User) -> None:
    """Invited while there were 51 seats; then the payer kept ten."""
    pool = make_pool(dan, seats=AT_ONCE + 1)
    people = invited(pool, AT_ONCE)
    pay(dan, "TEAM", seats=10)
    found = race(lambda n: accept_invitation(actor=people[n][0], door=Door.WEB, invitation=people[n][1]))
    sentences(found, 9, "no free seat")
    assert count_members(pool) == 10
    assert User.objects.filter(subscription_tier="TEAM").count() == 10
    assert Invitation.objects.exclude(accepted_at=None).count() == 9


def test_fifty_invitations_when_nine_seats_are_left(dan: User) -> None:
    pool = make_pool(dan, seats=10)
    found = race(lambda n: invite(actor=dan, door=Door.WEB, pool=pool, email=f"seller{n}@example.com", site=SITE))
    sentences(found, 9, "Every seat is taken")
    assert count_taken(pool) == 10


def test_one_invitation_accepted_fifty_times_by_one_person(dan: User) -> None:
    pool = make_pool(dan, seats=2)
    ((eve, row),) = invited(pool, 1)
    found = race(lambda _: accept_invitation(actor=User.objects.get(pk=eve.pk), door=Door.WEB, invitation=row))
    assert found == {"done": AT_ONCE} and count_members(pool) == 2


def test_invitations_acceptances_leaving_and_fewer_seats_at_once(dan: User) -> None:
    """Whatever comes first: never more than are paid, and everybody's plan fits where they are in the end."""
    pool = make_pool(dan, seats=30)
    people = invited(pool, 24)
    for user, row in people[:8]:
        accept_invitation(actor=user, door=Door.WEB, invitation=row)

    def act(number: int) -> None:
        if number < 8:
            leave_team(actor=people[number][0], door=Door.WEB, pool=pool)
        elif number < 24:
            accept_invitation(actor=people[number][0], door=Door.WEB, invitation=people[number][1])
        elif number < 26:
            pay(User.objects.get(pk=dan.pk), "TEAM", seats=12)
        else:
            invite(actor=dan, door=Door.WEB, pool=pool, email=f"late{number}@example.com", site=SITE)

    race(act, 40)
    pool.refresh_from_db()
    assert pool.seats == 12 and count_members(pool) <= 17, "those already invited sit down, if there is a seat"
    tiers = dict(User.objects.values_list("pk", "subscription_tier"))
    members = set(User.objects.filter(sales_team=pool.team).values_list("pk", flat=True))
    assert sum(tier == "TEAM" for tier in tiers.values()) == min(12, len(members))
    assert all(tiers[key] == "FREE" for key in tiers if key not in members)


def test_one_payer_makes_one_team_whatever_the_clicks(dan: User) -> None:
    pay(dan, "TEAM", seats=5)
    found = race(lambda _: make_team(actor=User.objects.get(pk=dan.pk), door=Door.WEB, name="North sales"))
    sentences(found, 1, "You have a team already")
    assert SeatPool.objects.count() == 1 and Subscription.objects.count() == 1


def test_the_naive_way_oversells(dan: User) -> None:
    """The control: counting first and sitting down in another breath puts more people on a team than it has seats."""
    pool = make_pool(dan, seats=10)
    people = [make_user(f"seller{number}") for number in range(AT_ONCE)]
    counted = fork.Barrier(AT_ONCE)

    def act(number: int) -> None:
        is_free = count_members(pool) < 10
        counted.wait(60)
        if not is_free:
            raise Conflict("The team has no free seat.")
        with transaction.atomic():
            User.objects.filter(pk=people[number].pk).update(sales_team=pool.team, updated_at=timezone.now())

    race(act)
    assert count_members(pool) > 10
