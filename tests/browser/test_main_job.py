"""The main job in a real browser: sign in, search, filter, open a person; with and without JavaScript, on a phone."""

import pytest
from playwright.sync_api import Browser, Page, expect

from dealmecca.accounts.models import User
from tests.cast import PASSWORD
from tests.factories import make_company, make_contact

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def directory() -> None:
    agency = make_company("Halden & Pike", city="Chicago", state="IL", company_type="AGENCY")
    advertiser = make_company("Kestrel Cola", city="Atlanta", state="GA", company_type="ADVERTISER")
    make_contact("Maren Oduya", agency, title="Group Director, Video Investment", email="maren@haldenpike.example")
    make_contact("Tobias Rao", agency, title="Associate Director, Video")
    make_contact("Imogen Tran", advertiser, title="VP Media")


def sign_in(page: Page, address: str, user: User) -> None:
    page.goto(f"{address}/people")
    page.locator("input[name=login]").fill(user.email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/people")


def test_a_seller_signs_in_searches_filters_and_opens_a_person(
    page: Page, live_server: object, ana: User, directory: None
) -> None:
    address = str(live_server)
    sign_in(page, address, ana)
    page.keyboard.press("/")
    page.keyboard.type("video")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Maren Oduya").first).to_be_visible()
    page.goto(f"{address}/people?q=video")
    results = page.locator("#results")
    expect(results.get_by_role("link", name="Tobias Rao", exact=True)).to_be_visible()
    page.locator("input[name=seniority][value=SENIOR_DIRECTOR]").check()
    expect(results.get_by_role("link", name="Tobias Rao", exact=True)).to_have_count(0)
    assert "seniority=SENIOR_DIRECTOR" in page.url and "q=video" in page.url
    results.get_by_role("link", name="Maren Oduya", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Maren Oduya")
    page.go_back()
    expect(page.locator("#results").get_by_role("link", name="Maren Oduya", exact=True)).to_be_visible()
    expect(page.locator("#results").get_by_role("link", name="Tobias Rao", exact=True)).to_have_count(0)


def test_results_are_walked_with_j_and_k_and_opened_with_enter(
    page: Page, live_server: object, ana: User, directory: None
) -> None:
    sign_in(page, str(live_server), ana)
    page.goto(f"{live_server}/people?sort=name")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Maren Oduya")


def test_the_same_works_without_javascript(chromium: Browser, live_server: object, ana: User, directory: None) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, str(live_server), ana)
    page.get_by_role("searchbox").first.fill("imogen")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Imogen Tran").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Imogen Tran")
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_scrolls_sideways_on_a_small_phone(
    chromium: Browser, live_server: object, ana: User, directory: None, theme: str
) -> None:
    context = chromium.new_context(viewport={"width": 345, "height": 740}, color_scheme=theme)  # type: ignore[arg-type]
    page = context.new_page()
    sign_in(page, str(live_server), ana)
    for path in (
        "/",
        "/people",
        "/people?q=video",
        "/companies",
        "/search?q=halden",
        "/people/new",
        "/companies/new",
        "/imports",
        "/imports/new",
    ):
        page.goto(f"{live_server}{path}")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 345, (path, width)
    context.close()
