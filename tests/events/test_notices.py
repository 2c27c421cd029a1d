"""Changes and reminders: told once to those who go, wait or may come, and not at all when nothing changed for them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.events.actions import notices
from dealmecca.events.actions.events import cancel_event, delete_event, edit_event, publish_event
from dealmecca.events.actions.notices import forget_old_notices, remind_of_events, tell_changes
from dealmecca.events.models import Event, EventNotice
from dealmecca.history.models import Door
from dealmecca.notifications.models import Mail, Notification
from tests.events.test_rsvps import told
from tests.factories.events import answer, in_days, make_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(ana: User, ben: User, cleo: User, dan: User) -> Event:
    """One seat: Ben has it, Cleo waits; Dan may come."""
    event = make_event(ana, max_attendees=1, virtual_url="https://live.example/one")
    for user, status in ((ben, "GOING"), (cleo, "GOING"), (dan, "MAYBE")):
        answer(user, event, status)
    return event


def kinds_of(user: User) -> list[str]:
    return list(Notification.objects.filter(user=user).order_by("pk").values_list("kind", flat=True))


def change(actor: User, event: Event, **values: object) -> None:
    edit_event(actor=actor, door=Door.WEB, event=event, values=values)


def test_another_place_is_told_once_at_once_to_those_who_go_or_wait_and_with_the_news_to_who_may_come(
    ana: User, ben: User, cleo: User, dan: User, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "AT_ONCE", 1)
    change(ana, event, city="Chicago")
    assert tell_changes() == 3 and tell_changes() == 0
    assert told(ben) == told(cleo) == told(dan) == ["Audio Upfront has changed."] and told(ana) == []
    assert kinds_of(ben) == kinds_of(cleo) == ["EVENT"] and kinds_of(dan) == ["EVENT_NEWS"]
    assert not Mail.objects.filter(user=dan).exists() and Notification.objects.get(user=dan).mail_by == "DAILY"
    details = Notification.objects.get(user=ben).details
    assert details == "Where: Chicago (it was New York)."
    assert Mail.objects.filter(user=ben).count() == 1


def test_two_changes_before_anybody_was_told_are_told_as_one_and_none_if_undone(
    ana: User, ben: User, event: Event
) -> None:
    change(ana, event, city="Chicago")
    change(ana, event, start_date=in_days(31), end_date=in_days(31, 17))
    tell_changes()
    text = Notification.objects.get(user=ben).details
    assert "Where: Chicago (it was New York)." in text and "When: " in text and "America/New_York (UTC" in text
    change(ana, event, city="Boston")
    change(ana, event, city="Chicago")
    tell_changes()
    assert len(told(ben)) == 1


def test_other_words_wait_for_the_daily_news_of_all(ana: User, ben: User, dan: User, event: Event) -> None:
    change(
        ana, event, description="Now with lunch", title="Audio Upfront, with lunch", website="audio.example",
        organiser_name="Audio Guild",
    )  # fmt: skip
    assert tell_changes() == 3
    assert kinds_of(ben) == kinds_of(dan) == ["EVENT_NEWS"] and not Mail.objects.exists()
    assert Notification.objects.get(user=ben).details.splitlines() == [
        "It was called Audio Upfront.",
        "Run by Audio Guild (it was nobody named).",
        "Website: https://audio.example (it was none).",
        "What it is about was rewritten: the page of the event has it.",
    ]
    event.refresh_from_db()
    assert event.sequence == 0  # calendars: nothing moved


def test_words_beside_a_move_are_told_with_it(ana: User, ben: User, event: Event) -> None:
    change(ana, event, title="Audio Day")
    change(ana, event, city="Chicago")
    tell_changes()
    assert kinds_of(ben) == ["EVENT"] and told(ben) == ["Audio Day has changed."]
    assert "Where: Chicago" in (details := Notification.objects.get(user=ben).details) and "Audio Upfront" in details


def test_more_seats_and_another_type_are_told_to_nobody(ana: User, ben: User, event: Event) -> None:
    change(ana, event, event_type="WEBINAR", max_attendees=1)
    assert tell_changes() == 0 and told(ben) == []


def test_a_new_link_is_told_and_not_printed(ana: User, ben: User, event: Event) -> None:
    change(ana, event, virtual_url="https://live.example/two")
    tell_changes()
    row = Notification.objects.get(user=ben)
    assert "is another" in row.details and "live.example" not in row.details + row.sentence


def test_cancelling_and_holding_it_after_all_are_told_at_once(ana: User, ben: User, dan: User, event: Event) -> None:
    cancel_event(actor=ana, door=Door.WEB, event=event)
    cancel_event(actor=ana, door=Door.WEB, event=event)
    tell_changes()
    publish_event(actor=ana, door=Door.WEB, event=event)
    tell_changes()
    for user in (ben, dan):
        assert told(user) == ["Audio Upfront is cancelled.", "Audio Upfront takes place after all."]
        assert kinds_of(user) == ["EVENT", "EVENT"] and Mail.objects.filter(user=user).count() == 2


def test_the_notice_of_a_deleted_event_leads_to_a_page_that_is_there(ana: User, ben: User, event: Event) -> None:
    delete_event(actor=ana, door=Door.WEB, event=event)
    tell_changes()
    notice = Notification.objects.get(user=ben)
    client = Client()
    client.force_login(ben)
    assert notice.sentence == "Audio Upfront is cancelled." and client.get(event.url).status_code == 404
    assert client.get(notice.link).status_code == 200


def test_a_draft_tells_nobody(ana: User, event: Event) -> None:
    draft = make_event(ana, "Quiet dinner", is_published=False)
    change(ana, draft, city="Boston")
    publish_event(actor=ana, door=Door.WEB, event=draft)
    assert not EventNotice.objects.exists()


def test_those_who_go_are_reminded_the_day_before_and_again_only_of_another_day(
    ana: User, ben: User, cleo: User, event: Event
) -> None:
    long_ago = timezone.now() - timedelta(days=3)
    Event.objects.update(starts_at=timezone.now() + timedelta(hours=25), ends_at=timezone.now() + timedelta(hours=30))
    event.attendees.update(created_at=long_ago)
    assert remind_of_events() == 0
    Event.objects.update(starts_at=timezone.now() + timedelta(hours=23))
    assert remind_of_events() == 1 and remind_of_events() == 0
    assert told(ben) == ["Audio Upfront is tomorrow."] and told(cleo) == []
    Event.objects.update(starts_at=timezone.now() + timedelta(hours=20))
    assert remind_of_events() == 1


def test_what_was_told_long_ago_is_forgotten(ana: User, event: Event) -> None:
    change(ana, event, city="Chicago")
    tell_changes()
    EventNotice.objects.update(told_at=timezone.now() - timedelta(days=31))
    forget_old_notices()
    assert not EventNotice.objects.exists()
