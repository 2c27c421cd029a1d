"""Jobs and moves: who worked where on which day, and a wrong move taken back as if it had never been recorded."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.serializers import serialize
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.actions import create_contact, edit_contact, move_contact, undo_move
from dealmecca.directory.models import Company, Contact, FormerTitle, Move, Position
from dealmecca.history.models import Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.search.models import ContactLine
from tests.factories import make_company, make_contact


def jobs(contact: Contact) -> list[tuple[str, str, bool]]:
    rows = Position.objects.filter(contact=contact).select_related("company").order_by("since", "pk")
    return [(row.company.name, row.title, row.until is None) for row in rows]


def move(contact: Contact, company: Company | None, moved_on: date, **values: Any) -> Contact:
    company_id = company.pk if company else None
    return move_contact(
        actor=None, door=Door.SYSTEM, contact=contact, company_id=company_id, moved_on=moved_on, values=values
    )


@pytest.fixture
def maren(db: None) -> Contact:
    agency = make_company("Halden & Pike", domains=["haldenpike.example"])
    with time_machine.travel("2024-03-04 12:00Z"):
        return make_contact("Maren Oduya", agency, title="Director, Video", email="m.oduya@haldenpike.example")


def test_a_new_person_has_the_job_since_we_know_it(maren: Contact) -> None:
    (job,) = Position.objects.filter(contact=maren)
    assert (job.since, job.is_since_known, job.until) == (date(2024, 3, 4), False, None)


def test_a_person_without_a_company_has_no_job(db: None) -> None:
    assert jobs(make_contact("Maren Oduya")) == []


def test_a_move_closes_one_job_and_opens_another(maren: Contact) -> None:
    there = make_company("Larkspur & Vane")
    moved = move(maren, there, date(2025, 6, 1), title="VP, Video")
    assert jobs(maren) == [("Halden & Pike", "Director, Video", False), ("Larkspur & Vane", "VP, Video", True)]
    assert (moved.company, moved.title, moved.seniority) == (there, "VP, Video", "VP")
    assert moved.email == "", "the old address belongs to the old job"
    on_the_day = Position.objects.on(date(2025, 6, 1)).get(contact=maren)
    assert on_the_day.company == there
    assert Position.objects.on(date(2025, 5, 31)).get(contact=maren).company.name == "Halden & Pike"


def test_an_edit_of_the_company_is_a_move_too(maren: Contact) -> None:
    there = make_company("Larkspur & Vane")
    edit_contact(actor=None, door=Door.SYSTEM, contact=maren, values={"company_id": there.pk})
    assert [name for name, _, _ in jobs(maren)] == ["Halden & Pike", "Larkspur & Vane"]
    assert Move.objects.get(contact=maren).moved_on == timezone.localdate()


def test_leaving_for_nobody_knows_where(maren: Contact) -> None:
    gone = move(maren, None, date(2025, 6, 1))
    assert gone.company is None
    assert jobs(maren) == [("Halden & Pike", "Director, Video", False)]


def test_another_title_keeps_the_job_and_remembers_the_old_title(maren: Contact) -> None:
    edit_contact(actor=None, door=Door.SYSTEM, contact=maren, values={"title": "Group Director, Video"})
    assert jobs(maren) == [("Halden & Pike", "Group Director, Video", True)]
    former = FormerTitle.objects.get(position__contact=maren)
    assert (former.title, former.until) == ("Director, Video", timezone.localdate())


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (timezone.localdate() + timedelta(days=30), "still to come"),
        (date(1899, 1, 1), "Give a day after"),
    ],
)
def test_impossible_days_are_refused(maren: Contact, day: date, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        move(maren, make_company("Larkspur & Vane"), day)


def test_a_move_to_where_somebody_is_already_is_refused(maren: Contact) -> None:
    with pytest.raises(ValidationError, match="recorded there already"):
        move(maren, maren.company, date(2025, 6, 1))


def test_a_move_before_the_present_job_began_is_refused(maren: Contact) -> None:
    moved = move(maren, make_company("Larkspur & Vane"), date(2025, 6, 1))
    with pytest.raises(ValidationError, match="began on 1 Jun 2025"):
        move(moved, make_company("Fifth Meridian"), date(2025, 5, 1))


def test_a_job_that_ended_before_we_heard_of_it_lasted_no_day(maren: Contact) -> None:
    move(maren, make_company("Larkspur & Vane"), date(2023, 1, 1))
    assert Position.objects.on(date(2024, 5, 1)).get(contact=maren).company.name == "Larkspur & Vane"


def everything() -> str:
    rows: list[Any] = []
    for model in (Contact, Position, FormerTitle, ContactLine):
        rows += model._default_manager.order_by("pk")
    return serialize("json", rows)


def test_a_wrong_move_taken_back_leaves_no_trace_in_any_record(maren: Contact) -> None:
    there = make_company("Larkspur & Vane")
    before = everything()
    moved = move(maren, there, date(2025, 6, 1), title="VP, Video", email="m@larkspurvane.example")
    assert everything() != before
    undo_move(actor=None, door=Door.SYSTEM, move=Move.objects.get(contact=moved))
    assert everything() == before


def test_what_was_corrected_since_the_move_stays(maren: Contact) -> None:
    moved = move(maren, make_company("Larkspur & Vane"), date(2025, 6, 1), title="VP, Video")
    edit_contact(actor=None, door=Door.SYSTEM, contact=moved, values={"phone": "+1 312 555 0142"})
    back = undo_move(actor=None, door=Door.SYSTEM, move=Move.objects.get(contact=moved))
    assert (back.title, back.phone) == ("Director, Video", "+1 312 555 0142")


def test_only_the_last_move_and_only_once(maren: Contact) -> None:
    moved = move(maren, make_company("Larkspur & Vane"), date(2025, 6, 1))
    again = move(moved, make_company("Fifth Meridian"), date(2025, 7, 1))
    first, last = Move.objects.filter(contact=again).order_by("recorded_at")
    with pytest.raises(Conflict, match="moved again since"):
        undo_move(actor=None, door=Door.SYSTEM, move=first)
    undo_move(actor=None, door=Door.SYSTEM, move=last)
    with pytest.raises(Conflict, match="taken back already"):
        undo_move(actor=None, door=Door.SYSTEM, move=last)
    undo_move(actor=None, door=Door.SYSTEM, move=first)
    assert jobs(maren) == [("Halden & Pike", "Director, Video", True)]


def test_an_inactive_member_records_no_moves(maren: Contact, ana: User) -> None:
    ana.is_active = False
    values: dict[str, Any] = {"contact": maren, "company_id": None, "moved_on": date(2025, 6, 1)}
    with pytest.raises(Exception, match="may not record moves"):
        move_contact(actor=ana, door=Door.WEB, **values)


def test_a_person_with_jobs_can_still_be_created_in_bulk(db: None) -> None:
    company = make_company()
    person = create_contact(actor=None, door=Door.SYSTEM, values={"last_name": "Rao", "company_id": company.pk})
    assert Position.objects.get(contact=person).company == company
