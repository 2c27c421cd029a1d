"""A newcomer signs up, confirms the address from the mail, turns a second factor on, and comes back with its code."""

import re

import pytest
from playwright.sync_api import Page, expect

from dealmecca.accounts.models import User
from dealmecca.notifications.actions.delivery import deliver_waiting
from tests.accounts.totp import code
from tests.notifications.conftest import Sink, sink

__all__ = ["sink"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long and quiet sentence"


def sign_in(page: Page, address: str) -> None:
    page.goto(f"{address}/accounts/login/")
    page.get_by_label("Email").fill("dana@example.com")
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_newcomer_joins_and_comes_back_with_a_second_factor(page: Page, live_server: object, sink: Sink) -> None:
    address = str(live_server)
    sink.start()
    page.goto(f"{address}/accounts/signup/")
    page.get_by_label("Your name").fill("Dana Whitfield")
    page.get_by_label("Email").fill("dana@example.com")
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Make an account").click()
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    assert User.objects.get().time_zone == page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    page.goto(f"{address}/people")
    expect(page).to_have_url(re.compile("/accounts/login/"))

    deliver_waiting()
    (letter,) = sink.taken
    part = next(part for part in letter.walk() if part.get_content_type() == "text/plain")
    link = re.search(r"https?://\S+?(/accounts/confirm-email/\S+)", part.get_payload(decode=True).decode())  # type: ignore[union-attr]
    assert link
    page.goto(f"{address}{link[1]}")
    page.get_by_role("button", name="Yes, confirm it").click()
    sign_in(page, address)
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()

    page.goto(f"{address}/accounts/2fa/")
    page.get_by_role("link", name="Set up an app").click()
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    square = page.locator("img.qr")
    assert square.evaluate("image => image.complete && image.naturalWidth > 0"), "our policy lets the square show"
    secret = page.locator("#secret").inner_text()
    page.get_by_label("The code that the app shows").fill(code(secret))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_text("10 of 10 are left")).to_be_visible()

    page.context.clear_cookies()
    sign_in(page, address)
    expect(page.get_by_text("The code that your app shows")).to_be_visible()
    page.get_by_label("Code").fill(code(secret, later=1))
    page.get_by_role("button", name="Sign in").first.click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 740})
    for path in ("/settings", "/settings/sessions", "/settings/keys", "/accounts/2fa/", "/accounts/2fa/webauthn/add/"):
        page.goto(f"{address}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
