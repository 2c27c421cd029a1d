"""Sign-in, sign-up, sign-out and reset, as people see them."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from dealmecca.accounts.models import User
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.mark.parametrize(
    "address",
    [
        "login/",
        "signup/",
        "password/reset/",
        "password/reset/done/",
        "password/reset/key/done/",
        "confirm-email/",
        "inactive/",
    ],
)
def test_every_page_before_the_door_wears_our_clothes(client: Client, address: str) -> None:
    response = client.get(f"/accounts/{address}")
    page = response.content.decode()
    assert response.status_code == 200
    assert "/static/web/app.css" in page
    assert page.count("<h1") == 1
    assert 'class="gate"' in page


@pytest.mark.parametrize("address", ["logout/", "email/", "password/change/"])
def test_every_page_behind_it_too(ana: User, as_user: SignIn, address: str) -> None:
    page = as_user(ana).get(f"/accounts/{address}").content.decode()
    assert 'class="side"' in page
    assert page.count("<h1") == 1


def test_an_address_is_added_on_our_own_page(ana: User, as_user: SignIn) -> None:
    client = as_user(ana)
    client.post("/accounts/email/", {"action_add": "", "email": "ana@second.example"})
    page = client.get("/accounts/email/").content.decode()
    assert 'value="ana@second.example"' in page and "not confirmed" in page
    client.post("/accounts/email/", {"action_remove": "", "email": "ana@second.example"})
    assert 'value="ana@second.example"' not in client.get("/accounts/email/").content.decode()


def test_signing_in_leads_to_where_somebody_wanted_to_go(client: Client, ana: User) -> None:
    wanted = client.get("/people?q=maren")["Location"]
    assert "Find who buys the media" in client.get(wanted).content.decode()
    response = client.post(wanted, {"login": "Ana@Example.com", "password": PASSWORD, "next": "/people?q=maren"})
    assert response["Location"] == "/people?q=maren"


def test_a_used_reset_link_says_so(client: Client, ana: User) -> None:
    client.post("/accounts/password/reset/", {"email": "ana@example.com"})
    link = re.search(r"http://testserver(/\S+)", str(mail.outbox[0].body))
    assert link
    form = client.get(link[1], follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": "another long one 9", "password2": "another long one 9"})
    assert "This link is used up" in client.get(link[1], follow=True).content.decode()


def test_an_address_that_is_too_long_is_refused_not_cut(client: Client) -> None:
    values = {"name": "Dana", "email": "x" * 250 + "@example.com", "password1": "a long and quiet sentence"}
    assert "at most 254 characters" in client.post("/accounts/signup/", values).content.decode()
    assert not User.objects.exists()


@pytest.fixture
def counted(settings: Any) -> Iterator[None]:
    """Counts of attempts begin at nothing and are left nowhere."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    cache.clear()
    yield
    cache.clear()


def test_who_guesses_passwords_is_stopped_on_a_page_of_ours(client: Client, ana: User, counted: None) -> None:
    answers = [client.post("/accounts/login/", {"login": f"{n}@example.com", "password": "no"}) for n in range(32)]
    assert (answers[0].status_code, answers[-1].status_code) == (200, 429)
    assert 'class="lone"' in answers[-1].content.decode()


def test_behind_a_proxy_one_guesser_does_not_lock_the_others_out(client: Client, ana: User, counted: None) -> None:
    for number in range(12):
        guess = {"login": f"{number}@example.com", "password": "no"}
        client.post("/accounts/login/", guess, headers={"X-Forwarded-For": f"10.0.0.{number}, 203.0.113.9"})
    right = {"login": "ana@example.com", "password": PASSWORD}
    refused = Client().post("/accounts/login/", right, headers={"X-Forwarded-For": "1.2.3.4, 203.0.113.9"})
    passed = Client().post("/accounts/login/", right, headers={"X-Forwarded-For": "203.0.113.9, 1.2.3.4"})
    assert (refused.status_code, passed.status_code) == (200, 302)  # the form again, although the password is right


def test_a_link_cannot_sign_somebody_out(ana: User, as_user: SignIn) -> None:
    client = as_user(ana)
    assert "Sign out?" in client.get("/accounts/logout/").content.decode()
    assert client.get("/people").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/people").status_code == 302
