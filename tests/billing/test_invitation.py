"""An invitation's link: whom it opens the team to, and how it ends."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client, override_settings
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.billing.invitation_links import token_of
from dealmecca.billing.models import Invitation, SeatPool
from dealmecca.history.models import Change
from dealmecca.notifications.models import Notification
from tests.billing.conftest import confirm, make_pool, pay, send_invitation
from tests.cast import PASSWORD, make_user

SignIn = Callable[[User], Client]


@pytest.fixture
def pool(dan: User) -> SeatPool:
    return make_pool(dan, seats=3)


@pytest.fixture
def row(pool: SeatPool) -> Invitation:
    return send_invitation(pool, "eve@example.com")


@pytest.fixture
def eve(db: None) -> User:
    return confirm(make_user("eve"))


def link(row: Invitation) -> str:
    return f"/team/join/{token_of(row)}"


def later(row: Invitation, **ago: int) -> None:
    then = timezone.now() - timedelta(**ago)
    Invitation.objects.filter(pk=row.pk).update(sent_at=then, expires_at=then + timedelta(days=14))
    row.refresh_from_db()


def test_signing_in_leads_back_to_the_invitation(client: Client, row: Invitation, eve: User) -> None:
    wanted = client.get(link(row))["Location"]
    assert wanted.startswith("/accounts/login/?next=/team/join/")
    answer = client.post(wanted, {"login": eve.email, "password": PASSWORD, "next": link(row)})
    assert answer["Location"] == link(row) and "Join North sales" in client.get(link(row)).content.decode()


def test_accepting_twice_is_once(row: Invitation, eve: User, dan: User, as_user: SignIn) -> None:
    client = as_user(eve)
    assert client.get(link(row)).status_code == 200 and not User.objects.get(pk=eve.pk).sales_team_id
    for _ in range(2):
        assert client.post(link(row)).status_code == 302
    eve.refresh_from_db()
    assert (eve.sales_team_id, eve.subscription_tier, eve.role) == (row.team_id, "TEAM", "MEMBER")
    assert [n.sentence for n in Notification.objects.filter(user=dan, kind="TEAM")] == [
        "Eve is on the team North sales now."
    ]
    assert {"member": ["", "eve@example.com"]} in Change.objects.values_list("fields", flat=True)
    assert "This invitation is over" in client.get(link(row)).content.decode()


def test_somebody_else_who_got_hold_of_the_link_stays_out(row: Invitation, cleo: User, as_user: SignIn) -> None:
    client = as_user(confirm(cleo))
    assert "was sent to eve@example.com" in client.get(link(row)).content.decode()
    assert client.post(link(row)).status_code == 409
    cleo.refresh_from_db()
    assert cleo.sales_team_id is None


def test_an_address_that_is_not_confirmed_is_nobodys(row: Invitation, as_user: SignIn) -> None:
    mallory = make_user("eve")
    EmailAddress.objects.filter(user=mallory).delete()
    assert as_user(mallory).post(link(row)).status_code == 409


def test_a_wrong_link(eve: User, as_user: SignIn) -> None:
    assert as_user(eve).get("/team/join/" + "x" * 43).status_code == 404
    assert as_user(eve).post("/team/join/%00%ff").status_code == 404


def test_sending_again_voids_the_older_link(row: Invitation, dan: User, eve: User, as_user: SignIn) -> None:
    older = link(row)
    admin = as_user(dan)
    assert admin.post(f"/team/invitations/{row.pk}/resend").status_code == 409, "not again at once"
    later(row, minutes=6)
    assert admin.post(f"/team/invitations/{row.pk}/resend").status_code == 302
    row.refresh_from_db()
    assert as_user(eve).post(older).status_code == 404
    assert as_user(eve).post(link(row)).status_code == 302


def test_one_that_ran_out_holds_no_seat_and_needs_one_to_be_sent_again(
    row: Invitation, pool: SeatPool, dan: User, eve: User, as_user: SignIn
) -> None:
    later(row, days=15)
    assert as_user(eve).post(link(row)).status_code == 409
    for name in ("fay", "gus"):
        send_invitation(pool, f"{name}@example.com")
    admin = as_user(dan)
    assert admin.post(f"/team/invitations/{row.pk}/resend").status_code == 409, "its seat went to others"
    pay(dan, "TEAM", seats=4)
    assert admin.post("/team", {"email": "eve@example.com"}).status_code == 302, "inviting anew is sending again"
    assert Invitation.objects.filter(email="eve@example.com").count() == 1


def test_revoked_is_over(row: Invitation, dan: User, eve: User, as_user: SignIn) -> None:
    assert as_user(dan).get(f"/team/invitations/{row.pk}/revoke").status_code == 302
    assert Invitation.objects.open().count() == 1, "looking revokes nothing"
    as_user(dan).post(f"/team/invitations/{row.pk}/revoke")
    assert as_user(eve).post(link(row)).status_code == 409
    assert as_user(dan).post(f"/team/invitations/{row.pk}/revoke").status_code == 404


def test_no_free_seat_any_more(row: Invitation, dan: User, eve: User, as_user: SignIn) -> None:
    pay(dan, "TEAM", seats=1)
    assert as_user(eve).post(link(row)).status_code == 409
    pay(dan, "FREE")
    assert as_user(eve).post(link(row)).status_code == 409
    with override_settings(PLANS_ARE_UNLIMITED=True):
        assert as_user(eve).post(link(row)).status_code == 302


def test_whoever_is_on_another_team_leaves_it_first(row: Invitation, cleo: User, eve: User, as_user: SignIn) -> None:
    south = make_pool(cleo, name="South sales")
    User.objects.filter(pk=eve.pk).update(sales_team=south.team)
    refused = as_user(eve).post(link(row))
    assert refused.status_code == 409 and "another team" in refused.content.decode()


def test_others_can_neither_send_nor_revoke(row: Invitation, cleo: User, eve: User, as_user: SignIn) -> None:
    make_pool(cleo, name="South sales")
    later(row, minutes=6)
    User.objects.filter(pk=eve.pk).update(sales_team=row.team)
    for path in ("resend", "revoke"):
        assert as_user(cleo).post(f"/team/invitations/{row.pk}/{path}").status_code == 404
        assert as_user(eve).post(f"/team/invitations/{row.pk}/{path}").status_code == 403
        assert as_user(make_user(path)).post(f"/team/invitations/{row.pk}/{path}").status_code == 404
    assert Invitation.objects.open().get().sent_count == 1


def test_a_new_key_does_not_void_what_was_mailed(row: Invitation, eve: User, as_user: SignIn) -> None:
    mailed = link(row)
    with override_settings(SECRET_KEY="another key " * 6):
        assert as_user(eve).post(mailed).status_code == 302
