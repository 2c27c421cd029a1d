"""Signing up, in and out, and getting back in after forgetting a password; mail goes through a real SMTP server."""

import re
import socket
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from django.test import Client

from dealmecca.accounts.models import Role, SubscriptionStatus, SubscriptionTier, User
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db

NEW = {"name": "Dana Whitfield", "email": "Dana@Example.com", "password1": "a long and quiet sentence"}


class Mailbox:
    def __init__(self) -> None:
        self.letters: list[str] = []

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        letter = message_from_bytes(envelope.content, policy=default)  # type: ignore[attr-defined]
        body = letter.get_body(("plain",))
        self.letters.append(f"To: {letter['To']}\nSubject: {letter['Subject']}\n\n{body.get_content() if body else ''}")
        return "250 OK"


@pytest.fixture
def mailbox(settings: object) -> Iterator[Mailbox]:
    box = Mailbox()
    with socket.socket() as probe:  # aiosmtpd must be told a port
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST = "127.0.0.1"  # type: ignore[attr-defined]
    settings.EMAIL_PORT = port  # type: ignore[attr-defined]
    yield box
    server.stop()


def link_in(letter: str) -> str:
    found = re.search(r"http://testserver(/\S+)", letter)
    assert found
    return found[1]


def test_a_new_member_signs_up_and_nothing_opens_before_the_address_is_confirmed(mailbox: Mailbox) -> None:
    client = Client()
    answer = client.post("/accounts/signup/", {**NEW, "time_zone": "Europe/Vienna"}, follow=True)
    assert "Look into your mail" in answer.content.decode()
    dana = User.objects.get(email="dana@example.com")
    assert (dana.name, dana.role, dana.subscription_tier) == ("Dana Whitfield", Role.MEMBER, SubscriptionTier.FREE)
    assert (dana.subscription_status, dana.time_zone) == (SubscriptionStatus.NONE, "Europe/Vienna")
    assert client.get("/people").status_code == 302 and client.get("/api/v1/contacts").status_code == 401
    assert len(mailbox.letters) == 1 and "To: dana@example.com" in mailbox.letters[0]
    path = link_in(mailbox.letters[0])
    assert "Yes, confirm it" in client.get(path).content.decode(), "opening a link (mail scanners do) confirms nothing"
    assert client.get("/people").status_code == 302
    assert client.post(path)["Location"] == "/accounts/login/", "a link that leaks is no way in: the password is asked"
    assert client.get("/people").status_code == 302
    client.post("/accounts/login/", {"login": NEW["email"], "password": NEW["password1"]})
    assert client.get("/people").status_code == 200
    assert "used up" in Client().get(path).content.decode()


def test_who_never_confirmed_the_address_is_sent_a_new_link_instead_of_being_let_in(mailbox: Mailbox) -> None:
    old = User.objects.create_user("old@example.com", PASSWORD)  # from before addresses had to be confirmed
    client = Client()
    answer = client.post("/accounts/login/", {"login": old.email, "password": PASSWORD}, follow=True)
    assert "Look into your mail" in answer.content.decode() and client.get("/people").status_code == 302
    client.post(link_in(mailbox.letters[0]))
    client.post("/accounts/login/", {"login": old.email, "password": PASSWORD})
    assert client.get("/people").status_code == 200


def test_a_time_zone_that_is_none_is_left_out(mailbox: Mailbox) -> None:
    Client().post("/accounts/signup/", {**NEW, "time_zone": "<Mars>"})
    assert User.objects.get(email="dana@example.com").time_zone == ""


def test_an_address_signs_up_once_whatever_its_capitals(mailbox: Mailbox, ana: User) -> None:
    Client().post("/accounts/signup/", {**NEW, "email": "ANA@example.com"})
    assert User.objects.filter(email__iexact="ana@example.com").count() == 1


@pytest.mark.parametrize("password", ["short", "password123", "1234567890123"])
def test_a_weak_password_is_refused_with_a_reason(password: str) -> None:
    answer = Client().post("/accounts/signup/", {**NEW, "password1": password})
    assert answer.status_code == 200
    assert "password" in answer.content.decode().lower()
    assert not User.objects.filter(email="dana@example.com").exists()


def test_signing_in_counts_and_leads_to_where_one_wanted_to_go(ana: User) -> None:
    client = Client()
    wanted = client.get("/people")
    assert wanted.status_code == 302
    answer = client.post(wanted["Location"], {"login": "Ana@Example.com", "password": PASSWORD})
    assert answer["Location"] == "/people"
    ana.refresh_from_db()
    assert ana.login_count == 1
    assert ana.last_login_at is not None


def test_a_wrong_password_and_an_unknown_address_read_alike(ana: User) -> None:
    pages = []
    for login in ("ana@example.com", "nobody@example.com"):
        answer = Client().post("/accounts/login/", {"login": login, "password": "wrong password"})
        page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
        pages.append((answer.status_code, page.replace(login, "")))
    assert pages[0] == pages[1]


def test_signing_out_ends_the_session(ana: User, as_user: Callable[[User], Client]) -> None:
    client = as_user(ana)
    client.post("/accounts/logout/")
    assert client.get("/people").status_code == 302


def test_a_forgotten_password_is_reset_by_mail_and_the_link_works_once(mailbox: Mailbox, ana: User) -> None:
    Client().post("/accounts/password/reset/", {"email": "ana@example.com"})
    assert len(mailbox.letters) == 1 and "To: ana@example.com" in mailbox.letters[0]
    link = re.search(r"http://testserver(/\S+)", mailbox.letters[0])
    assert link
    client = Client()
    form = client.get(link[1], follow=True)
    path = form.redirect_chain[-1][0]
    new = "another quiet sentence"
    client.post(path, {"password1": new, "password2": new})
    ana.refresh_from_db()
    assert ana.check_password(new)
    again = Client()
    stale = again.get(link[1], follow=True)
    again.post(
        stale.redirect_chain[-1][0] if stale.redirect_chain else link[1], {"password1": "x" * 14, "password2": "x" * 14}
    )
    ana.refresh_from_db()
    assert ana.check_password(new)


def test_the_reset_page_does_not_tell_who_has_an_account(mailbox: Mailbox, ana: User) -> None:
    answers = [
        Client().post("/accounts/password/reset/", {"email": email})
        for email in ("ana@example.com", "nobody@example.com")
    ]
    assert [(a.status_code, a["Location"]) for a in answers] == [(302, answers[0]["Location"])] * 2


def test_passwords_are_kept_as_argon2id_sized_for_a_small_machine() -> None:
    from dealmecca.accounts.hashers import SmallMachineArgon2

    stored = SmallMachineArgon2().encode("a long and quiet sentence", "saltsaltsaltsalt")
    assert "argon2id" in stored and "m=19456,t=2,p=1" in stored
