"""The org chart in a real browser: walked by keyboard on a desk and on a phone, folded, printed, without JavaScript."""

from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from dealmecca.accounts.models import User
from dealmecca.directory.actions import move_contact
from dealmecca.directory.models import Company, Contact, Position
from dealmecca.history.models import Door
from tests.browser.test_main_job import sign_in
from tests.factories import make_company, make_contact, report_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def agency() -> Company:
    """Imogen above Maren (who left) and Zadie; Tobias and Gideon below Maren's job."""
    company = make_company("Halden & Pike")
    titles = {
        "Imogen Tran": "Chief Investment Officer",
        "Maren Oduya": "VP, Media",
        "Zadie Lowe": "Media Buyer",
        "Gideon Purcell": "Director, Video Investment",
        "Tobias Rao": "Media Planner",
    }
    people: dict[str, Contact] = {name: make_contact(name, company, title=title) for name, title in titles.items()}
    Position.objects.update(since=date(2020, 1, 1))
    for below, above in (
        ("Maren Oduya", "Imogen Tran"),
        ("Zadie Lowe", "Imogen Tran"),
        ("Gideon Purcell", "Maren Oduya"),
        ("Tobias Rao", "Maren Oduya"),
    ):
        report_to(people[below], people[above], since=date(2021, 1, 1))
    there = make_company("Larkspur & Vane")
    move_contact(
        actor=None, door=Door.SYSTEM, contact=people["Maren Oduya"], company_id=there.pk, moved_on=date(2025, 9, 3)
    )
    return company


def focused(page: Page) -> str:
    """The first words of what has the focus."""
    text: str = page.evaluate("document.activeElement.querySelector('.who')?.innerText ?? ''")
    return " ".join(text.replace("Level", " Level").split(" ")[:2]).split("\n")[0]


@pytest.mark.parametrize("width", [1280, 390])
def test_the_chart_is_walked_by_keyboard(
    page: Page, live_server: object, ana: User, agency: Company, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page, str(live_server), ana)
    page.goto(f"{live_server}/companies/{agency.slug}/org-chart")
    tree = page.get_by_role("tree", name="Org chart of Halden & Pike")
    expect(tree.get_by_role("treeitem")).to_have_count(5)
    assert page.locator("[role=treeitem][tabindex='0']").count() == 1, "one stop for Tab"
    tree.get_by_role("treeitem").first.focus()

    def press(key: str) -> str:
        page.keyboard.press(key)
        return focused(page)

    assert focused(page).startswith("Imogen")
    assert press("ArrowDown").startswith("Vacant:")
    assert press("ArrowRight").startswith("Gideon")
    assert press("ArrowDown").startswith("Tobias")
    assert press("ArrowDown").startswith("Zadie")
    assert press("ArrowDown").startswith("Zadie"), "the end is the end"
    assert press("Home").startswith("Imogen")
    assert press("ArrowUp").startswith("Imogen")
    assert press("End").startswith("Zadie")
    assert press("ArrowLeft").startswith("Imogen"), "out of a leaf: to the manager"
    vacancy = page.get_by_role("treeitem", name="Vacant: VP, Media")
    assert press("ArrowDown").startswith("Vacant:")
    assert press("ArrowLeft").startswith("Vacant:")
    expect(vacancy).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_text("Gideon Purcell")).to_be_hidden()
    assert press("ArrowDown").startswith("Zadie"), "what is folded away is passed over"
    press("ArrowUp")
    assert press("ArrowRight").startswith("Vacant:")
    expect(vacancy).to_have_attribute("aria-expanded", "true")
    assert press("ArrowRight").startswith("Gideon")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Gideon Purcell")


def test_folding_by_pointer_keeps_the_focus_in_sight(
    page: Page, live_server: object, ana: User, agency: Company
) -> None:
    sign_in(page, str(live_server), ana)
    page.goto(f"{live_server}/companies/{agency.slug}/org-chart")
    page.get_by_role("treeitem").filter(has_text="Tobias Rao").last.focus()
    page.locator("summary").filter(has_text="2").first.click()
    expect(page.get_by_text("Tobias Rao")).to_be_hidden()
    assert focused(page).startswith("Imogen")


def test_paper_shows_what_is_folded_and_no_navigation(
    page: Page, live_server: object, ana: User, agency: Company
) -> None:
    sign_in(page, str(live_server), ana)
    page.goto(f"{live_server}/companies/{agency.slug}/org-chart")
    page.get_by_role("treeitem").first.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("Tobias Rao")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.get_by_text("Tobias Rao")).to_be_visible()
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.locator(".side")).to_be_hidden()


def test_it_works_without_javascript(chromium: Browser, live_server: object, ana: User, agency: Company) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    sign_in(page, str(live_server), ana)
    page.goto(f"{live_server}/companies/{agency.slug}/org-chart")
    expect(page.get_by_role("button", name="Print")).to_have_count(0)
    page.locator("summary[aria-label='2 people below the vacant job']").click()
    expect(page.get_by_text("Gideon Purcell")).to_be_hidden()
    page.get_by_role("link", name="Zadie Lowe").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Zadie Lowe")
    context.close()


def test_a_line_is_recorded_and_drawn_without_javascript(
    chromium: Browser, live_server: object, ana: User, agency: Company
) -> None:
    nadia = make_contact("Nadia Whitlock", agency, title="Media Planner")
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, str(live_server), ana)
    page.goto(f"{live_server}/companies/{agency.slug}/org-chart")
    page.locator(f"a[href='/people/{nadia.pk}/manager']").click()
    page.get_by_role("searchbox", name="Part of a name").fill("zadie")
    page.get_by_role("button", name="Find").click()
    page.get_by_label("Reports to").select_option(label="Zadie Lowe, Media Buyer (Halden & Pike)")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(nadia.full_name)
    page.goto(f"{live_server}/companies/{agency.slug}/org-chart")
    expect(page.locator("summary[aria-label='1 person below Zadie Lowe']")).to_be_visible()
    context.close()
