"""Notices of dates that come up: once a year for each member, whatever workers do."""

import threading
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from dealmecca.accounts.models import User
from dealmecca.config.schedule import TIMED_JOBS
from dealmecca.directory.models import Company
from dealmecca.history.models import Door
from dealmecca.outlook import jobs
from dealmecca.outlook.actions.planning import change_planning_date, end_planning_date
from dealmecca.outlook.actions.reminders import ask_for_reminder, drop_reminder, make_notices
from dealmecca.outlook.models import PlanningNotice, PlanningReminder
from dealmecca.outlook.queries import notices_for, openings_for
from tests.outlook.conftest import make_planning_date

NOVEMBER = date(2026, 11, 23)


def test_it_comes_so_many_weeks_ahead_and_once(ana: User, cleo: User, kestrel: Company) -> None:
    row = make_planning_date(kestrel, 1, 4)
    ask_for_reminder(actor=ana, planning_date=row, weeks_ahead=6)
    assert make_notices(day=date(2026, 11, 22)) == 0
    assert make_notices(day=NOVEMBER) == 1
    assert make_notices(day=NOVEMBER) == make_notices(day=date(2027, 1, 4)) == 0
    assert [one.planning_date for one in notices_for(viewer=ana, day=NOVEMBER)] == [row]
    assert notices_for(viewer=ana, day=date(2027, 1, 5)) == notices_for(viewer=cleo, day=NOVEMBER) == []
    assert make_notices(day=date(2027, 12, 1)) == 1, "and again next year"


def test_a_worker_that_slept_tells_late_but_not_afterwards(ana: User, kestrel: Company) -> None:
    row = make_planning_date(kestrel, 12, 10, kind="RFP_WINDOW", end_month=1, end_day=20)
    ask_for_reminder(actor=ana, planning_date=row, weeks_ahead=2)
    assert make_notices(day=date(2027, 1, 20)) == 1
    assert PlanningNotice.objects.get().year == 2026
    assert make_notices(day=date(2027, 1, 21)) == 0


def test_a_date_that_moved_is_news_and_the_old_one_none(ana: User, kestrel: Company) -> None:
    row = make_planning_date(kestrel, 1, 4)
    ask_for_reminder(actor=ana, planning_date=row)
    make_notices(day=NOVEMBER)
    moved = change_planning_date(actor=None, door=Door.WEB, planning_date=row, values={"day": 3})
    assert make_notices(day=NOVEMBER) == 1
    assert [one.planning_date for one in notices_for(viewer=ana, day=NOVEMBER)] == [moved]
    end_planning_date(actor=None, door=Door.WEB, planning_date=moved)
    assert notices_for(viewer=ana, day=NOVEMBER) == []


def test_whoever_stopped_or_left_hears_nothing(ana: User, cleo: User, kestrel: Company) -> None:
    row = make_planning_date(kestrel, 1, 4)
    for user in (ana, cleo):
        ask_for_reminder(actor=user, planning_date=row)
    drop_reminder(actor=ana, planning_date=row)
    User.objects.filter(pk=cleo.pk).update(is_active=False)
    assert make_notices(day=NOVEMBER) == 0


def test_asking_again_sets_the_weeks(ana: User, kestrel: Company) -> None:
    row = make_planning_date(kestrel, 1, 4, weeks_ahead=8)
    ask_for_reminder(actor=ana, planning_date=row)
    assert PlanningReminder.objects.get().weeks_ahead == 8
    ask_for_reminder(actor=ana, planning_date=row, weeks_ahead=2)
    assert PlanningReminder.objects.get().weeks_ahead == 2
    with pytest.raises(ValidationError):
        ask_for_reminder(actor=ana, planning_date=row, weeks_ahead=27)


def test_the_list_holds_twelve_weeks_of_ones_own(ana: User, cleo: User, kestrel: Company, tallgrass: Company) -> None:
    near, far = make_planning_date(kestrel, 1, 4), make_planning_date(tallgrass, 6, 1)
    for row in (near, far):
        ask_for_reminder(actor=ana, planning_date=row)
    assert [one.planning_date for one in openings_for(viewer=ana, day=NOVEMBER)] == [near]
    assert openings_for(viewer=cleo, day=NOVEMBER) == []


def test_the_job_is_on_the_clock(ana: User, kestrel: Company) -> None:
    names = {timed.job for timed in TIMED_JOBS}
    assert {"dealmecca.outlook.jobs.notice_planning_dates", "dealmecca.outlook.jobs.learn_from_the_past"} <= names
    jobs.notice_planning_dates()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_once(ana: User, kestrel: Company) -> None:
    rows = [make_planning_date(kestrel, 1, 4, label=f"Brand {number}") for number in range(20)]
    for row in rows:
        ask_for_reminder(actor=ana, planning_date=row)
    made, start = [], threading.Barrier(3)

    def work() -> None:
        start.wait()
        made.append(make_notices(day=NOVEMBER))
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(made) == [0, 0, 20]
    assert PlanningNotice.objects.count() == 20


def test_queries_do_not_grow(ana: User, kestrel: Company, django_assert_max_num_queries: object) -> None:
    for number in range(6):
        ask_for_reminder(actor=ana, planning_date=make_planning_date(kestrel, 1, 4, label=f"Brand {number}"))
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            make_notices(day=NOVEMBER)
        with django_assert_max_num_queries(1):  # type: ignore[operator]
            assert len(notices_for(viewer=ana, day=NOVEMBER, limit=50)) == number + 1
