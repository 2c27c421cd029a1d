"""Members, for admins: found by name, kept by roles, closing and signing out; there is always an admin left."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from dealmecca.accounts.actions.users import set_role
from dealmecca.accounts.models import Role, User
from dealmecca.billing.models import SeatPool
from dealmecca.history.models import Change, Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.notifications.models import Notification
from dealmecca.operations.actions import change_role, close_account, open_account, sign_out_everywhere
from dealmecca.operations.queries import list_members
from tests.accounts.test_sessions import is_in, log_in
from tests.cast import make_admin, team_up
from tests.races import AT_ONCE, can_fork, race

pytestmark = pytest.mark.django_db


def told(user: User) -> list[str]:
    return list(Notification.objects.filter(user=user, kind="SECURITY").values_list("sentence", flat=True))


def test_a_member_is_found_by_name_or_address(admin: User, ana: User, ben: User, as_user: Any) -> None:
    page = as_user(admin).get("/operate/members", {"q": ana.email.partition("@")[0].upper()})
    assert ana.email in page.content.decode() and ben.email not in page.content.decode()
    assert "Nobody of that name" in as_user(admin).get("/operate/members?q=zzz").content.decode()
    assert as_user(admin).get("/operate/members?q=%00&after=%00").status_code == 200


def test_the_list_pages_through_everybody_once(admin: User) -> None:
    User.objects.bulk_create(User(email=f"m{n}@many.example", password="!") for n in range(120))
    seen, after, pages = [], "", 0
    while after or not pages:
        page, after = list_members(viewer=admin, after=after)
        seen += [user.pk for user in page]
        pages += 1
    assert pages == 3 and len(seen) == len(set(seen)) == User.objects.count()


def test_the_list_asks_as_much_for_two_as_for_fifty(
    admin: User, as_user: Any, django_assert_max_num_queries: Any
) -> None:
    client = as_user(admin)
    client.get("/operate/members")
    User.objects.bulk_create(User(email=f"m{n}@many.example", password="!") for n in range(60))
    with django_assert_max_num_queries(6):
        client.get("/operate/members")


def test_the_page_shows_plan_use_and_changes_but_nothing_of_their_work(admin: User, ana: User, as_user: Any) -> None:
    change_role(actor=admin, door=Door.WEB, user=ana, role="MODERATOR")
    text = as_user(admin).get(f"/operate/members/{ana.pk}").content.decode()
    assert "_" not in text[text.index("What was changed") : text.index("Who looked")]
    assert "Role: MEMBER → MODERATOR" in text and "Searches" in text and "Look as they do" in text
    assert as_user(admin).get("/operate/members/nobody").status_code == 404


@pytest.mark.parametrize("role", ["MODERATOR", "ADMIN"])
def test_a_role_is_given_told_and_written_down(role: str, admin: User, ana: User, as_user: Any) -> None:
    answer = as_user(admin).post(f"/operate/members/{ana.pk}/role", {"role": role}, follow=True)
    ana.refresh_from_db()
    assert ana.role == role and "was told" in answer.content.decode()
    assert "made you a" in told(ana)[0]
    assert Change.objects.of("user", ana.pk).get().fields == {"role": ["MEMBER", role]}
    as_user(admin).post(f"/operate/members/{ana.pk}/role", {"role": role})
    assert len(told(ana)) == 1, "twice the same is once"


def test_a_role_that_there_is_not_is_refused_in_a_sentence(admin: User, ana: User, as_user: Any) -> None:
    answer = as_user(admin).post(f"/operate/members/{ana.pk}/role", {"role": "EMPEROR"})
    assert answer.status_code == 400 and "Choose one of" in answer.content.decode()


def test_who_runs_a_sales_team_goes_back_to_running_it(admin: User, ana: User, ben: User) -> None:
    team_up(ana, ben)
    assert ana.sales_team
    SeatPool.objects.create(team=ana.sales_team, payer=ana, admin=ana, seats=5)
    change_role(actor=admin, door=Door.WEB, user=ana, role="MODERATOR")
    change_role(actor=admin, door=Door.WEB, user=ana, role="MEMBER")
    ana.refresh_from_db()
    assert ana.role == Role.TEAM_ADMIN


def test_a_closed_account_is_signed_out_and_opens_again_with_everything(admin: User, ana: User, as_user: Any) -> None:
    browser, desk = as_user(ana), as_user(admin)
    browser.get("/")
    desk.post(f"/operate/members/{ana.pk}/account", {"account": "close"})
    assert browser.get("/").status_code == 302
    assert "Open the account again" in desk.get(f"/operate/members/{ana.pk}").content.decode()
    desk.post(f"/operate/members/{ana.pk}/account", {"account": "open"})
    desk.post(f"/operate/members/{ana.pk}/account", {"account": "open"})
    ana.refresh_from_db()
    assert ana.is_active and len(told(ana)) == 1 and "opened your account again" in told(ana)[0], "told once"


def test_signing_out_everywhere_ends_each_browser_and_tells(admin: User, ana: User, as_user: Any) -> None:
    phone, laptop = log_in(ana), log_in(ana)
    as_user(admin).post(f"/operate/members/{ana.pk}/sign-out")
    assert not is_in(phone) and not is_in(laptop)
    assert "signed you out in every browser" in told(ana)[0]


def test_the_last_admin_stays(admin: User, as_user: Any) -> None:
    answer = as_user(admin).post(f"/operate/members/{admin.pk}/account", {"account": "close"})
    assert answer.status_code == 409 and "last admin" in answer.content.decode()
    answer = as_user(admin).post(f"/operate/members/{admin.pk}/role", {"role": "MEMBER"})
    assert answer.status_code == 409
    admin.refresh_from_db()
    assert admin.is_active and admin.role == Role.ADMIN


def test_nobody_else_keeps_members(moderator: User, ana: User, ben: User) -> None:
    doors: list[Any] = [
        lambda who: change_role(actor=who, door=Door.WEB, user=ben, role="ADMIN"),
        lambda who: close_account(actor=who, door=Door.WEB, user=ben),
        lambda who: open_account(actor=who, door=Door.WEB, user=ben),
        lambda who: sign_out_everywhere(actor=who, door=Door.WEB, user=ben),
    ]
    for who in (moderator, ana):
        for door in doors:
            with pytest.raises(PermissionDenied):
                door(who)
        assert list_members(viewer=who) == ([], "")


@can_fork
@pytest.mark.django_db(transaction=True)
def test_admins_who_take_each_others_role_at_once_leave_one() -> None:
    admins = [make_admin(), *(User.objects.create_user(f"a{n}@keep.example", role=Role.ADMIN) for n in range(9))]

    def act(number: int) -> None:
        set_role(actor=None, door=Door.CLI, user=admins[number % 10], role="MEMBER")

    race(act, AT_ONCE // 2)
    assert User.objects.filter(role=Role.ADMIN).count() == 1


def test_the_last_admin_is_named_in_the_refusal() -> None:
    admin, gone = make_admin(), User.objects.create_user("gone@keep.example", role=Role.ADMIN, is_active=False)
    with pytest.raises(Conflict, match="last admin"):
        set_role(actor=None, door=Door.CLI, user=admin, role="MEMBER")
    set_role(actor=None, door=Door.CLI, user=gone, role="MEMBER")
