"""A plan that counts searches, on a phone in a real browser: typing is free, Enter is not, and the end is explained."""

import pytest
from playwright.sync_api import Browser, Page, expect

from dealmecca.accounts.models import User
from tests.billing.ledger import left, reasons, search
from tests.browser.test_main_job import sign_in
from tests.factories import make_company, make_contact

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_searching_until_the_month_is_used_up(chromium: Browser, live_server: object, dan: User) -> None:
    make_contact("Maren Oduya", make_company("Halden & Pike"))
    for number in range(9):
        search(dan, f"word {number}")
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page, address = context.new_page(), str(live_server)
    sign_in(page, address, dan)
    expect(page.locator("#searches-left")).to_have_text("1 of 10 searches left")
    page.locator("#words").press_sequentially("maren", delay=20)
    page.wait_for_timeout(600)  # longer than the list waits on plans that search while typing
    assert left(dan) == 1
    page.locator("#words").press("Enter")
    expect(page.locator("#searches-left")).to_contain_text("0 of 10 searches left until")
    expect(page.locator("#results")).to_contain_text("Maren Oduya")
    page.locator("#words").fill("halden")
    page.locator("#words").press("Enter")
    expect(page.locator("#results")).to_contain_text("No searches left this month")
    expect(page.locator("#count")).to_have_text("Not searched")
    expect(page.locator("#load-failed")).to_be_hidden()
    assert fits(page)
    page.get_by_role("link", name="What was used").click()
    expect(page.get_by_role("heading", name="Receipts")).to_be_visible()
    expect(page.get_by_text("“maren”")).to_be_visible()
    assert fits(page) and reasons(dan) == ["CHARGED"] * 10
    context.close()
