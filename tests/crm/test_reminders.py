"""A reminder is told once: by two workers at once, and by one that was killed on the way."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest

from dealmecca.accounts.models import User
from dealmecca.crm.actions.follow_ups import (
    finish_follow_up,
    hand_over_follow_up,
    plan_follow_up,
    reopen_follow_up,
    snooze_follow_up,
)
from dealmecca.crm.actions.reminders import remind
from dealmecca.crm.models import FollowUp
from dealmecca.directory.models import Contact
from dealmecca.notifications.models import Notification
from tests.cast import make_ana, team_up
from tests.factories import make_company, make_contact
from tests.races import can_fork, fork, race, start_child

TODAY = datetime.now(UTC).date()
in_processes = pytest.mark.django_db(transaction=True)


def told(user: User) -> int:
    return Notification.objects.filter(user=user).count()


def plan(user: User, contact: Contact, **values: object) -> FollowUp:
    given = {"text": "Send curves", "due_on": TODAY, **values}
    return plan_follow_up(actor=user, contact=contact, **given)[0]  # type: ignore[arg-type]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "before", "after"),
    [("America/New_York", "12:59", "13:00"), ("Asia/Tokyo", "22:59", "23:00"), ("", "07:59", "08:00")],
)
def test_a_day_without_an_hour_is_told_at_eight_in_the_morning(
    ana: User, maren: Contact, zone: str, before: str, after: str
) -> None:
    ana.time_zone = zone
    ana.save()
    plan(ana, maren, due_on=date(2027, 1, 12))
    day = 11 if zone == "Asia/Tokyo" else 12
    for text, count in ((before, 0), (after, 1), ("23:59", 1)):
        remind(now=datetime.combine(date(2027, 1, day), time.fromisoformat(text), UTC))
        assert told(ana) == count


@pytest.mark.django_db
def test_an_hour_is_told_at_that_hour(ana: User, maren: Contact) -> None:
    ana.time_zone = "America/New_York"
    ana.save()
    row = plan(ana, maren, due_time=time(15))
    assert row.due_at
    assert remind(now=row.due_at - timedelta(seconds=1)) == 0
    assert remind(now=row.due_at) == 1
    notice = Notification.objects.get()
    assert (notice.user, notice.kind, notice.link) == (ana, "FOLLOW_UP", "/follow-ups")
    assert notice.sentence == "Send curves (Maren Oduya)"


@pytest.mark.django_db
def test_another_day_is_another_reminder_and_done_is_none(ana: User, ben: User, maren: Contact) -> None:
    team_up(ana, ben)
    row = plan(ana, maren)
    tomorrow = datetime.combine(TODAY, time(23, 59), UTC)
    assert [remind(now=tomorrow), remind(now=tomorrow)] == [1, 0]
    finish_follow_up(actor=ana, follow_up=row)
    reopen_follow_up(actor=ana, follow_up=row)
    assert remind(now=tomorrow) == 0, "told already"
    snooze_follow_up(actor=ana, follow_up=row, until=TODAY + timedelta(days=2))
    assert remind(now=tomorrow) == 0
    assert remind(now=tomorrow + timedelta(days=2)) == 1
    hand_over_follow_up(actor=ana, follow_up=row, mate=ben)
    assert remind(now=tomorrow + timedelta(days=2)) == 1 and told(ben) == 1
    done = plan(ana, maren, text="Done in time")
    finish_follow_up(actor=ana, follow_up=done)
    assert remind(now=tomorrow) == 0


@pytest.mark.django_db
def test_who_left_the_team_or_was_shut_out_hears_nothing(ana: User, ben: User, maren: Contact) -> None:
    team_up(ana, ben)
    plan(ana, maren)
    plan(ben, maren)
    ana.sales_team, ben.is_active = None, False
    ana.save()
    ben.save()
    assert remind(now=datetime.combine(TODAY, time(23, 59), UTC)) == 0


@can_fork
@in_processes
def test_two_workers_at_once_tell_each_once() -> None:
    ana, rows = _many(60)
    late = datetime.combine(TODAY, time(23, 59), UTC)
    assert race(lambda _: remind(now=late), 4) == {"done": 4}
    assert told(ana) == rows


@can_fork
@in_processes
def test_read_check_write_tells_twice() -> None:
    """The control: without the claim, both workers find the same row and tell it."""
    ana, _ = _many(1)
    both_read = fork.Barrier(2)

    def naive(number: int) -> None:
        row = FollowUp.objects.get(reminded_for="")
        both_read.wait(60)
        Notification.objects.create(user=ana, kind="FOLLOW_UP", key=f"worker {number}", sentence=row.text)
        FollowUp.objects.filter(pk=row.pk).update(reminded_for=row.due_text)

    race(naive, 2)
    assert told(ana) == 2


@can_fork
@in_processes
def test_a_killed_worker_tells_nothing_twice_and_forgets_nothing() -> None:
    ana, rows = _many(150)
    late = datetime.combine(TODAY, time(23, 59), UTC)
    for wanted in (5, 40):
        _killed_after(lambda: remind(now=late), ana, wanted)
    assert told(ana) < rows, "killed on the way"
    remind(now=late)
    assert told(ana) == rows == FollowUp.objects.exclude(reminded_for="").count()


def _many(count: int) -> tuple[User, int]:
    ana, maren = make_ana(), make_contact("Maren Oduya", make_company())
    for number in range(count):
        plan(ana, maren, text=f"Number {number}")
    return ana, count


def _killed_after(work: Callable[[], object], user: User, count: int) -> None:
    """Start `work` in a process of its own and kill it once the user was told so many."""
    child = start_child(work)
    while told(user) < count:
        pass
    child.kill()
    child.join(60)
