"""The main promise in a real browser: ask, open, confirm, report a move, and another member sees it happen."""

from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from dealmecca.following.actions import follow
from dealmecca.roster.actions.duties import create_duty
from dealmecca.roster.models import Duty
from tests.browser.test_main_job import sign_in
from tests.factories import make_company, make_contact, make_handling

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def kestrel(cleo: User) -> Company:
    """Maren handles CTV for Kestrel Cola, which Cleo follows."""
    if not Duty.objects.filter(slug="ctv").exists():  # a browser test empties every table
        create_duty(actor=None, category="MEDIA_TYPE", name="CTV", aliases=("connected tv",))
    maren = make_contact("Maren Oduya", make_company("Halden & Pike", company_type="AGENCY"), title="Group Director")
    account = make_company("Kestrel Cola", company_type="ADVERTISER")
    make_handling(maren, account, "ctv", since=date(2025, 3, 1))
    make_company("Larkspur & Vane", company_type="AGENCY")
    follow(actor=cleo, record=account)
    return account


@pytest.mark.parametrize("width", [1280, 390])
def test_a_seller_asks_confirms_and_reports_a_move(
    page: Page, chromium: Browser, live_server: object, ana: User, cleo: User, kestrel: Company, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    sign_in(page, str(live_server), ana)
    page.locator("#find").fill("who plans connected tv for kestral cola?")
    page.keyboard.press("Enter")
    card = page.get_by_label("Answer")
    expect(card).to_contain_text("Who handles CTV for Kestrel Cola")
    expect(card).to_contain_text("Mar 2025")
    expect(page.get_by_text("Showing kestrel for “kestral”")).to_be_visible()
    card.get_by_role("link", name="Open").click()
    page.get_by_role("button", name="Still right: Maren Oduya, CTV for Kestrel Cola").click()
    expect(page.get_by_text("You: still right")).to_be_visible()

    page.get_by_role("link", name="Report a move").first.click()
    page.get_by_role("textbox", name="New company").press_sequentially("Larkspur")
    page.locator("#id_company-choices label", has_text="Larkspur & Vane").click()
    page.get_by_label("New title").fill("VP, Video")
    expect(page.get_by_text("CTV for Kestrel Cola")).to_be_visible()  # what stays behind
    page.get_by_role("button", name="Record the move").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Maren Oduya")
    expect(page.locator("#handles")).to_be_visible()
    expect(page.get_by_text("VP, Video at Larkspur & Vane").locator("visible=true").first).to_be_visible()

    context = chromium.new_context(viewport={"width": width, "height": 844})
    other = context.new_page()
    sign_in(other, str(live_server), cleo)
    other.goto(str(live_server))
    news = other.get_by_label("Changed on your accounts")
    expect(news).to_contain_text("Larkspur & Vane")
    expect(news).to_contain_text("still right")
    context.close()

    page.locator("#find").fill("ctv kestrel cola")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Answer")).to_have_count(0)
