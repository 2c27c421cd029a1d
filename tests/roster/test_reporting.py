"""Who reports to whom: never round in a circle, on no day, not even when two write at once."""

import threading
from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, connections
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from dealmecca.accounts.models import User
from dealmecca.directory.actions import move_contact
from dealmecca.directory.models import Company, Contact, Position
from dealmecca.history.models import Change, Door
from dealmecca.roster.actions.reporting import set_manager
from dealmecca.roster.models import ReportingLine
from dealmecca.roster.queries import reports_of
from tests.factories import make_company, make_contact, report_to

TODAY = timezone.localdate()


@pytest.fixture
def people(db: None) -> list[Contact]:
    """Four colleagues whose jobs began long ago."""
    return colleagues(4)


def colleagues(count: int) -> list[Contact]:
    company = make_company("Halden & Pike")
    found = [make_contact(f"Person{number} Example", company) for number in range(count)]
    Position.objects.update(since=date(2010, 1, 1))
    return found


def test_the_longest_circle_is_refused(people: list[Contact]) -> None:
    for below, above in pairwise(people):
        report_to(below, above, since=date(2020, 1, 1))
    with pytest.raises(ValidationError, match="That would be a circle"):
        report_to(people[-1], people[0])
    assert ReportingLine.objects.count() == 3


def test_nobody_reports_to_themselves(people: list[Contact]) -> None:
    with pytest.raises(ValidationError, match="cannot report to themselves"):
        report_to(people[0], people[0])


def test_a_circle_on_past_days_alone_is_refused_too(people: list[Contact]) -> None:
    """A reported to B until 2022; B to A since 2021 would have been a circle for a year."""
    a, b, *_ = people
    report_to(a, b, since=date(2020, 1, 1))
    report_to(a, None, since=date(2022, 1, 1))
    with pytest.raises(ValidationError, match="That would be a circle"):
        report_to(b, a, since=date(2021, 1, 1))
    report_to(b, a, since=date(2022, 1, 1))


def test_a_past_circle_over_three_must_share_a_day(people: list[Contact]) -> None:
    """A to B in 2020, B to C since 2021: there was no day on which both held, so C may report to A."""
    a, b, c, _ = people
    report_to(a, b, since=date(2020, 1, 1))
    report_to(a, None, since=date(2021, 1, 1))
    report_to(b, c, since=date(2021, 1, 1))
    report_to(c, a, since=date(2020, 1, 1))
    assert ReportingLine.objects.count() == 3


def test_a_new_line_ends_the_old_one_and_history_tells(ana: User, people: list[Contact]) -> None:
    a, b, c, _ = people
    report_to(a, b, since=date(2020, 1, 1))
    set_manager(actor=ana, door=Door.WEB, contact=a, manager=c, since=date(2024, 1, 1))
    assert [(line.since, line.until) for line in ReportingLine.objects.order_by("since")] == [
        (date(2020, 1, 1), date(2024, 1, 1)),
        (date(2024, 1, 1), None),
    ]
    assert Change.objects.get(actor=ana).fields == {
        "Reports to": ["Person1 Example", "Person2 Example, since 1 Jan 2024"]
    }
    then = reports_of(viewer=ana, contact=a, day=date(2023, 12, 31)).manager
    now = reports_of(viewer=ana, contact=a).manager
    assert (then and then.contact, now and now.contact) == (b, c)


def test_a_line_does_not_begin_before_the_present_one(people: list[Contact]) -> None:
    a, b, c, _ = people
    report_to(a, b, since=date(2024, 1, 1))
    with pytest.raises(ValidationError, match="The present line began on 1 Jan 2024"):
        report_to(a, c, since=date(2023, 1, 1))


def test_a_manager_who_left_is_a_vacancy(ana: User, people: list[Contact]) -> None:
    a, b, *_ = people
    report_to(a, b, since=date(2024, 1, 1))
    there = make_company("Larkspur & Vane")
    move_contact(actor=None, door=Door.SYSTEM, contact=b, company_id=there.pk, moved_on=date(2025, 6, 1))
    assert reports_of(viewer=ana, contact=a).is_vacant
    assert not reports_of(viewer=ana, contact=a, day=date(2025, 5, 31)).is_vacant
    assert reports_of(viewer=ana, contact=b).below == []


def test_an_inactive_member_records_nothing(ana: User, people: list[Contact]) -> None:
    ana.is_active = False
    with pytest.raises(PermissionDenied):
        set_manager(actor=ana, door=Door.WEB, contact=people[0], manager=people[1])


class NoDayHasACircle(TestCase):
    """Whatever is tried in whatever order, no day has a circle."""

    @settings(max_examples=60)
    @given(
        tries=st.lists(
            st.tuples(st.integers(0, 3), st.none() | st.integers(0, 3), st.integers(2015, 2022)), max_size=14
        )
    )
    def test_tries(self, tries: list[tuple[int, int | None, int]]) -> None:
        people = colleagues(4)
        for below, above, year in tries:
            try:
                report_to(people[below], None if above is None else people[above], since=date(year, 1, 1))
            except ValidationError:
                continue
        for year in range(2015, 2024):
            assert not has_circle(date(year, 6, 1))


def has_circle(day: date) -> bool:
    above = dict(ReportingLine.objects.on(day).values_list("position_id", "manager_id"))
    for start in above:
        at, steps = start, 0
        while at in above and steps <= len(above):
            at, steps = above[at], steps + 1
        if steps > len(above):
            return True
    return False


@pytest.mark.django_db(transaction=True)
def test_two_lines_at_once_close_no_circle() -> None:
    """B reports to C, D to A; then A to B and C to D at one instant: nobody is in both, and one must lose."""
    company = make_company("Halden & Pike")
    for number in range(5):
        a, b, c, d = (make_contact(f"Person{number}{letter} Example", company) for letter in "ABCD")
        report_to(b, c)
        report_to(d, a)
        refused = at_once(lambda a=a, b=b: report_to(a, b), lambda c=c, d=d: report_to(c, d))  # type: ignore[misc]
        assert [type(error) for error in refused] == [ValidationError]
    assert ReportingLine.objects.count() == 15
    assert not has_circle(TODAY)


@pytest.mark.django_db(transaction=True)
def test_the_same_line_twice_at_once_is_one_line() -> None:
    a, b = colleagues(2)
    assert at_once(lambda: report_to(a, b), lambda: report_to(a, b)) == []
    assert ReportingLine.objects.count() == 1
    assert Company.objects.count() == 1


def at_once(*calls: Callable[[], None]) -> list[Exception]:
    """Each in a thread with a connection of its own; what they raised."""
    start, raised = threading.Barrier(len(calls)), []

    def run(call: Callable[[], None]) -> None:
        try:
            start.wait(timeout=10)
            call()
        except Exception as error:
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert connection.is_usable()
    return raised
