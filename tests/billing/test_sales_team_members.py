"""Leaving a team, being taken off it, handing it over; and what becomes of plans and of what belongs to the team."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dealmecca.accounts.models import Role, User
from dealmecca.billing.actions.events import end_lapsed_subscriptions
from dealmecca.billing.models import Invitation, SeatPool, Subscription
from dealmecca.billing.plans import plan_of
from dealmecca.crm.actions.notes import write_note
from dealmecca.crm.models import Note
from dealmecca.crm.models.notes import Visibility
from dealmecca.history.models import Change
from dealmecca.notifications.models import Notification
from tests.billing.conftest import make_pool, pay, seat, send_invitation
from tests.cast import make_user
from tests.factories import make_company

SignIn = Callable[[User], Client]


@pytest.fixture
def pool(dan: User) -> SeatPool:
    return make_pool(dan, seats=3)


def fresh(user: User) -> User:
    user.refresh_from_db()
    return user


def test_a_member_has_the_team_plan_and_loses_it_on_leaving(pool: SeatPool, as_user: SignIn) -> None:
    eve = make_user("eve")
    seat(pool, eve)
    assert fresh(eve).subscription_tier == "TEAM"
    client = as_user(eve)
    assert "stays with the team" in client.get("/team/leave").content.decode()
    assert fresh(eve).sales_team_id, "looking leaves nothing"
    for _ in range(2):
        assert client.post("/team/leave").status_code == 302
    assert (fresh(eve).subscription_tier, eve.sales_team_id, eve.role) == ("FREE", None, "MEMBER")
    assert {"member": ["eve@example.com", "left"]} in Change.objects.values_list("fields", flat=True)


def test_who_pays_pro_alone_is_back_on_pro(pool: SeatPool, as_user: SignIn) -> None:
    eve = pay(make_user("eve"), "PRO")
    seat(pool, eve)
    assert fresh(eve).subscription_tier == "TEAM"
    as_user(eve).post("/team/leave")
    assert fresh(eve).subscription_tier == "PRO"


def test_the_admin_takes_somebody_off_and_they_are_told(pool: SeatPool, dan: User, as_user: SignIn) -> None:
    eve = make_user("eve")
    seat(pool, eve)
    client = as_user(dan)
    assert client.get(f"/team/members/{eve.pk}/remove").status_code == 200
    client.post(f"/team/members/{eve.pk}/remove")
    assert (fresh(eve).sales_team_id, eve.subscription_tier) == (None, "FREE")
    assert "took you off the team" in Notification.objects.filter(user=eve, kind="TEAM").get().sentence
    assert client.post(f"/team/members/{eve.pk}/remove").status_code == 404


def test_nobody_but_the_admin_and_nobody_of_another_team(
    pool: SeatPool, dan: User, cleo: User, as_user: SignIn
) -> None:
    eve, fay = make_user("eve"), make_user("fay")
    seat(pool, eve, fay)
    make_pool(cleo, name="South sales")
    for path in ("remove", "hand-over"):
        assert as_user(eve).post(f"/team/members/{fay.pk}/{path}").status_code == 403
        assert as_user(cleo).post(f"/team/members/{fay.pk}/{path}").status_code == 404
        assert as_user(make_user(path)).post(f"/team/members/{fay.pk}/{path}").status_code == 404
        assert as_user(dan).post(f"/team/members/{cleo.pk}/{path}").status_code == 404
    assert fresh(fay).sales_team_id == pool.pk and SeatPool.objects.get(pk=pool.pk).admin == dan


def test_handing_over_moves_the_role_and_not_the_bill(pool: SeatPool, dan: User, as_user: SignIn) -> None:
    eve = make_user("eve")
    seat(pool, eve)
    client = as_user(dan)
    assert client.post("/team/leave").status_code == 409, "somebody has to run it"
    assert client.get(f"/team/members/{eve.pk}/hand-over").status_code == 200
    client.post(f"/team/members/{eve.pk}/hand-over")
    assert (fresh(dan).role, fresh(eve).role) == (Role.MEMBER, Role.TEAM_ADMIN)
    pool.refresh_from_db()
    assert (pool.admin, pool.payer) == (eve, dan)
    refused = client.post("/team/leave")
    assert refused.status_code == 409 and "Who pays for the seats stays" in refused.content.decode()
    assert as_user(eve).post(f"/team/members/{dan.pk}/remove").status_code == 409


def test_when_the_payment_ends_the_team_stays_and_its_plan_ends_to_the_second(
    pool: SeatPool, dan: User, as_user: SignIn
) -> None:
    eve = make_user("eve")
    seat(pool, eve)
    end = timezone.now() + timedelta(hours=1)
    pay(dan, "TEAM", seats=3, until=end)
    assert fresh(eve).plan_until == end
    ago = timezone.now() - timedelta(seconds=1)
    Subscription.objects.update(current_period_end=ago)
    User.objects.filter(sales_team=pool.team).update(plan_until=ago)
    SeatPool.objects.update(paid_until=ago)
    assert plan_of(fresh(eve)).name == plan_of(fresh(dan)).name == "Free", "before any job ran"
    end_lapsed_subscriptions()
    assert end_lapsed_subscriptions() == 0
    assert (fresh(eve).subscription_tier, eve.sales_team_id) == ("FREE", pool.pk)
    assert "Nobody pays for seats now" in as_user(dan).get("/team").content.decode()

    pay(dan, "TEAM", seats=3)
    assert fresh(eve).subscription_tier == "TEAM", "and comes back with the payment"


def test_when_nobody_pays_any_more_the_admin_can(pool: SeatPool, dan: User, as_user: SignIn) -> None:
    eve, fay = make_user("eve"), make_user("fay")
    seat(pool, eve, fay)
    as_user(dan).post(f"/team/members/{eve.pk}/hand-over")
    pay(dan, "FREE")
    as_user(dan).post("/team/leave")
    assert (fresh(dan).sales_team_id, fresh(fay).subscription_tier) == (None, "FREE")
    pay(eve, "TEAM", seats=2)
    pool.refresh_from_db()
    assert (pool.payer, pool.seats, fresh(fay).subscription_tier) == (eve, 2, "TEAM")


def test_with_fewer_seats_those_who_came_last_have_none(pool: SeatPool, dan: User, as_user: SignIn) -> None:
    eve, fay = make_user("eve"), make_user("fay")
    seat(pool, fay, eve)
    pay(dan, "TEAM", seats=2)
    assert (fresh(fay).subscription_tier, fresh(eve).subscription_tier) == ("TEAM", "FREE")
    assert eve.sales_team_id == pool.pk and "no seat" in as_user(dan).get("/team").content.decode()
    as_user(fay).post("/team/leave")
    assert fresh(eve).subscription_tier == "TEAM", "sits down on the seat that came free"


def test_seats_cannot_be_cut_below_who_sits_on_them(pool: SeatPool, dan: User, as_user: SignIn) -> None:
    seat(pool, make_user("eve"))
    send_invitation(pool, "fay@example.com")
    refused = as_user(dan).post("/plans/choose", {"tier": "TEAM", "seats": "2"})
    assert refused.status_code == 422 and "Choose at least 3 seats" in refused.content.decode()


def test_what_belongs_to_the_team_stays_with_it(pool: SeatPool, dan: User, as_user: SignIn) -> None:
    eve, company = make_user("eve"), make_company("Kestrel Cola")
    seat(pool, eve)
    fresh(eve)
    shared, _ = write_note(actor=eve, text="They plan in May.", company=company, visibility=Visibility.TEAM)
    private, _ = write_note(actor=eve, text="Lunch with Maren.", company=company)
    as_user(eve).post("/team/leave")
    assert set(Note.objects.visible_to(fresh(dan))) == {shared}
    assert set(Note.objects.visible_to(fresh(eve))) == {private}


def test_the_last_one_ends_the_invitations_too(dan: User, pool: SeatPool, as_user: SignIn) -> None:
    send_invitation(pool, "eve@example.com")
    pay(dan, "FREE")
    as_user(dan).post("/team/leave")
    assert fresh(dan).role == Role.MEMBER and not Invitation.objects.undecided().exists()
