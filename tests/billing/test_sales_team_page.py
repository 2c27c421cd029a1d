"""The sales team's page: making a team, inviting, what is left of the seats; and the way to one."""

import re
from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from dealmecca.accounts.models import Role, SalesTeam, User
from dealmecca.billing.invitation_links import token_of
from dealmecca.billing.models import Invitation, SeatPool
from dealmecca.history.models import Change
from dealmecca.notifications.models import Mail
from tests.billing.conftest import make_pool, pay, seat, send_invitation
from tests.cast import make_user, team_up

SignIn = Callable[[User], Client]


def page(client: Client) -> str:
    return re.sub(r"\s+", " ", client.get("/team").content.decode())


def test_without_the_team_plan_the_page_leads_to_it(dan: User, as_user: SignIn) -> None:
    assert "You are on no team" in page(as_user(dan)) and 'href="/plans"' in page(as_user(dan))
    assert as_user(dan).post("/team", {"name": "North sales"}).status_code == 403
    pay(dan, "PRO")
    assert as_user(dan).post("/team", {"name": "North sales"}).status_code == 403
    assert not SalesTeam.objects.exists()


def test_who_pays_makes_a_team_and_runs_it(dan: User, as_user: SignIn) -> None:
    pay(dan, "TEAM", seats=3)
    client = as_user(dan)
    assert "Make your sales team" in page(client)
    assert client.post("/team", {"name": " "}).status_code == 422
    assert client.post("/team", {"name": "North  sales"}).status_code == 302
    dan.refresh_from_db()
    pool = SeatPool.objects.get()
    assert (dan.role, pool.team.name, pool.admin, pool.payer, pool.seats) == ("TEAM_ADMIN", "North sales", dan, dan, 3)
    assert "1 of 3 seats taken" in page(client)
    assert Change.objects.get(record_kind="sales_team").fields == {"name": ["", "North sales"]}
    client.post("/team/name", {"name": "South sales"})
    assert SalesTeam.objects.get().name == "South sales"


def test_whoever_runs_the_place_keeps_their_role(admin: User, as_user: SignIn) -> None:
    make_pool(admin)
    admin.refresh_from_db()
    assert admin.role == Role.ADMIN and "Invite" in page(as_user(admin))


def test_an_invitation_goes_by_mail_and_holds_a_seat(dan: User, as_user: SignIn) -> None:
    pool = make_pool(dan, seats=2)
    client = as_user(dan)
    assert client.post("/team", {"email": "Eve@Example.com "}).status_code == 302
    row = Invitation.objects.get()
    assert row.email == "eve@example.com" and "2 of 2 seats taken" in page(client)
    sent = Mail.objects.get(address="eve@example.com")
    link = re.search(r"http://testserver/team/join/([\w-]{43})\n", sent.text)
    assert link and link[1] == token_of(row) and link[1] not in str(vars(row)), "the table holds its hash alone"
    assert sent.subject == f"Dan invites you to the team {pool.team.name}"


def test_the_mail_goes_with_the_seat_or_not_at_all(dan: User) -> None:
    pool = make_pool(dan)
    Mail.objects.all().delete()
    with pytest.raises(RuntimeError), transaction.atomic():
        send_invitation(pool, "eve@example.com")
        raise RuntimeError("the machine stopped here")
    assert not Mail.objects.exists() and not Invitation.objects.exists()


def test_the_answer_is_the_same_whether_an_address_has_an_account(dan: User, cleo: User, as_user: SignIn) -> None:
    make_pool(dan, seats=9)
    make_pool(cleo, name="South sales")
    client = as_user(dan)

    def answer(email: str) -> str:
        text = client.post("/team", {"email": email}, follow=True).content.decode()
        Invitation.objects.all().delete()
        text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"|invitations/\w+|<time.*?</time>', "", text)
        return text.replace(email, "SOMEBODY")

    make_user("moes")
    assert answer("cleo@example.com") == answer("nobo@example.com") == answer("moes@example.com")


@pytest.mark.parametrize("email", ["", "eve", "eve@", "a" * 250 + "@example.com", "dan@example.com", "eve\0@x.example"])
def test_what_is_no_address_or_on_the_team_already(email: str, dan: User, as_user: SignIn) -> None:
    make_pool(dan)
    assert as_user(dan).post("/team", {"email": email}).status_code == 422
    assert not Invitation.objects.exists()


def test_no_more_invitations_than_seats_and_none_twice(dan: User, as_user: SignIn) -> None:
    make_pool(dan, seats=2)
    client = as_user(dan)
    client.post("/team", {"email": "eve@example.com"})
    again = client.post("/team", {"email": "eve@example.com"})
    assert again.status_code == 422 and "invited already" in again.content.decode()
    full = client.post("/team", {"email": "fay@example.com"})
    assert full.status_code == 422 and "Every seat is taken" in full.content.decode()
    assert Invitation.objects.count() == 1


def test_members_see_the_team_and_no_invitations(dan: User, ben: User, as_user: SignIn) -> None:
    pool = make_pool(dan)
    seat(pool, ben)
    send_invitation(pool, "eve@example.com")
    html = page(as_user(ben))
    assert "dan@example.com" in html and "eve@example.com" not in html and "Invite" not in html
    assert as_user(ben).post("/team", {"email": "fay@example.com"}).status_code == 403
    assert as_user(ben).post("/team/name", {"name": "Mine"}).status_code == 302 and pool.team.name == "North sales"


def test_strangers_see_nothing_of_it(dan: User, cleo: User, as_user: SignIn) -> None:
    make_pool(dan)
    assert "North sales" not in page(as_user(cleo))


def test_a_team_whose_seats_nobody_manages(ana: User, as_user: SignIn) -> None:
    team_up(ana)
    assert "You are on this team" in page(as_user(ana))


def test_without_limits_everybody_may_have_a_team_of_any_size(dan: User, as_user: SignIn) -> None:
    with override_settings(PLANS_ARE_UNLIMITED=True):
        client = as_user(dan)
        client.post("/team", {"name": "Us"})
        for number in range(4):
            client.post("/team", {"email": f"seller{number}@example.com"})
        assert Invitation.objects.count() == 4 and "seats taken" not in page(client)


def test_a_visitor_is_sent_to_sign_in(client: Client, db: None) -> None:
    for path in (
        "",
        "/name",
        "/leave",
        "/members/x/remove",
        "/members/x/hand-over",
        "/join/x",
        "/invitations/x/revoke",
    ):
        assert client.get(f"/team{path}").status_code == 302


@pytest.mark.parametrize("count", [2, 50])
def test_query_budget(
    count: int, dan: User, as_user: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    pool = make_pool(dan, seats=2 * count + 1)
    users = [make_user(f"seller{number:02}") for number in range(count)]
    User.objects.filter(pk__in=[user.pk for user in users]).update(sales_team=pool.team)
    for number in range(count):
        Invitation.objects.create(
            team=pool.team, email=f"invited{number}@example.com", invited_by=dan, token_hash=str(number),
            expires_at="2099-01-01T00:00Z",
        )  # fmt: skip
    client = as_user(dan)
    with django_assert_max_num_queries(12):
        assert page(client).count("Revoke<") == count
