"""Looking as a member does: for a reason, told, half an hour; reading only, and nothing that is theirs alone."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from django.utils import timezone

from dealmecca.accounts.impersonating import SESSION_KEY
from dealmecca.accounts.models import Impersonation, User
from dealmecca.billing.models import UsageEntry
from dealmecca.crm.actions.notes import write_note
from dealmecca.crm.models import RecordView
from dealmecca.database.reading_only import reading_only
from dealmecca.history.models import Change
from dealmecca.lib.conflicts import Conflict
from dealmecca.notifications.models import Notification
from dealmecca.operations.actions import begin_impersonation, end_impersonation
from tests.factories import make_contact
from tests.matrix.test_matrix import confirm_again

pytestmark = pytest.mark.django_db
WHY = "You asked why your search finds nothing."


def confirmed(browser: Client, user: User) -> Client:
    confirm_again(browser, user)
    return browser


@pytest.fixture
def desk(admin: User, as_user: Any) -> Client:
    return confirmed(as_user(admin), admin)


@pytest.fixture
def looking(desk: Client, dan: User) -> Client:
    """The admin's browser, which sees what Dan (Free) sees."""
    answer = desk.post(f"/operate/members/{dan.pk}/look", {"reason": WHY})
    assert answer.status_code == 302 and answer["Location"] == "/"
    return desk


def test_the_pages_are_the_members_with_a_banner_and_a_way_out(looking: Client, dan: User) -> None:
    contact = make_contact("Maren Oduya", email="maren@halden.example")
    page = looking.get(f"/people/{contact.pk}").content.decode()
    assert f"as <b>{dan.display_name}</b> does" in page and "Stop looking" in page
    assert "maren@halden.example" not in page, "Dan's plan shows no addresses"
    looking.post("/operate/members/stop-looking")
    page = looking.get(f"/people/{contact.pk}").content.decode()
    assert "Stop looking" not in page and "maren@halden.example" in page
    assert Impersonation.objects.get().ended_at


def test_it_is_written_down_with_its_reason_and_the_member_is_told(looking: Client, admin: User, dan: User) -> None:
    row = Impersonation.objects.get()
    assert (row.admin, row.user, row.reason, row.ended_at) == (admin, dan, WHY, None)
    assert row.ends_at - row.began_at == timedelta(minutes=30)
    assert Change.objects.of("user", dan.pk).get().actor == admin
    sentence = Notification.objects.get(user=dan).sentence
    assert admin.display_name in sentence and WHY in sentence


def test_without_a_reason_or_a_fresh_password_nobody_looks(admin: User, dan: User, as_user: Any) -> None:
    browser = as_user(admin)
    assert browser.get(f"/operate/members/{dan.pk}/look")["Location"].startswith("/accounts/reauthenticate")
    answer = confirmed(browser, admin).post(f"/operate/members/{dan.pk}/look", {"reason": "  "})
    assert answer.status_code == 400 and "Say why" in answer.content.decode()
    assert not Impersonation.objects.exists()


def test_nothing_can_be_changed_by_any_form(looking: Client, dan: User) -> None:
    contact = make_contact("Maren Oduya")
    for address in (f"/people/{contact.pk}/edit", "/people/new", "/settings", "/follow-ups", "/duties"):
        answer = looking.post(address, {"first_name": "X", "name": "X", "text": "X"})
        assert answer.status_code == 403 and "nothing can be changed" in answer.content.decode(), address
    contact.refresh_from_db()
    dan.refresh_from_db()
    assert contact.first_name == "Maren" and dan.name != "X"


def test_nothing_is_written_by_looking(looking: Client, dan: User) -> None:
    """No visit, no view, no search of the member's month, no session of theirs."""
    contact = make_contact("Maren Oduya")
    before = (dan.dashboard_visits, dan.last_dashboard_visit)
    assert looking.get("/").status_code == 200
    assert looking.get(f"/people/{contact.pk}").status_code == 200
    assert looking.get("/people?q=maren").status_code == 200
    dan.refresh_from_db()
    assert (dan.dashboard_visits, dan.last_dashboard_visit) == before
    assert not RecordView.objects.exists() and not UsageEntry.objects.exists()


