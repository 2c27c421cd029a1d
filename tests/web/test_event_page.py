"""The page of an event: what everybody sees, what only those who go see, and how many queries it takes."""

from collections.abc import Callable

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.events.actions.events import cancel_event
from dealmecca.events.actions.ratings import rate_event
from dealmecca.history.models import Door
from tests.cast import make_user, team_up
from tests.factories import make_company
from tests.factories.events import answer, make_event, make_past

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def page(browser: Client, address: str) -> str:
    response = browser.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_an_event_tells_when_with_its_zone_where_and_who_runs_it(ana: User, ben: User, as_user: SignIn) -> None:
    event = make_event(
        ana, organiser=make_company("Larkspur"), venue="Foundry Hall", description="One room,\nno panels."
    )
    text = page(as_user(ben), event.url)
    for words in ("Foundry Hall, New York", "America/New_York (UTC", "Larkspur", "One room,<br>no panels.", "Going"):
        assert words in text
    assert "/edit" not in text and as_user(ben).get(f"/events/{event.pk}")["Location"] == event.url


def test_the_link_to_take_part_is_for_those_who_go(ana: User, ben: User, as_user: SignIn) -> None:
    event = make_event(ana, format="VIRTUAL", city="", virtual_url="https://live.example/room-7")
    assert "room-7" not in page(as_user(ben), event.url)
    answer(ben, event, "MAYBE")
    assert "room-7" not in page(as_user(ben), event.url)
    answer(ben, event)
    assert "room-7" in page(as_user(ben), event.url) and "room-7" in page(as_user(ana), event.url)


def test_guests_show_themselves_as_they_chose(ana: User, ben: User, cleo: User, dan: User, as_user: SignIn) -> None:
    team_up(ana, ben)
    event = make_event(dan)
    cleo.company = make_company("Copperline Audio")
    cleo.save()
    answer(ana, event, visibility="TEAM")
    answer(cleo, event, visibility="EVERYBODY")
    answer(dan, event, visibility="NOBODY")
    for who, seen in ((ben, {"Ana", "Cleo"}), (cleo, {"Cleo"}), (dan, {"Cleo", "Dan"})):
        for address in (event.url, f"{event.url}/attendees"):
            text = page(as_user(who), address)
            shown = {name for name in ("Ana", "Cleo", "Dan") if f'font-medium">{name}</span>' in text}
            assert shown == seen, (who, address)
            assert f"{len(seen)} of 3 show" in text and "Copperline Audio" in text


def test_a_full_event_leads_to_the_waitlist_and_says_the_place_in_it(
    ana: User, ben: User, cleo: User, as_user: SignIn
) -> None:
    event = make_event(ana, max_attendees=1)
    answer(ana, event)
    browser = as_user(ben)
    browser.post(f"{event.url}/rsvp", {"status": "GOING", "visibility": "NOBODY"})
    text = page(browser, event.url)
    assert "number <b" in text and "Full, <b" in text
    answer(ana, event, "NOT_GOING")
    assert "A seat is free for you" in page(browser, event.url)


def test_ratings_show_from_three_on(ana: User, ben: User, cleo: User, as_user: SignIn) -> None:
    event = make_event(ana)
    for user in (ana, ben, cleo):
        answer(user, event)
    make_past(event)
    for user in (ana, ben):
        rate_event(actor=user, event=event, stars={"overall": 5})
    assert "from three ratings on" in page(as_user(cleo), event.url)
    rate_event(actor=cleo, event=event, stars={"overall": 5})
    text = page(as_user(cleo), event.url)
    assert ">4.4<" in text and "3 ratings" in text and "Change my rating" in text


def test_a_cancelled_event_says_so_and_a_draft_is_not_there(ana: User, ben: User, as_user: SignIn) -> None:
    event, draft = make_event(ana), make_event(ana, is_published=False)
    cancel_event(actor=ana, door=Door.WEB, event=event)
    assert "was cancelled" in page(as_user(ben), event.url) and "takes place after all" in page(as_user(ana), event.url)
    assert as_user(ben).get(draft.url).status_code == 404 and "Publish" in page(as_user(ana), draft.url)


def test_the_page_takes_as_many_queries_for_one_guest_as_for_many(
    ana: User, as_user: SignIn, django_assert_max_num_queries: Callable[..., object]
) -> None:
    event = make_event(ana, max_attendees=6, attending=[make_company(name) for name in ("Alder", "Birch", "Cedar")])
    for number in range(8):
        user = make_user(f"guest{number}")
        user.company = make_company(f"Agency {number}")
        user.save()
        answer(user, event, visibility="EVERYBODY")
    browser = as_user(ana)
    page(browser, event.url)
    with django_assert_max_num_queries(14):  # type: ignore[attr-defined]
        page(browser, event.url)
