"""The days of an account's year: recorded once, moved with their past kept, refused when they cannot be."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from dealmecca.history.models import Change, Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.outlook.actions.planning import change_planning_date, end_planning_date
from dealmecca.outlook.actions.reminders import ask_for_reminder
from dealmecca.outlook.calendar import YearDay, next_occurrence, twelve_months
from dealmecca.outlook.models import PlanningDate, PlanningReminder
from dealmecca.outlook.queries import next_openings, planning_dates_of
from tests.outlook.conftest import make_planning_date

TODAY = timezone.localdate()
LAST_YEAR = TODAY - timedelta(365)


def changed(row: PlanningDate, actor: User | None = None, **values: object) -> PlanningDate:
    return change_planning_date(actor=actor, door=Door.WEB, planning_date=row, values=values)


def test_another_day_keeps_what_was_known(ana: User, kestrel: Company) -> None:
    old = make_planning_date(kestrel, 1, 25, since=LAST_YEAR)
    new = changed(old, ana, day=4)
    assert [one.planning_date for one in planning_dates_of(viewer=ana, company=kestrel)] == [new]
    (then,) = planning_dates_of(viewer=ana, company=kestrel, day=TODAY - timedelta(1))
    assert (then.planning_date, str(then.planning_date.starts)) == (old, "25 Jan")
    told = Change.objects.get(actor=ana)
    assert (told.record_kind, told.record_id, told.fields) == (
        "company", kestrel.pk, {"Planning start": ["25 Jan", "4 Jan"]},
    )  # fmt: skip


def test_moved_twice_in_a_day(ana: User, kestrel: Company) -> None:
    row = changed(changed(make_planning_date(kestrel), day=4), ana, day=5)
    assert [str(one.planning_date.starts) for one in planning_dates_of(viewer=ana, company=kestrel)] == ["5 Jan"]
    with pytest.raises(Conflict, match="in the meantime"):
        changed(PlanningDate.objects.exclude(pk=row.pk).earliest("pk"), day=6)


def test_the_same_again_is_the_one_that_is_there(ana: User, kestrel: Company) -> None:
    assert make_planning_date(kestrel) == make_planning_date(kestrel, actor=ana)
    with pytest.raises(Conflict, match="Change that one"):
        make_planning_date(kestrel, 3, 1)
    make_planning_date(kestrel, 3, 1, label="Sparkling")
    assert PlanningDate.objects.count() == 2


def test_the_database_holds_one_open_date_of_a_name(kestrel: Company) -> None:
    row = make_planning_date(kestrel)
    row.pk = PlanningDate().pk
    with pytest.raises(IntegrityError):
        row.save(force_insert=True)


@pytest.mark.parametrize(("month", "day"), [(13, 1), (0, 1), (2, 30), (4, 31), (6, 0)])
def test_a_day_that_no_year_has(kestrel: Company, month: int, day: int) -> None:
    with pytest.raises(ValidationError):
        make_planning_date(kestrel, month, day)
    with pytest.raises(IntegrityError):
        PlanningDate.objects.create(account=kestrel, kind="UPFRONT", month=month, day=day, since=TODAY)


def test_half_a_last_day_an_unknown_kind_and_too_many_weeks(kestrel: Company) -> None:
    with pytest.raises(ValidationError) as refusal:
        make_planning_date(kestrel, kind="Full moon", end_month=3, weeks_ahead=27)
    assert set(refusal.value.message_dict) == {"kind", "end_day", "weeks_ahead"}


def test_29_february_is_the_28th_in_other_years() -> None:
    leap = YearDay(2, 29)
    assert next_occurrence(leap, None, date(2026, 11, 23)).first == date(2027, 2, 28)
    assert next_occurrence(leap, None, date(2027, 3, 1)).first == date(2028, 2, 29)
    assert next_occurrence(YearDay(2, 20), leap, date(2027, 2, 28)).last == date(2027, 2, 28)


def test_a_window_may_cross_the_end_of_the_year(ana: User, kestrel: Company) -> None:
    row = make_planning_date(kestrel, 12, 10, kind="rfp", end_month=1, end_day=20)
    one = row.next_from(date(2027, 1, 20))
    assert (one.first, one.last, one.is_open(date(2027, 1, 1))) == (date(2026, 12, 10), date(2027, 1, 20), True)
    assert row.next_from(date(2027, 1, 21)).first == date(2027, 12, 10)
    assert row.days_text == "10 Dec to 20 Jan"
    assert twelve_months(date(2026, 11, 23))[-1] == date(2027, 10, 1)


def test_reminders_follow_the_date_and_end_with_it(ana: User, kestrel: Company) -> None:
    row = make_planning_date(kestrel)
    ask_for_reminder(actor=ana, planning_date=row)
    moved = changed(row, day=4)
    assert PlanningReminder.objects.get().planning_date == moved
    end_planning_date(actor=ana, door=Door.WEB, planning_date=moved)
    end_planning_date(actor=ana, door=Door.WEB, planning_date=moved)
    assert not PlanningReminder.objects.exists()
    assert Change.objects.filter(actor=ana).count() == 1


def test_a_better_source_is_no_other_date(ana: User, kestrel: Company) -> None:
    row = changed(make_planning_date(kestrel), ana, source="Imogen Tran", how="SPOKE")
    assert PlanningDate.objects.get() == row and row.source == "Imogen Tran"
    assert "Planning start, source" in {name for change in Change.objects.filter(actor=ana) for name in change.fields}


def test_two_of_a_kind_cannot_get_one_name(kestrel: Company) -> None:
    make_planning_date(kestrel)
    with pytest.raises(ValidationError):
        changed(make_planning_date(kestrel, 3, 1, label="Sparkling"), label="")


def test_an_inactive_member_records_nothing_and_sees_nothing(ana: User, kestrel: Company) -> None:
    make_planning_date(kestrel)
    ana.is_active = False
    with pytest.raises(PermissionDenied):
        make_planning_date(kestrel, 3, 1, actor=ana)
    assert planning_dates_of(viewer=ana, company=kestrel) == []


def test_queries_do_not_grow(ana: User, kestrel: Company, django_assert_num_queries: object) -> None:
    for number in range(5):
        make_planning_date(kestrel, label=f"Brand {number}")
        with django_assert_num_queries(2):  # type: ignore[operator]
            assert len(planning_dates_of(viewer=ana, company=kestrel)) == number + 1
        with django_assert_num_queries(1):  # type: ignore[operator]
            assert set(next_openings(viewer=ana, account_ids=[kestrel.pk])) == {kestrel.pk}
