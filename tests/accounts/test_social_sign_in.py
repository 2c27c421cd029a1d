"""Signing in by an OpenID Connect server, which runs here over real HTTP, and linking it to an account."""

import http.client
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.history.models import Change
from dealmecca.notifications.models import Notification
from tests.cast import PASSWORD
from tests.doubles.oidc import CLIENT, SECRET, Person, Provider, running_provider

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/oidc/work/login/"
LINKED = "/accounts/linked/"
SignIn = Callable[[User], Client]


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    with running_provider() as provider:
        app = {"provider_id": "work", "name": "Work", "client_id": CLIENT, "secret": SECRET,
               "settings": {"server_url": provider.address}}  # fmt: skip
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
        yield provider


def visit(address: str) -> str:
    """What the browser does at the provider: it is sent back with a code."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    connection.request("GET", f"{parts.path}?{parts.query}")
    answer = connection.getresponse()
    assert answer.status == 302, "the provider found nothing wrong with what it was asked"
    back = urlsplit(answer.headers["Location"])
    connection.close()
    return f"{back.path}?{back.query}"


def round_trip(client: Client, process: str = "login") -> Any:
    there = client.post(f"{LOGIN}?process={process}")["Location"]
    return client.get(visit(there))


def linked(client: Client) -> Any:
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return round_trip(client, "connect")


def is_in(client: Client) -> bool:
    return client.get("/people").status_code == 200


def test_nothing_shows_unless_it_is_set_up(ana: User, as_user: SignIn) -> None:
    for page in ("/accounts/login/", "/accounts/signup/"):
        assert "/accounts/oidc/" not in Client().get(page).content.decode()
    assert LINKED not in as_user(ana).get("/settings").content.decode()
    assert Client().post(LOGIN).status_code == 404


def test_a_new_member_comes_in_by_a_confirmed_address_and_again(provider: Provider) -> None:
    client = Client()
    assert f'href="{LOGIN}' in client.get("/accounts/login/").content.decode()
    asked = client.get(LOGIN)
    assert asked.status_code == 200, "a link alone starts nothing"
    assert "form-action 'self' https: http:" in asked["Content-Security-Policy"], "the form leads to the provider"
    assert round_trip(client)["Location"] == "/"
    assert is_in(client)
    dana = User.objects.get()
    assert (dana.email, dana.name, dana.has_usable_password()) == ("dana@example.com", "Dana Whitfield", False)
    again = Client()
    round_trip(again)
    assert is_in(again) and User.objects.count() == SocialAccount.objects.count() == 1


def test_an_unconfirmed_address_is_confirmed_by_our_own_mail_first(provider: Provider) -> None:
    provider.person = Person(email_verified=False)
    client = Client()
    round_trip(client)
    assert not is_in(client)
    assert "Confirm your address" in mail.outbox[0].subject


@pytest.mark.parametrize("verified", [True, False])
def test_an_address_alone_opens_nobodys_account(verified: bool, provider: Provider, ana: User) -> None:
    provider.person = Person(email=ana.email, email_verified=verified)
    client = Client()
    answer = round_trip(client)
    assert not is_in(client) and not SocialAccount.objects.exists()
    assert answer["Location"] == "/accounts/confirm-email/", "the same as for an address that has no account"
    assert "already" in mail.outbox[0].subject


def test_linking_needs_a_log_in_and_the_password_once_more(provider: Provider, ana: User, as_user: SignIn) -> None:
    round_trip(Client(), "connect")
    assert not SocialAccount.objects.exists(), "a visitor links nothing"
    client = as_user(ana)
    assert round_trip(client, "connect")["Location"] == "/accounts/reauthenticate/"
    assert not SocialAccount.objects.exists()
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert SocialAccount.objects.get().user == ana
    assert "Work" in client.get(LINKED).content.decode()
    by_provider = Client()
    round_trip(by_provider)
    assert is_in(by_provider) and User.objects.count() == 1


def test_an_unconfirmed_address_is_not_linked(provider: Provider, ana: User, as_user: SignIn) -> None:
    client = as_user(ana)
    provider.person = Person(email_verified=False)
    linked(client)
    assert not SocialAccount.objects.exists()
    assert "It was not linked" in client.get(LINKED).content.decode()
    provider.person = Person()
    EmailAddress.objects.filter(user=ana).update(verified=False)
    linked(client)
    assert not SocialAccount.objects.exists(), "nor when ours is not confirmed"


def test_an_identity_belongs_to_one_account(provider: Provider, ana: User, cleo: User, as_user: SignIn) -> None:
    linked(as_user(ana))
    linked(as_user(cleo))
    assert SocialAccount.objects.get().user == ana
    with pytest.raises(IntegrityError), transaction.atomic():
        SocialAccount.objects.create(user=cleo, provider="work", uid="subject-1")


def test_a_forged_state_a_foreign_browser_and_a_used_code_are_refused(provider: Provider) -> None:
    client = Client()
    there = client.post(f"{LOGIN}?process=login")["Location"]
    query = {name: values[0] for name, values in parse_qs(urlsplit(there).query).items()}
    assert query["code_challenge_method"] == "S256" and len(query["state"]) >= 16
    back = visit(there)
    forged = f"{LOGIN}callback/?{urlencode({'code': 'x', 'state': 'forged'})}"
    for browser, address in ((client, forged), (Client(), back)):
        answer = browser.get(address)
        assert answer.status_code in (200, 401, 403) and not is_in(browser)
        assert not User.objects.exists()
    client.get(back)
    assert is_in(client)
    client.post("/accounts/logout/")
    client.get(back)
    assert not is_in(client), "the way back works once"


def test_a_token_for_somebody_else_or_a_wrong_verifier_opens_nothing(provider: Provider) -> None:
    provider.audience = "another site"
    client = Client()
    round_trip(client)
    assert not is_in(client)
    provider.audience = CLIENT
    back = visit(client.post(f"{LOGIN}?process=login")["Location"])
    provider.codes[re.search(r"code=([\w-]+)", back)[1]]["code_challenge"] = "another"  # type: ignore[index]
    client.get(back)
    assert not is_in(client) and not User.objects.exists()


def test_the_provider_being_away_is_a_page_of_ours(provider: Provider, settings: Any) -> None:
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    for away in ("http://127.0.0.1:9", f"{provider.address}/broken"):
        app["settings"]["server_url"] = away
        answer = Client().post(f"{LOGIN}?process=login")
        assert answer.status_code < 500 and "That did not work" in answer.content.decode()


def test_who_turns_back_at_the_provider_is_told_nothing_changed(provider: Provider) -> None:
    client = Client()
    there = client.post(f"{LOGIN}?process=login")["Location"]
    state = parse_qs(urlsplit(there).query)["state"][0]
    answer = client.get(f"{LOGIN}callback/?error=access_denied&state={state}", follow=True)
    assert "You turned back" in answer.content.decode()


def test_linking_and_its_end_are_told_and_written(provider: Provider, ana: User, as_user: SignIn) -> None:
    client = as_user(ana)
    linked(client)
    client.post(LINKED, {"account": str(SocialAccount.objects.get().pk)})
    assert not SocialAccount.objects.exists()
    told = Notification.objects.filter(user=ana).order_by("created_at").values_list("sentence", flat=True)
    assert list(told) == ["You can sign in by Work from now on.", "Signing in by Work was turned off."]
    assert Change.objects.filter(record_kind="user", record_id=ana.pk).count() == 2
