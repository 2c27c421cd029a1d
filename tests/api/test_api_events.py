"""Events over JSON: whoever asks says the state they want, and hears where it led."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from dealmecca.accounts.models import User
from dealmecca.events.models import Attendee, Event
from tests.factories import make_company, make_contact
from tests.factories.events import ZONE, answer, in_days, make_event, make_past

NEW = {
    "title": "Audio Upfront", "timeZone": "Europe/Berlin", "startDate": "2027-03-27T10:00",
    "endDate": "2027-03-28T10:00", "city": "Berlin",
}  # fmt: skip


def test_an_event_is_added_read_changed_cancelled_deleted_and_taken_back(api):
    agency, guest = make_company("Larkspur"), make_company("Alder")
    made = api.post("/events", {**NEW, "companyId": agency.pk, "attendingIds": [guest.pk], "status": "PUBLISHED"})
    assert api.status == 201 and api.response.headers["Location"] == f"/api/v1/events/{made['id']}"
    assert (made["startDate"], made["endDate"]) == ("2027-03-27T09:00:00Z", "2027-03-28T08:00:00Z"), "clocks go forward"
    assert (made["startsLocal"], made["endsLocal"]) == ("2027-03-27T10:00", "2027-03-28T10:00")
    assert (made["organiser"], made["companies"][0]["name"], made["location"]) == ("Larkspur", "Alder", "Berlin")
    path = f"/events/{made['id']}"
    assert api.get(path) == api.get(f"/events/{made['slug']}") == made
    moved = api.patch(path, {"timeZone": "Europe/London", "maxAttendees": 9})
    assert (moved["startsLocal"], moved["sequence"], moved["seatsLeft"]) == ("2027-03-27T10:00", 1, 9)
    assert api.patch(path, {"startDate": "2027-03-27T08:30:00Z"})["startsLocal"] == "2027-03-27T08:30"
    assert api.patch(path, {"maxAttendees": None, "status": "CANCELLED"})["status"] == "CANCELLED"
    assert api.patch(path, {"status": "DRAFT"}) and api.status == 409
    assert api.delete(path) is None and api.status == 204 and api.get(path) and api.status == 404
    assert api.post(f"{path}/restore", {})["id"] == made["id"] and api.post(f"{path}/restore", {})["id"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({**NEW, "title": " "}, "title"),
        ({**NEW, "timeZone": "Berlin"}, "timeZone"),
        ({**NEW, "endDate": "2027-03-26T10:00"}, "endDate"),
        ({**NEW, "startDate": "2027-03-28T02:30", "endDate": "2027-03-28T04:00"}, "startDate"),
        ({**NEW, "startDate": "soon"}, "startDate"),
        ({**NEW, "maxAttendees": 0}, "maxAttendees"),
        ({**NEW, "companyId": "cnobody"}, "companyId"),
        ({**NEW, "attendingIds": ["cnobody"]}, "attendingIds"),
        ({**NEW, "eventType": "circus"}, "eventType"),
        ({**NEW, "shoeSize": 9}, "shoeSize"),
    ],
)
def test_wrong_input_is_named(api, body, field):
    problem = api.post("/events", body)
    assert api.status == 400 and problem["errors"][0]["field"] == field and not Event.objects.exists()


def test_one_of_a_like_name_is_a_conflict_unless_it_is_another(api, ana):
    api.post("/events", NEW)
    assert api.post("/events", NEW) and api.status == 409
    assert api.post("/events", {**NEW, "despiteLikeness": True})["status"] == "DRAFT"


def test_others_read_and_do_not_change(ana, ben, as_api):
    event, draft = make_event(ana), make_event(ana, is_published=False)
    theirs = as_api(ben)
    assert theirs.get(f"/events/{event.pk}")["title"] == event.title
    assert theirs.patch(f"/events/{event.pk}", {"city": "Boston"}) and theirs.status == 403
    assert theirs.delete(f"/events/{event.pk}") and theirs.status == 403
    assert theirs.get(f"/events/{draft.pk}") and theirs.status == 404
    assert theirs.put(f"/events/{draft.pk}/rsvp", {"status": "GOING"}) and theirs.status == 404


def test_an_answer_leads_to_a_seat_or_the_waitlist_and_the_same_again_changes_nothing(ana, ben, cleo, as_api):
    event = make_event(ana, max_attendees=1, virtual_url="https://live.example/one")
    path = f"/events/{event.pk}/rsvp"
    first, second = as_api(ben), as_api(cleo)
    assert first.get(path)["status"] is None
    for _ in range(2):
        assert first.put(path, {"status": "GOING", "visibility": "EVERYBODY"})["status"] == "GOING"
        assert second.put(path, {"status": "GOING"}) == {
            "status": "WAITLISTED", "visibility": "TEAM", "placeInQueue": 1, "offerExpiresAt": None
        }  # fmt: skip
    assert first.get(f"/events/{event.pk}")["virtualUrl"] and not second.get(f"/events/{event.pk}")["virtualUrl"]
    first.put(path, {"status": "NOT_GOING"})
    offered = second.get(path)
    assert offered["status"] == "OFFERED" and offered["offerExpiresAt"]
    assert second.put(path, {"status": "GOING"})["status"] == "GOING"
    assert second.put(path, {"status": "WAITLISTED"}) and second.status == 400
    assert second.put(path, {"status": "ATTENDED"}) and second.status == 409
    assert Attendee.objects.count() == 2


def test_attendees_are_listed_as_they_chose_page_by_page(ana, ben, cleo, dan, as_api):
    event = make_event(ana)
    cleo.company = make_company("Copperline Audio")
    cleo.save()
    for user, visibility in ((ben, "EVERYBODY"), (cleo, "EVERYBODY"), (dan, "NOBODY")):
        answer(user, event, visibility=visibility)
    mine = as_api(ana)
    page = mine.get(f"/events/{event.pk}/attendees", {"limit": 1})
    assert [row["name"] for row in page["items"]] == ["Ben"] and page["attendeeCount"] == 3
    page = mine.get(f"/events/{event.pk}/attendees", {"limit": 1, "cursor": page["nextCursor"]})
    assert page["items"][0]["companyName"] == "Copperline Audio" and page["nextCursor"] is None
    assert len(as_api(dan).get(f"/events/{event.pk}/attendees")["items"]) == 3
    assert mine.get(f"/events/{event.pk}/attendees", {"status": "WAITLISTED"}) and mine.status == 400


def test_ratings_and_what_is_for_oneself(ana, ben, as_api):
    event, maren = make_event(ana), make_contact("Maren Oduya")
    answer(ben, event)
    theirs, path = as_api(ben), f"/events/{event.pk}"
    assert theirs.put(f"{path}/rating", {"overall": 5}) and theirs.status == 409
    make_past(event)
    told = theirs.put(f"{path}/rating", {"overall": 5, "content": 3})
    assert told == {
        "mine": {"overall": 5, "networking": None, "content": 3, "roi": None}, "count": 1, "averages": {}
    }  # fmt: skip
    assert theirs.put(f"{path}/rating", {"overall": 6}) and theirs.status == 400
    met = theirs.post(f"{path}/met-people", {"contactIds": [maren.pk], "note": "CTV"})
    assert met == theirs.post(f"{path}/met-people", {"contactIds": [maren.pk]}) and met["items"][0]["interactionId"]
    worth = theirs.put(f"{path}/worth", {"metCount": 3, "cost": "12.50"})
    assert (worth["metCount"], worth["cost"], worth["note"]) == (3, "12.50", None)
    mine = as_api(ana)
    assert mine.get(f"{path}/met-people")["items"] == [] and mine.get(f"{path}/worth")["cost"] is None
    assert mine.get(f"{path}/rating")["mine"] is None
    theirs.delete(f"{path}/rating")
    assert theirs.status == 204 and theirs.get(f"{path}/rating")["count"] == 0


def test_the_list_is_filtered_and_paged(ana: User, ben, as_api):
    agency = make_company("Larkspur")
    for number in range(3):
        make_event(ana, f"Talk {number}", days=3 + number, organiser=agency)
    make_past(make_event(ana, "Last year", city="Boston"))
    make_event(ana, "A draft", is_published=False)
    answer(ben, Event.objects.get(title="Talk 1"))
    theirs = as_api(ben)

    def titles(**query: object) -> list[str]:
        return [row["title"] for row in theirs.get("/events", query)["items"]]

    assert titles() == ["Talk 0", "Talk 1", "Talk 2"] and titles(when="past") == ["Last year"]
    assert titles(when="all", city="boston") == ["Last year"] and titles(mine="true") == ["Talk 1"]
    assert titles(organiser=agency.slug, q="talk 2") == ["Talk 2"] and titles(status="DRAFT") == []
    assert titles(status="COMPLETED", when="all") == ["Last year"] and titles(created="true") == []
    month = (in_days(3)).strftime("%Y-%m")
    assert "Talk 0" in titles(month=month)
    page = theirs.get("/events", {"limit": 2})
    assert [row["title"] for row in theirs.get("/events", {"limit": 2, "cursor": page["nextCursor"]})["items"]] == [
        "Talk 2"
    ]
    for wrong in ({"when": "then"}, {"format": "x"}, {"month": "2026-13"}, {"cursor": "x"}, {"shoe": 1}):
        assert theirs.get("/events", wrong) and theirs.status == 400


def test_the_list_takes_as_many_queries_for_many_as_for_few(api, ana, questions):
    taken = []
    for many in (2, 20):
        for number in range(many):
            answer(ana, make_event(ana, f"Talk {many} {number}", organiser=make_company(f"Agency {many} {number}")))
        taken.append(questions(lambda: api.get("/events")))
    assert taken[0] == taken[1] <= 8


def test_suggestions_are_decided_by_moderators(ben, moderator, as_api):
    theirs, mod = as_api(ben), as_api(moderator)
    body = {"title": "Regional day", "timeZone": ZONE, "startDate": "2027-05-03T10:00", "endDate": "2027-05-03T12:00"}
    made = theirs.post("/events/suggestions", {**body, "organiser": "Kite Media"})
    assert theirs.status == 201 and theirs.post("/events/suggestions", body)["id"] == made["id"]
    assert theirs.status == 200 and made["organiser"] == "Kite Media"
    path = f"/events/suggestions/{made['id']}/decision"
    assert theirs.put(path, {"state": "ACCEPTED"}) and theirs.status == 403
    assert mod.put(path, {"state": "DECLINED"}) and mod.status == 400
    decided = mod.put(path, {"state": "ACCEPTED"})
    assert decided["state"] == "ACCEPTED" and theirs.get(f"/events/{decided['eventId']}")["title"] == "Regional day"
    assert mod.put(path, {"state": "DECLINED", "reason": "No"}) and mod.status == 409
    assert [row["state"] for row in theirs.get("/events/suggestions", {"state": "ACCEPTED"})["items"]] == ["ACCEPTED"]


def test_calendars(api, ana, visitor):
    event = make_event(ana)
    answer(ana, event)
    assert api.get("/events/calendar-feed") == {"isWorking": False, "address": None, "createdAt": None}
    address = api.post("/events/calendar-feed", {})["address"]
    assert api.get("/events/calendar-feed")["address"] is None
    told = visitor.client.get(address[address.index("/calendar/") :])
    file = api.client.get(f"/api/v1/events/{event.pk}/calendar.ics")
    for one in (told, file):
        item = Calendar.from_ical(one.content).walk("VEVENT")[0]
        assert item.decoded("DTEND") - item.decoded("DTSTART") == timedelta(hours=7)
    api.delete("/events/calendar-feed")
    assert visitor.client.get(address[address.index("/calendar/") :]).status_code == 404