def test_the_connection_refuses_what_a_page_would_write(dan: User) -> None:
    """The net below: even code that forgot to ask cannot write."""
    with reading_only("Not now."):
        assert User.objects.count() == 1
        for write in (
            lambda: User.objects.update(name="X"),
            lambda: User.objects.create_user("new@net.example"),
            lambda: User.objects.filter(pk=dan.pk).delete(),
            lambda: list(User.objects.select_for_update().filter(pk=dan.pk)),
        ):
            try:
                with transaction.atomic():
                    write()
            except PermissionDenied as refused:
                assert str(refused) == "Not now."
            else:
                assert "select_for_update" in write.__code__.co_names, "SQLite locks no rows"
    assert User.objects.update(name="after") == 1


@pytest.mark.parametrize(
    "address",
    [
        "/settings", "/settings/usage", "/settings/sessions", "/settings/keys", "/notifications", "/accounts/email/",
        "/accounts/2fa/", "/team", "/plans", "/operate/members", "/insight/people", "/imports",
    ],
)  # fmt: skip
def test_what_is_the_members_own_business_does_not_open(address: str, looking: Client) -> None:
    assert looking.get(address).status_code == 403


def test_the_api_does_not_answer_a_browser_that_looks(looking: Client) -> None:
    assert looking.get("/api/v1/contacts").status_code == 403
    assert looking.get("/api/v1/me").status_code == 403


def test_notes_of_the_member_are_not_shown(desk: Client, ana: User) -> None:
    contact = make_contact("Maren Oduya")
    write_note(actor=ana, text="a secret note", contact=contact)
    desk.post(f"/operate/members/{ana.pk}/look", {"reason": WHY})
    assert "a secret note" not in desk.get(f"/people/{contact.pk}").content.decode()
    desk.post("/operate/members/stop-looking")
    desk.force_login(ana)
    assert "a secret note" in desk.get(f"/people/{contact.pk}").content.decode(), "the control"


def test_it_ends_by_the_clock(looking: Client) -> None:
    Impersonation.objects.update(ends_at=timezone.now())
    assert "Stop looking" not in looking.get("/people").content.decode()
    assert SESSION_KEY not in looking.session


def test_an_admin_who_is_none_any_more_looks_no_further(looking: Client, admin: User) -> None:
    User.objects.filter(pk=admin.pk).update(role="MEMBER")
    assert "Stop looking" not in looking.get("/people").content.decode()


def test_a_member_who_becomes_an_admin_is_looked_at_no_further(looking: Client, dan: User) -> None:
    User.objects.filter(pk=dan.pk).update(role="ADMIN")
    assert "Stop looking" not in looking.get("/people").content.decode()


def test_another_browser_of_the_admin_and_the_members_own_are_as_before(
    looking: Client, admin: User, dan: User, as_user: Any
) -> None:
    for user in (admin, dan):
        assert "Stop looking" not in as_user(user).get("/people").content.decode()


def test_a_session_cannot_borrow_somebody_elses_look(looking: Client, ana: User, as_user: Any) -> None:
    thief = as_user(ana)
    session = thief.session
    session[SESSION_KEY] = Impersonation.objects.get().pk
    session.save()
    assert "Stop looking" not in thief.get("/people").content.decode()


def test_nobody_looks_as_an_admin_or_themselves_or_a_closed_account(admin: User, moderator: User, dan: User) -> None:
    other = User.objects.create_user("other@admin.example", role="ADMIN")
    dan.is_active = False
    for user in (admin, other, dan):
        with pytest.raises(Conflict):
            begin_impersonation(actor=admin, user=user, reason=WHY)
    with pytest.raises(PermissionDenied):
        begin_impersonation(actor=moderator, user=dan, reason=WHY)
    admin.looked_at_by = other
    with pytest.raises(PermissionDenied):
        begin_impersonation(actor=admin, user=moderator, reason=WHY)


def test_ending_twice_keeps_the_first_end_and_only_ones_own(admin: User, dan: User, ana: User) -> None:
    row = begin_impersonation(actor=admin, user=dan, reason=WHY)
    end_impersonation(actor=ana, impersonation_id=row.pk)
    assert Impersonation.objects.get().ended_at is None
    end_impersonation(actor=admin, impersonation_id=row.pk)
    first = Impersonation.objects.get().ended_at
    end_impersonation(actor=admin, impersonation_id=row.pk)
    assert first and Impersonation.objects.get().ended_at == first
