"""Changes and reminders: told once to those who go or wait, and not at all when nothing changed for them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.events.actions import notices
from dealmecca.events.actions.events import cancel_event, edit_event, publish_event
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


def change(actor: User, event: Event, **values: object) -> None:
    edit_event(actor=actor, door=Door.WEB, event=event, values=values)


def test_another_place_is_told_once_to_those_who_go_or_wait(
    ana: User, ben: User, cleo: User, dan: User, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "AT_ONCE", 1)
    change(ana, event, city="Chicago")
    assert tell_changes() == 2 and tell_changes() == 0
    assert told(ben) == told(cleo) == ["Audio Upfront has changed."] and told(dan) == told(ana) == []
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
    change(ana, event, city="Chicago", description="Lunch at noon")
    tell_changes()
    assert len(told(ben)) == 1


def test_other_words_are_no_news(ana: User, ben: User, event: Event) -> None:
    change(ana, event, description="Now with lunch", title="Audio Upfront, with lunch")
    assert tell_changes() == 0 and told(ben) == []


def test_a_new_link_is_told_and_not_printed(ana: User, ben: User, event: Event) -> None:
    change(ana, event, virtual_url="https://live.example/two")
    tell_changes()
    row = Notification.objects.get(user=ben)
    assert "is another" in row.details and "live.example" not in row.details + row.sentence


def test_cancelling_and_holding_it_after_all_are_told(ana: User, ben: User, event: Event) -> None:
    cancel_event(actor=ana, door=Door.WEB, event=event)
    cancel_event(actor=ana, door=Door.WEB, event=event)
    tell_changes()
    publish_event(actor=ana, door=Door.WEB, event=event)
    tell_changes()
    assert told(ben) == ["Audio Upfront is cancelled.", "Audio Upfront takes place after all."]


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
