"""Events in a real browser, on a phone and on a desktop: a full one, the freed seat, and rating it afterwards."""

import pytest
from playwright.sync_api import Browser, expect

from dealmecca.accounts.models import User
from dealmecca.events.actions.rsvps import set_rsvp
from dealmecca.events.models import Attendee
from tests.browser.test_main_job import sign_in
from tests.browser.test_search_quota import fits
from tests.factories.events import make_event, make_past

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1280, 900)], ids=["phone", "desktop"])
def test_a_full_event_the_freed_seat_and_a_rating(
    chromium: Browser, live_server: object, ana: User, ben: User, width: int, height: int
) -> None:
    event = make_event(ana, "Great Lakes Video Mixer", max_attendees=1)
    set_rsvp(actor=ana, event=event, status="GOING", visibility="EVERYBODY")
    context = chromium.new_context(viewport={"width": width, "height": height})
    page, problems = context.new_page(), list[str]()
    page.on("pageerror", lambda error: problems.append(str(error)))
    sign_in(page, str(live_server), ben)

    page.goto(f"{live_server}/events")
    assert fits(page)
    page.get_by_role("link", name="Great Lakes Video Mixer").click()
    expect(page.get_by_text("America/New_York")).to_be_visible()
    page.get_by_role("button", name="Going", exact=True).click()
    expect(page.get_by_text("You are number 1 on the waitlist")).to_be_visible()
    assert fits(page)

    set_rsvp(actor=ana, event=event, status="NOT_GOING")
    page.reload()
    expect(page.get_by_text("A seat is free for you")).to_be_visible()
    page.get_by_role("button", name="Take the seat").click()
    expect(page.get_by_role("button", name="Going", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#answer")).to_contain_text("1 going")

    make_past(event)
    page.reload()
    page.get_by_role("link", name="Rate it").click()
    page.get_by_label("On the whole").select_option("5")
    page.get_by_label("Networking").select_option("4")
    assert fits(page)
    page.get_by_role("button", name="Rate this event").click()
    expect(page.get_by_text("Averages show from three ratings on")).to_be_visible()
    expect(page.get_by_role("link", name="Change my rating")).to_be_visible()
    assert Attendee.objects.get(user=ben).status == "ATTENDED"
    assert fits(page) and problems == []
    context.close()
