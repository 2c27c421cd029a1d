"""A newcomer's first days in a real browser: from sign-up to the reminder of a follow-up, on one account."""

import re
from datetime import timedelta
from email.message import Message

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from dealmecca.accounts.models import User
from dealmecca.crm.actions.reminders import remind
from dealmecca.notifications.actions.delivery import deliver_waiting
from tests.accounts.totp import code
from tests.factories import make_company, make_contacts
from tests.notifications.conftest import Sink, sink

__all__ = ["sink"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long and quiet sentence"
SEARCHES = 10  # of the free plan, in a month


def test_from_sign_up_to_the_first_reminder(chromium: Browser, live_server: object, sink: Sink) -> None:
    address = str(live_server)
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    broken: list[str] = []  # not what the console says: a refused search is an error there
    page.on("pageerror", lambda error: broken.append(str(error)))
    make_contacts(SEARCHES + 1, make_company("Halden & Pike", company_type="AGENCY"), email="hidden@halden.example")
    sink.start()
    sign_up(page, address, sink)
    come_back_with_a_second_factor(page, address)
    search_until_the_month_is_used_up(page, address)
    upgrade(page)
    take_a_list_along(page, address)
    log_a_call(page, address)

    assert remind(now=timezone.now() + timedelta(days=2)) == 1
    page.goto(address)
    page.get_by_role("link", name=re.compile("Notifications")).first.click()
    expect(page.get_by_role("main")).to_contain_text("Person010")
    sink.taken.clear()
    deliver_waiting()
    assert any("Person010" in text_of(letter) for letter in sink.taken), "and by mail"
    page.set_viewport_size({"width": 360, "height": 740})
    for path in ("/", "/follow-ups", "/plans", "/settings/usage", "/settings", "/settings/sessions", "/settings/keys"):
        page.goto(f"{address}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    context.close()
    assert broken == []


def sign_in(page: Page, address: str) -> None:
    page.goto(f"{address}/accounts/login/")
    page.get_by_label("Email").fill("dana@example.com")
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_up(page: Page, address: str, sink: Sink) -> None:
    """The address is confirmed by the link in the mail; before that nothing opens."""
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
    link = re.search(r"https?://\S+?(/accounts/confirm-email/\S+)", text_of(letter))
    assert link
    page.goto(f"{address}{link[1]}")
    page.get_by_role("button", name="Yes, confirm it").click()
    sign_in(page, address)
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()


def come_back_with_a_second_factor(page: Page, address: str) -> None:
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


def search_until_the_month_is_used_up(page: Page, address: str) -> None:
    """On the free plan: contact details stay hidden, and at the end it says why and what now."""
    for number in range(SEARCHES):
        page.goto(f"{address}/people?q=person00{number}")
        expect(page.locator("#results")).to_contain_text(f"Person00{number}")
    assert "hidden@halden.example" not in page.content()
    expect(page.locator("#searches-left")).to_contain_text(f"0 of {SEARCHES} searches left until")
    page.locator("#words").fill("person010")
    page.locator("#words").press("Enter")
    expect(page.locator("#results")).to_contain_text("No searches left this month")


def upgrade(page: Page) -> None:
    page.locator("#results").get_by_role("link", name=re.compile("plans", re.IGNORECASE)).click()
    page.get_by_role("link", name="Upgrade to Pro").click()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("You have the Pro plan")).to_be_visible()


def take_a_list_along(page: Page, address: str) -> None:
    page.goto(f"{address}/people?q=person010")
    page.get_by_role("link", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Export 1 row").click()
    text = download.value.path().read_text("utf-8-sig")
    assert "Person010" in text and "hidden@halden.example" in text, "Pro shows and takes along what Free hides"


def log_a_call(page: Page, address: str) -> None:
    page.goto(f"{address}/people?q=person010")
    page.locator("#results").get_by_role("link", name=re.compile("Person010")).first.click()
    page.goto(f"{page.url}")
    page.get_by_label("What happened").fill("Called about CTV, no answer, follow up tomorrow")
    expect(page.locator("#understood")).to_contain_text("Call")
    page.get_by_label("What happened").press("Enter")
    expect(page.get_by_text("called").first).to_be_visible()
    page.goto(f"{address}/follow-ups")
    expect(page.get_by_role("main")).to_contain_text("Person010")


def text_of(letter: Message) -> str:
    part = next(part for part in letter.walk() if part.get_content_type() == "text/plain")
    return part.get_payload(decode=True).decode()  # type: ignore[union-attr]
