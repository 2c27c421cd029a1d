"""Where somebody is signed in, and signing those browsers out."""

import time
from collections.abc import Callable

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dealmecca.accounts.actions.sessions import SEEN
from dealmecca.accounts.actions.users import set_active
from dealmecca.accounts.models import User
from dealmecca.history.models import Door
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Mobile/1 Safari/604.1"


def log_in(user: User, browser: str = FIREFOX) -> Client:
    client = Client(headers={"user-agent": browser})
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert client.get("/people").status_code == 200
    return client


def is_in(client: Client) -> bool:
    return client.get("/people").status_code == 200


def test_one_browser_is_signed_out_and_all_others(ana: User) -> None:
    here, phone, third = log_in(ana), log_in(ana, PHONE), log_in(ana)
    page = here.get("/settings/sessions").content.decode()
    assert "Firefox on Windows" in page and "Safari on iPhone" in page and page.count("this one") == 1
    of_phone = UserSession.objects.get(user_agent=PHONE)
    here.post("/settings/sessions/end", {"session": of_phone.pk})
    assert (is_in(here), is_in(phone), is_in(third)) == (True, False, True)
    assert here.post("/settings/sessions/end", {"session": of_phone.pk}).status_code == 404, "twice: it is gone"
    here.post("/settings/sessions/end-others")
    assert (is_in(here), is_in(third)) == (True, False)
    assert "Safari on iPhone" not in here.get("/settings/sessions").content.decode()


def test_nobody_ends_the_session_of_somebody_else(ana: User, cleo: User, admin: User) -> None:
    hers = log_in(ana)
    row = UserSession.objects.get(user=ana)
    for stranger in (cleo, admin):
        client = log_in(stranger)
        assert client.post("/settings/sessions/end", {"session": row.pk}).status_code == 404
        client.post("/settings/sessions/end-others")
    assert is_in(hers)
    for wrong in ("", "x", "-1", "9" * 40):
        assert hers.post("/settings/sessions/end", {"session": wrong}).status_code == 404
    assert hers.get("/settings/sessions/end").status_code == 405
    assert Client().get("/settings/sessions").status_code == 302


def test_a_new_password_signs_the_other_browsers_out(ana: User) -> None:
    here, other = log_in(ana), log_in(ana)
    new = "another quiet sentence"
    answer = here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert answer.status_code == 302
    assert (is_in(here), is_in(other)) == (True, False)
    assert UserSession.objects.filter(user=ana).count() == Session.objects.count() - 1 == 1 or not is_in(other)


def test_a_closed_account_is_signed_out_at_once_and_for_good(ana: User, admin: User) -> None:
    client = log_in(ana)
    set_active(actor=admin, door=Door.WEB, user=ana, is_active=False)
    assert not is_in(client)
    set_active(actor=admin, door=Door.WEB, user=ana, is_active=True)
    assert not is_in(client), "opening the account again revives no session"
    with pytest.raises(Exception, match="Only admins"):
        set_active(actor=ana, door=Door.WEB, user=admin, is_active=False)


def test_last_seen_is_noted_every_five_minutes_not_with_every_page(ana: User) -> None:
    client = log_in(ana)
    UserSession.objects.update(last_seen_at="2020-01-01T00:00Z")
    client.get("/people")
    assert UserSession.objects.get().last_seen_at.year == 2020
    session = client.session
    session[SEEN] = int(time.time()) - 301
    session.save()
    client.get("/people")
    assert UserSession.objects.get().last_seen_at.year != 2020


def test_the_page_asks_as_much_for_many_sessions_as_for_one(ana: User, as_user: Callable[[User], Client]) -> None:
    client = as_user(ana)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/settings/sessions").status_code == 200
        return len(asked)

    log_in(ana)
    few = queries()
    for number in range(50):
        UserSession.objects.create(user=ana, session_key=f"{number}", ip="127.0.0.1", user_agent=FIREFOX)
    assert queries() == few
