"""The record browser in a real browser: nothing is refused by the content security policy, and all fits a phone."""

import pytest
from playwright.sync_api import Page, expect

from dealmecca.accounts.models import User
from tests.browser.test_main_job import sign_in
from tests.factories import make_company, make_contact

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BACKGROUND = "getComputedStyle(document.body).backgroundColor"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_an_admin_goes_from_a_table_to_a_record_and_back_into_dealmecca(
    page: Page, live_server: object, admin: User
) -> None:
    address = str(live_server)
    account = make_company("Kestrel Cola", description="A long word: " + "fizz" * 80)
    make_contact("Maren Oduya", account)
    sign_in(page, address, admin)
    page.get_by_role("button", name="Account of Admin").click()
    page.get_by_role("link", name="Records").click()
    page.wait_for_url("**/operate/records/")
    page.get_by_role("link", name="Companies", exact=True).click()
    page.get_by_role("textbox", name="Search").fill("kestrel")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 row found")).to_be_visible()
    seen = set()
    for width, scheme in ((360, "dark"), (360, "light"), (1280, "light")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for path in ("", "directory/company/", f"directory/company/{account.pk}/"):
            page.goto(f"{address}/operate/records/{path}")
            assert page.evaluate(OVERFLOW) == 0, (path, width)
        seen.add((scheme, page.evaluate(BACKGROUND)))
    assert len(seen) == 2, "the dark is dark, the light is light"
    page.get_by_role("link", name="People: company").click()
    expect(page.get_by_text("1 row found")).to_be_visible()
    page.locator("#result_list tbody th a").click()
    page.get_by_role("link", name="Open in DealMecca").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Maren Oduya")
