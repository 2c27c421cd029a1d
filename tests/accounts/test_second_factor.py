"""The second factor: who needs one, setting it up, and codes that work once."""

import json
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import connection
from django.test import Client

from dealmecca.accounts.mfa import CodeForm, has_second_factor
from dealmecca.accounts.models import Attempt, User
from tests.accounts.totp import code, give_app
from tests.cast import PASSWORD
from tests.races import can_fork, race

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
SETUP = "/accounts/2fa/"


def log_in(user: User) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client


def confirm(client: Client, **values: str) -> None:
    client.post("/accounts/reauthenticate/", values or {"password": PASSWORD})


def test_an_app_is_set_up_and_its_code_asked_from_then_on(ana: User) -> None:
    client = log_in(ana)
    assert client.get(f"{SETUP}totp/activate/")["Location"].startswith("/accounts/reauthenticate/")
    confirm(client)
    page = client.get(f"{SETUP}totp/activate/").content.decode()
    secret = re.search(r'id="secret">(\w+)<', page)
    assert secret and 'src="data:image/svg+xml;base64,' in page
    wrong = client.post(f"{SETUP}totp/activate/", {"code": "000000"})
    assert "This code is wrong" in wrong.content.decode() and not has_second_factor(ana)
    first = code(secret[1])
    done = client.post(f"{SETUP}totp/activate/", {"code": first})
    codes = client.get(done["Location"]).content.decode()
    recovery = re.findall(r"<li><code>(\d{8})</code>", codes)
    assert len(recovery) == 10

    second = log_in(ana)
    assert second.get("/people").status_code == 302, "the password alone opens nothing"
    assert second.get("/api/v1/contacts").status_code == 401
    used = second.post(f"{SETUP}authenticate/", {"code": first})
    assert "used already" in used.content.decode(), "it turned the app on"
    assert second.post(f"{SETUP}authenticate/", {"code": code(secret[1], later=1)})["Location"] == "/"
    assert second.get("/people").status_code == 200

    assert log_in(ana).post(f"{SETUP}authenticate/", {"code": recovery[0]}).status_code == 302
    again = log_in(ana).post(f"{SETUP}authenticate/", {"code": recovery[0]})
    assert again.status_code == 200, "a recovery code works once"
    stored = Authenticator.objects.get(user=ana, type="totp").data["secret"]
    assert secret[1] not in stored, "a copy of the database is no second factor"


def test_a_code_works_in_the_half_minute_before_and_after_and_no_further(ana: User) -> None:
    secret = give_app(ana)
    for later, passes in ((-1, True), (0, True), (1, True), (-3, False), (3, False)):
        Attempt.objects.all().delete()
        answer = log_in(ana).post(f"{SETUP}authenticate/", {"code": code(secret, later)})
        assert (answer.status_code == 302) == passes, later


def test_who_guesses_codes_is_stopped_also_with_the_right_one(ana: User) -> None:
    secret = give_app(ana)
    for _ in range(5):
        log_in(ana).post(f"{SETUP}authenticate/", {"code": "000000"})
    answer = log_in(ana).post(f"{SETUP}authenticate/", {"code": code(secret)})
    assert "Too many wrong tries" in answer.content.decode()


@pytest.mark.parametrize("who", ["moderator", "admin"])
def test_whose_role_needs_one_sees_nothing_but_the_way_to_it(
    who: str, request: pytest.FixtureRequest, as_user: SignIn, settings: Any
) -> None:
    user: User = request.getfixturevalue(who)
    client = as_user(user)
    assert client.get("/people").status_code == 200, "in development and in the demo nobody has to"
    settings.REQUIRE_SECOND_FACTOR = True
    for address in ("/", "/people", "/companies", "/who", "/imports", "/settings", "/no/such/person"):
        answer = client.get(address)
        assert (answer.status_code, answer.get("Location")) in ((302, SETUP), (404, None)), address
    refused = client.get("/api/v1/contacts")
    assert refused.status_code == 403 and "second factor" in refused.json()["detail"]
    assert "Your role needs a second factor" in client.get(SETUP).content.decode()
    give_app(user)
    assert client.get("/people").status_code == 200 and client.get("/api/v1/contacts").status_code == 200


def test_members_may_go_without(ana: User, as_user: SignIn, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    assert as_user(ana).get("/people").status_code == 200


def test_whose_role_needs_one_keeps_the_last_one(admin: User, ana: User, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    for user, stays in ((admin, True), (ana, False)):
        secret = give_app(user)
        client = log_in(user)
        client.post(f"{SETUP}authenticate/", {"code": code(secret)})
        confirm(client)
        client.post(f"{SETUP}totp/deactivate/")
        assert has_second_factor(user) == stays


@pytest.mark.parametrize("address", ["", "totp/activate/", "webauthn/", "webauthn/add/", "recovery-codes/generate/"])
def test_its_pages_wear_our_clothes(ana: User, address: str) -> None:
    secret = give_app(ana) if address.startswith("recovery") else ""
    client = log_in(ana)
    if secret:
        client.post(f"{SETUP}authenticate/", {"code": code(secret)})
    confirm(client)
    page = client.get(f"{SETUP}{address}").content.decode()
    assert 'class="settings-links"' in page and page.count("<h1") == 1


def test_the_page_that_asks_for_the_code_is_a_page_before_the_door(ana: User) -> None:
    give_app(ana)
    page = log_in(ana).get(f"{SETUP}authenticate/").content.decode()
    assert 'class="gate"' in page and page.count("<h1") == 1 and "Use a passkey" in page


@can_fork
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["totp", "recovery"])
def test_of_fifty_who_send_one_code_at_once_one_comes_in(kind: str, ana: User, rf: Any) -> None:
    """Each process checks the form as the page does, with no count of tries in the way."""
    from allauth.core import context

    from dealmecca.accounts import mfa
    from dealmecca.accounts.attempts import Allowance

    secret = give_app(ana)
    recovery = RecoveryCodes.activate(ana)
    sent = code(secret) if kind == "totp" else recovery.get_unused_codes()[0]
    mfa.CODES_OF_ONE_MEMBER, kept = Allowance("codes of one member", 1_000, 300), mfa.CODES_OF_ONE_MEMBER

    def act(number: int) -> None:
        with context.request_context(rf.post("/")):
            form: Any = CodeForm
            if form(user=ana, data={"code": sent}).is_valid():
                Attempt.objects.create(key=f"in {number}", full_at=1)

    try:
        assert race(act) == Counter(done=50)
    finally:
        mfa.CODES_OF_ONE_MEMBER = kept
    assert Attempt.objects.filter(key__startswith="in ").count() == 1, connection.vendor


def test_a_passkey_of_a_real_browser_page_is_offered_with_what_the_script_needs(ana: User) -> None:
    give_app(ana)
    page = log_in(ana).get(f"{SETUP}authenticate/").content.decode()
    names = re.search(r'data-allauth-onload="allauth.webauthn.forms.authenticateForm"[^>]*>([^<]+)<', page)
    assert names and json.loads(names[1])["ids"]["authenticate"] == "mfa_webauthn_authenticate"
    assert 'id="mfa_webauthn_authenticate"' in page and 'id="js_data"' in page
