"""Digests: at eight of one's own morning, once, only with news, and nothing that the pages would not show."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.actions import edit_contact
from dealmecca.directory.models import Contact
from dealmecca.following.actions import follow, look
from dealmecca.history.models import Change, Door
from dealmecca.notifications.actions import mark_all_read, notify, set_preferences
from dealmecca.notifications.kinds import Cadence, Channels, Kind
from dealmecca.notifications.models import Digest, Mail, Notification
from dealmecca.notifications.periods import last_period
from dealmecca.web.digests import send_due_digests
from tests.factories import make_company, make_contact
from tests.races import AT_ONCE, race

NEW_YORK = "America/New_York"
MONDAY = datetime(2026, 11, 23, 14, tzinfo=UTC)  # 9:00 in New York


@pytest.fixture
def maren(db: None) -> Contact:
    return make_contact("Maren Oduya", make_company("Halden & Pike"), title="Planner")


def in_new_york(user: User) -> User:
    user.time_zone = NEW_YORK
    user.save()
    return user


def tell(user: User, number: int, *, at: datetime, kind: Kind = Kind.PLANNING) -> None:
    notify(user=user, kind=kind, key=f"told {number}", sentence=f"Sentence {number}", link=f"/feed?{number}")
    Notification.objects.filter(user=user, key=f"told {number}").update(created_at=at)


def change(contact: Contact, title: str, at: datetime, actor: User | None = None) -> None:
    edit_contact(actor=actor, door=Door.SYSTEM, contact=contact, values={"title": title})
    newest = Change.objects.order_by("-pk")[0]
    Change.objects.filter(pk=newest.pk).update(at=at)


@pytest.mark.parametrize(
    ("now", "day", "until"),
    [
        ("2026-11-23T12:59Z", "2026-11-22", "2026-11-22T13:00Z"),
        ("2026-11-23T13:00Z", "2026-11-23", "2026-11-23T13:00Z"),
        ("2026-11-24T04:00Z", "2026-11-23", "2026-11-23T13:00Z"),  # in the evening there
        ("2026-03-08T12:00Z", "2026-03-08", "2026-03-08T12:00Z"),  # the clocks went ahead that night
        ("2026-11-01T12:59Z", "2026-10-31", "2026-10-31T12:00Z"),  # and back
    ],
)
def test_a_morning_is_at_eight_on_the_members_own_clock(now: str, day: str, until: str) -> None:
    period = last_period(Cadence.DAILY, ZoneInfo(NEW_YORK), datetime.fromisoformat(now))
    assert (period.day.isoformat(), period.until) == (day, datetime.fromisoformat(until))
    week = last_period(Cadence.WEEKLY, ZoneInfo(NEW_YORK), datetime.fromisoformat(now))
    assert week.day.weekday() == 0 and timedelta() <= period.until - week.until < timedelta(days=7, hours=2)


@pytest.mark.django_db
def test_once_a_morning_with_everything_since_the_last(ana: User, ben: User) -> None:
    in_new_york(ana)
    tell(ana, 1, at=MONDAY - timedelta(days=1))
    tell(ana, 2, at=MONDAY)  # after eight: tomorrow's
    send_due_digests(MONDAY - timedelta(hours=2))
    send_due_digests(MONDAY)
    send_due_digests(MONDAY + timedelta(hours=9))
    mail = Mail.objects.get()
    assert (mail.user, mail.subject, "Sentence 2" in mail.text) == (ana, "Sentence 1", False)
    assert "http://localhost:8000/feed?1" in mail.text and "Sentence 1" in mail.html
    assert "/unsubscribe/" in mail.headers["List-Unsubscribe"]
    send_due_digests(MONDAY + timedelta(days=1))
    assert [row.subject for row in Mail.objects.order_by("created_at")] == ["Sentence 1", "Sentence 2"]
    send_due_digests(MONDAY + timedelta(days=2))
    assert Mail.objects.count() == 2, "no news, no mail"


@pytest.mark.django_db
def test_a_week_comes_on_monday_and_what_was_read_is_no_news(ana: User) -> None:
    set_preferences(actor=ana, wanted={Kind.TEAM: Channels(True, Cadence.WEEKLY)})
    tell(ana, 1, at=MONDAY - timedelta(days=3), kind=Kind.TEAM)
    tell(ana, 2, at=MONDAY - timedelta(days=3), kind=Kind.PLANNING)
    mark_all_read(actor=ana)
    tell(ana, 3, at=MONDAY - timedelta(days=2), kind=Kind.TEAM)
    send_due_digests(MONDAY - timedelta(days=1))  # Sunday
    assert not Mail.objects.exists()
    send_due_digests(MONDAY)
    assert [mail.subject for mail in Mail.objects.all()] == ["Sentence 3"]


@pytest.mark.django_db
def test_what_is_for_mail_only_comes_although_no_page_showed_it(ana: User) -> None:
    set_preferences(actor=ana, wanted={Kind.TEAM: Channels(False, Cadence.DAILY)})
    tell(ana, 1, at=MONDAY - timedelta(days=1), kind=Kind.TEAM)
    send_due_digests(MONDAY)
    assert Mail.objects.get().subject == "Sentence 1"


@pytest.mark.django_db
def test_changes_on_what_is_followed_until_they_are_seen(ana: User, ben: User, maren: Contact) -> None:
    set_preferences(actor=ana, wanted={Kind.RECORD_NEWS: Channels(True, Cadence.DAILY)})
    follow(actor=ana, record=maren)
    ana.last_look.__class__.objects.update(seen_until=MONDAY - timedelta(days=9), new_since=MONDAY - timedelta(days=9))
    change(maren, "Director", MONDAY - timedelta(hours=20), ben)
    change(maren, "Head of media", MONDAY - timedelta(hours=19), ana)
    change(maren, "Chief", MONDAY + timedelta(hours=1), ben)
    send_due_digests(MONDAY)
    mail = Mail.objects.get()
    assert "Maren Oduya: Title: Planner → Director" in mail.text
    assert "Head of media" not in mail.text, "her own doing is no news to her"
    assert "Chief" not in mail.text, "that is tomorrow's"
    send_due_digests(MONDAY + timedelta(days=1))
    assert Mail.objects.count() == 2
    change(maren, "President", MONDAY + timedelta(days=1, hours=1), ben)
    look(actor=ana, until=timezone.now())
    ana.last_look.__class__.objects.update(seen_until=MONDAY + timedelta(days=2))
    send_due_digests(MONDAY + timedelta(days=2))
    assert Mail.objects.count() == 2, "she has seen it"


@pytest.mark.django_db
def test_a_plan_without_contact_details_gets_none_by_mail(dan: User, ben: User, maren: Contact) -> None:
    set_preferences(actor=dan, wanted={Kind.RECORD_NEWS: Channels(True, Cadence.DAILY)})
    follow(actor=dan, record=maren)
    dan.last_look.__class__.objects.update(seen_until=MONDAY - timedelta(days=2), new_since=MONDAY - timedelta(days=2))
    edit_contact(actor=ben, door=Door.WEB, contact=maren, values={"email": "maren@halden.example"})
    Change.objects.filter(record_id=maren.pk).update(at=MONDAY - timedelta(hours=12))
    send_due_digests(MONDAY)
    mail = Mail.objects.get()
    assert "Maren Oduya" in mail.text and "maren@halden" not in mail.text + mail.html + mail.subject


@pytest.mark.django_db
def test_nobody_gets_what_is_muted_and_closed_accounts_get_nothing(ana: User, ben: User, maren: Contact) -> None:
    set_preferences(actor=ana, wanted={Kind.RECORD_NEWS: Channels(True, Cadence.NEVER)})
    for user in (ana, ben):
        follow(actor=user, record=maren)
        tell(user, 1, at=MONDAY - timedelta(days=1))
    set_preferences(actor=ana, wanted={Kind.PLANNING: Channels(True, Cadence.NEVER)})
    User.objects.filter(pk=ben.pk).update(is_active=False)
    change(maren, "Director", MONDAY - timedelta(hours=20))
    send_due_digests(MONDAY)
    assert not Mail.objects.exists()


@pytest.mark.django_db
def test_many_of_a_kind_are_counted_not_listed(ana: User) -> None:
    for number in range(25):
        tell(ana, number, at=MONDAY - timedelta(days=1, minutes=number))
    send_due_digests(MONDAY)
    mail = Mail.objects.get()
    assert mail.subject == "Sentence 0, and 24 more"
    assert "and 5 more: http://localhost:8000/notifications" in mail.text
    assert not Notification.objects.filter(mailed_at=None).exists()


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_send_one(ana: User) -> None:
    tell(ana, 1, at=MONDAY - timedelta(days=1))
    assert race(lambda _: send_due_digests(MONDAY), AT_ONCE // 5) == {"done": AT_ONCE // 5}
    assert Mail.objects.count() == Digest.objects.count() == 1


@pytest.mark.django_db
def test_a_worker_that_is_killed_on_the_way_has_done_nothing(ana: User, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(ana, 1, at=MONDAY - timedelta(days=1))

    def killed(**_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("dealmecca.notifications.actions.digests.send_mail_later", killed)
        send_due_digests(MONDAY)
    assert not Digest.objects.exists()
    send_due_digests(MONDAY)
    assert Mail.objects.count() == 1


@pytest.mark.django_db
def test_the_job_asks_as_much_for_many_whose_digest_was_made(
    ana: User, ben: User, cleo: User, maren: Contact, django_assert_num_queries: Any
) -> None:
    for user in (ana, ben, cleo):
        follow(actor=user, record=maren)
    send_due_digests(MONDAY)
    with django_assert_num_queries(9):
        send_due_digests(MONDAY + timedelta(minutes=2))
