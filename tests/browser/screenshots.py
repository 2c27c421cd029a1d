"""`./dev screenshots`: the main pages of the demo at phone and desktop width, into docs/screenshots/."""

import argparse
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.browser.conftest import start_chromium

OUT = Path(__file__).parents[2] / "docs" / "screenshots"
PAGES = {
    "home": "/",
    "who": "/search?q=who+plans+ctv+for+kestrel+cola",
    "account": "/companies?q=kestrel+cola",  # its first result is opened
    "people": "/people?q=director+video",
    "person": "/people?q=maren+oduya",  # its first result is opened
    "companies": "/companies?companyType=AGENCY",
    "company": "/companies?q=halden+pike",  # its first result is opened
    "chart": "/companies?q=halden+pike+chicago",  # the chart of its first result
    "confirm": "/confirm",
    "follow-ups": "/follow-ups",
    "pipeline": "/pipeline",
    "import": "/imports/new",
}
SIZES = {360: 780, 768: 1000, 1280: 960}


def main() -> None:
    """Needs a running demo. Writes <page>-<width>-<theme>.png; 360 and 1280 px light are what the documents show."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default="http://127.0.0.1:8000")
    parser.add_argument("--email", default="pro@demo.example")
    parser.add_argument("--password", default="mecca-demo-2026")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--everything", action="store_true", help="768 px and the dark theme too")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = start_chromium(playwright)
        for width in SIZES if chosen.everything else (360, 1280):
            for theme in ("light", "dark") if chosen.everything else ("light",):
                _take(browser, chosen, width, theme)
        browser.close()


def _take(browser: Browser, chosen: argparse.Namespace, width: int, theme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": SIZES[width]},
        color_scheme=theme,  # type: ignore[arg-type]
        reduced_motion="reduce",
        device_scale_factor=1,
    )
    page = context.new_page()
    page.goto(f"{chosen.address}/accounts/login/")
    page.screenshot(path=chosen.out / f"sign-in-{width}-{theme}.png")
    page.locator("input[name=login]").fill(chosen.email)
    page.locator("input[type=password]").fill(chosen.password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{chosen.address}/")
    for name, path in PAGES.items():
        page.goto(f"{chosen.address}{path}")
        if name in ("person", "company", "account", "chart"):
            page.locator("#results [data-open], #results .hit").first.click()
            page.wait_for_load_state()
        if name == "chart":
            page.goto(f"{page.url}/org-chart")
        page.mouse.move(0, 0)
        page.screenshot(path=chosen.out / f"{name}-{width}-{theme}.png")
    context.close()


if __name__ == "__main__":
    main()
