"""Steps through the pages of events: adding, answering, rating, whom one met, suggesting, calendars, lists."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from dealmecca.accounts.models import User
from dealmecca.crm.models import Interaction
from dealmecca.events.actions.suggestions import suggest_event
from dealmecca.events.models import Attendee, CalendarFeed, Event, Suggestion
from dealmecca.events.views import suggestions
from dealmecca.notifications.models import Notification
from tests.factories import make_company, make_contact
from tests.factories.events import ZONE, answer, in_days, make_event, make_past

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def form(**values: Any) -> dict[str, Any]:
    starts, ends = in_days(30), in_days(30, 17)
    given = {
        "title": "Audio Upfront", "event_type": "UPFRONT", "format": "IN_PERSON", "time_zone": ZONE, "city": "Boston",
        "start_date": starts.strftime("%Y-%m-%dT%H:%M"), "end_date": ends.strftime("%Y-%m-%dT%H:%M"),
    }  # fmt: skip
    return {**given, **values}


def text_of(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    return str(response.content.decode())


def test_a_member_adds_an_event_changes_it_and_cancels_it(ana: User, as_user: SignIn) -> None:
    browser, agency = as_user(ana), make_company("Larkspur")
    make_company("Alder")
    sent = form(organiser="Larkspur", attending="Alder", publish="1", max_attendees="40")
    answered = browser.post("/events/new", sent)
    event = Event.objects.get()
    assert answered["Location"] == event.url and (event.status, event.organiser) == ("PUBLISHED", agency)
    assert (event.starts.hour, event.max_attendees) == (10, 40) and event.companies.count() == 1
    assert 'value="Boston"' in text_of(browser.get(f"{event.url}/edit"))
    assert browser.post(f"{event.url}/edit", form(city="Chicago", organiser="Larkspur")).status_code == 302
    assert browser.post(f"{event.url}/cancel").status_code == 302
    event.refresh_from_db()
    assert (event.city, event.status, event.sequence) == ("Chicago", "CANCELLED", 2)


def test_a_form_that_is_refused_says_why_beside_the_field(ana: User, as_user: SignIn) -> None:
    browser = as_user(ana)
    text = text_of(
        browser.post("/events/new", form(title="", end_date="2020-01-01T10:00", attending="Nobody Inc")), 422
    )
    assert "No company of the directory is called Nobody Inc" in text
    text = text_of(browser.post("/events/new", form(title="", end_date="2020-01-01T10:00")), 422)
    assert "Give the event a name" in text and "It ends before it starts" in text and 'value="Boston"' in text


def test_one_that_is_likely_there_already_is_added_only_on_purpose(ana: User, as_user: SignIn) -> None:
    make_event(ana)
    browser = as_user(ana)
    assert "It is another event" not in text_of(browser.get("/events/new"))
    text = text_of(browser.post("/events/new", form()), 422)
    assert "This looks like" in text and "It is another event" in text
    assert browser.post("/events/new", form(despite_likeness="on")).status_code == 302
    assert Event.objects.filter(status="DRAFT").count() == 1


def test_deleting_asks_first_and_can_be_taken_back(ana: User, as_user: SignIn) -> None:
    event, browser = make_event(ana), as_user(ana)
    assert "You can take this back for a week" in text_of(browser.get(f"{event.url}/delete"))
    text = text_of(browser.post(f"{event.url}/delete", follow=True))
    assert "Take it back" in text and browser.get(event.url).status_code == 404
    assert browser.post(f"{event.url}/restore")["Location"] == event.url
    assert text_of(browser.get(event.url))


def test_pressing_a_button_twice_says_the_same_and_a_refusal_is_a_sentence(
    ana: User, ben: User, as_user: SignIn
) -> None:
    event, browser = make_event(ana), as_user(ben)
    for _ in range(2):
        assert "You have a seat" in text_of(
            browser.post(f"{event.url}/rsvp", {"status": "GOING", "visibility": "EVERYBODY"}, follow=True)
        )
    row = Attendee.objects.get()
    assert (row.status, row.visibility) == ("GOING", "EVERYBODY")
    assert "has not begun" in text_of(browser.post(f"{event.url}/rsvp", {"status": "ATTENDED"}, follow=True))


def test_after_the_event_one_rates_it_and_logs_whom_one_met(ana: User, ben: User, as_user: SignIn) -> None:
    agency = make_company()
    maren, tobias = make_contact("Maren Oduya", agency), make_contact("Tobias Rao")
    event = make_event(ana, organiser=agency)
    answer(ben, event)
    make_past(event)
    browser = as_user(ben)
    assert "Say how it was" in text_of(browser.post(f"{event.url}/rating", {"content": "4"}), 422)
    assert browser.post(f"{event.url}/rating", {"overall": "5", "content": "4"}).status_code == 302
    assert '<option value="4" selected>' in text_of(browser.get(f"{event.url}/rating"))
    page = text_of(browser.get(f"{event.url}/met"))
    assert "Maren Oduya" in page and "Tobias Rao" not in page
    assert "Tobias Rao" in text_of(browser.get(f"{event.url}/met", {"q": "tobias"}))
    for _ in range(2):
        sent = {"contact": [maren.pk, tobias.pk, "c00000"], "note": "CTV"}
        assert browser.post(f"{event.url}/met", sent).status_code == 302
    assert Interaction.objects.filter(user=ben).count() == 2
    assert browser.post(f"{event.url}/worth", {"met_count": "2", "cost": "99.50"}).status_code == 302
    assert 'value="99.50"' in text_of(browser.get(f"{event.url}/met"))
    assert "Give a number" in text_of(browser.post(f"{event.url}/worth", {"met_count": "-2"}), 422)
    assert browser.post(f"{event.url}/rating", {"withdraw": "1"}).status_code == 302
    assert "99.50" not in text_of(as_user(ana).get(f"{event.url}/met"))


def test_a_suggestion_waits_for_a_moderator_and_its_author_hears_of_it(
    ana: User, ben: User, moderator: User, as_user: SignIn
) -> None:
    make_event(ana, "Regional Audio Upfront")
    browser, mod = as_user(ben), as_user(moderator)
    for title in ("Regional day of radio", "Regional day of radio", "Night of the ads"):
        assert browser.post("/events/suggest", form(title=title)).status_code == 302
    assert Suggestion.objects.count() == 2, "a doubled click is one"
    assert "Night of the ads" in text_of(browser.get("/events/suggestions"))
    assert "Night of the ads" not in text_of(as_user(ana).get("/events/suggestions"))
    queue = text_of(mod.get("/events/suggestions"))
    assert "Accept and publish" in queue and "Suggestions <span" in text_of(mod.get("/events"))
    first, second = Suggestion.objects.order_by("pk")
    assert browser.post(f"/events/suggestions/{first.pk}/decide", {"accept": "1"}).status_code == 403
    event_url = mod.post(f"/events/suggestions/{first.pk}/decide", {"accept": "1"})["Location"]
    event = Event.objects.get(title="Regional day of radio")
    assert event_url == event.url and (event.status, event.creator, event.starts.hour) == ("PUBLISHED", moderator, 10)
    assert mod.post(f"/events/suggestions/{first.pk}/decide", {"accept": "1"}).status_code == 409
    assert mod.post(f"/events/suggestions/{second.pk}/decide", {"reason": ""}).status_code == 400
    mod.post(f"/events/suggestions/{second.pk}/decide", {"reason": "It was last year."})
    told = Notification.objects.filter(user=ben).order_by("pk").values_list("sentence", flat=True)
    assert list(told) == [
        "Your suggestion Regional day of radio was accepted.", "Your suggestion Night of the ads was not taken up."
    ]  # fmt: skip
    assert "It was last year." in text_of(browser.get("/events/suggestions"))


def test_a_calendar_address_is_shown_once_reads_without_signing_in_and_can_be_stopped(
    ana: User, ben: User, as_user: SignIn
) -> None:
    event, browser, visitor = make_event(ana, title="Audio Upfront"), as_user(ben), Client()
    answer(ben, event, visibility="NOBODY")
    addresses = []
    for _ in range(2):
        page = text_of(browser.post("/events/calendar"))
        addresses.append("/calendar/" + page.partition("/calendar/")[2].partition(".ics")[0] + ".ics")
    old, new = addresses
    assert visitor.get(old).status_code == 404 and visitor.get("/calendar/guessed.ics").status_code == 404
    told = visitor.get(new)
    assert told["Content-Type"] == "text/calendar; charset=utf-8"
    calendar: Any = Calendar.from_ical(told.content)
    assert [str(item["SUMMARY"]) for item in calendar.walk("VEVENT")] == ["Audio Upfront"]
    assert visitor.get(new, headers={"if-none-match": told["ETag"]}).status_code == 304
    token = new.removeprefix("/calendar/").removesuffix(".ics")
    assert token not in str(list(CalendarFeed.objects.values())) and token not in text_of(
        browser.get("/events/calendar")
    )
    browser.post("/events/calendar", {"revoke": "1"})
    assert visitor.get(new).status_code == 404


def test_a_closed_account_has_no_calendar(ben: User, as_user: SignIn) -> None:
    page = text_of(as_user(ben).post("/events/calendar"))
    address = "/calendar/" + page.partition("/calendar/")[2].partition(".ics")[0] + ".ics"
    assert Client().get(address).status_code == 200
    ben.is_active = False
    ben.save()
    assert Client().get(address).status_code == 404


def test_one_event_downloads_as_a_file(ana: User, event: Event, as_user: SignIn) -> None:
    told = as_user(ana).get(f"{event.url}/calendar.ics")
    assert told["Content-Disposition"] == f'attachment; filename="{event.slug}.ics"'
    assert Calendar.from_ical(told.content)


def test_the_list_is_filtered_searched_and_paged(ana: User, ben: User, as_user: SignIn) -> None:
    agency = make_company("Larkspur & Vane")
    make_event(ana, "Audio Upfront", organiser=agency, days=3)
    make_event(ana, "Café of ideas", days=5, city="Montréal", format="HYBRID", event_type="NETWORKING")
    make_event(ana, "Draft dinner", days=6, is_published=False)
    past = make_past(make_event(ana, "Last year", days=9))
    answer(ben, Event.objects.get(title="Audio Upfront"))
    browser = as_user(ben)

    def shown(query: str) -> set[str]:
        text = text_of(browser.get(f"/events?{query}"))
        return {
            title for title in ("Audio Upfront", "Café of ideas", "Draft dinner", past.title) if f">{title}</a>" in text
        }

    for query, expected in (
        ("", {"Audio Upfront", "Café of ideas"}),
        ("when=past", {"Last year"}),
        ("q=cafe", {"Café of ideas"}),
        ("q=larks+up", {"Audio Upfront"}),
        ("q=montreal", {"Café of ideas"}),
        ("q=nothing", set()),
        ("city=montreal", {"Café of ideas"}),
        ("format=HYBRID", {"Café of ideas"}),
        ("type=NETWORKING", {"Café of ideas"}),
        (f"organiser={agency.pk}", {"Audio Upfront"}),
        ("whose=going", {"Audio Upfront"}),
        ("whose=made", set()),
        ("format=%00&type=x&cursor=x&when=then", {"Audio Upfront", "Café of ideas"}),
    ):
        assert shown(query) == expected, query
    assert "Draft dinner" in text_of(as_user(ana).get("/events?whose=made"))
    assert "Montréal (1)" in text_of(browser.get("/events?city=new+york")), "places ignore their own choice"


def test_pages_of_the_list_follow_one_another(ana: User, as_user: SignIn) -> None:
    for number in range(27):
        make_event(ana, f"Talk {number:02}", days=2 + number // 3)
    browser = as_user(ana)
    first = text_of(browser.get("/events"))
    cursor = first.partition("cursor=")[2].partition('"')[0]
    second = text_of(browser.get(f"/events?cursor={cursor}"))
    seen = [first.count(f">Talk {n:02}<") + second.count(f">Talk {n:02}<") for n in range(27)]
    assert seen == [1] * 27 and "data-next" not in second


def test_a_month_shows_events_on_each_of_their_days_in_their_own_zone(ana: User, as_user: SignIn) -> None:
    make_event(ana, "Across", start_date=in_days(0).replace(2027, 1, 30), end_date=in_days(0).replace(2027, 2, 2))
    late = in_days(0).replace(2027, 1, 31, 23)
    make_event(ana, "Late", start_date=late, end_date=late, time_zone="America/Los_Angeles")
    browser = as_user(ana)
    january, february = (text_of(browser.get(f"/events/month?month=2027-{n}")) for n in ("01", "02"))
    assert january.count(">Across</a>") == 3 and february.count(">Across</a>") == 3, "two days and the list below"
    assert ">Late</a>" in january and ">Late</a>" not in february
    assert "Nothing is planned" in text_of(browser.get("/events/month?month=2031-05"))
    assert text_of(browser.get("/events/month?month=9999-99"))


def test_suggestions_are_reached_page_by_page(
    ana: User, moderator: User, as_user: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggestions, "A_PAGE", 2)
    for title in ("Alder", "Birch", "Cedar"):
        values = {"title": title, "time_zone": "UTC", "start_date": in_days(9), "end_date": in_days(9, 17)}
        suggest_event(actor=ana, values=values, despite_likeness=True)
    for user in (ana, moderator):
        first = as_user(user).get("/events/suggestions")
        assert [one["row"].title for one in first.context["rows"]] == ["Alder", "Birch"]
        second = as_user(user).get(f"/events/suggestions?after={first.context['following']}")
        assert [one["row"].title for one in second.context["rows"]] == ["Cedar"] and "Oldest" in text_of(second)


@pytest.mark.parametrize("address", ["/events", "/events?when=past", "/events/month", "/events/suggestions"])
def test_lists_take_as_many_queries_for_two_rows_as_for_twenty(ana: User, as_user: SignIn, address: str) -> None:
    browser, taken = as_user(ana), []
    for many in (2, 20):
        for number in range(many):
            event = make_event(ana, f"Talk {many} {number}", days=2, organiser=make_company(f"Agency {many} {number}"))
            answer(ana, event)
            if "past" in address:
                make_past(event)
        with CaptureQueriesContext(connection) as queries:
            text_of(browser.get(address))
        taken.append(len(queries))
    assert taken[0] == taken[1] <= 12
