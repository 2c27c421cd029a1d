"""Corners of the roster that once went wrong: changed minds, second spells, merged duties, managers deleted."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.actions import delete_company, delete_contact, edit_contact, move_contact, undo_move
from dealmecca.directory.models import Company, Contact, Move, Position
from dealmecca.history.models import Change, Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.roster.actions.duty_merges import merge_duties, undo_merge
from dealmecca.roster.actions.handlings import end_handling, record_handling
from dealmecca.roster.actions.partnerships import end_partnership
from dealmecca.roster.actions.reporting import set_manager
from dealmecca.roster.actions.reports import report
from dealmecca.roster.actions.teams import create_team, join_team, leave_team
from dealmecca.roster.models import Duty, Evidence, Handling, Partnership, ReportingLine, Said
from dealmecca.roster.queries import ClaimFilter, find_claims, find_duty, memberships_of
from tests.factories import make_company, make_contact, make_handling, make_partnership

TODAY = timezone.localdate()
HERE: dict[str, Any] = {"actor": None, "door": Door.SYSTEM}


@pytest.fixture
def kestrel(db: None) -> Company:
    return make_company("Kestrel Cola", company_type="ADVERTISER")


@pytest.fixture
def agency(db: None) -> Company:
    return make_company("Halden & Pike", company_type="AGENCY")


@pytest.fixture
def maren(agency: Company) -> Contact:
    return make_contact("Maren Oduya", agency)


@pytest.fixture
def duty(ana: User) -> Callable[[str], Duty]:
    def named(word: str) -> Duty:
        found = find_duty(viewer=ana, text=word)
        assert found
        return found

    return named


def test_who_changes_their_mind_twice_on_a_day_is_taken_at_their_last_word(
    ana: User, maren: Contact, kestrel: Company
) -> None:
    handling = make_handling(maren, kestrel)
    for word in (Said.CONFIRMED, Said.WRONG, Said.CONFIRMED):
        report(actor=ana, door=Door.WEB, handling=handling, said=word)
    (claim,) = find_claims(viewer=ana, wanted=ClaimFilter(accounts=(kestrel.pk,)))
    assert (claim.standing.confirmed_by, claim.standing.denied_by) == (2, 0)
    assert Evidence.objects.filter(user=ana).count() == 3, "what was said before is not deleted"


def test_recording_twice_what_is_over_makes_one_row(maren: Contact, kestrel: Company, agency: Company) -> None:
    over = TODAY - timedelta(30)
    edit_contact(contact=maren, values={"title": "Director"}, **HERE)
    Position.objects.filter(contact=maren).update(since=over - timedelta(90))
    assert make_handling(maren, kestrel, until=over) == make_handling(maren, kestrel, until=over)
    ended = {"until": over, "is_aor": True}
    assert make_partnership(agency, kestrel, **ended) == make_partnership(agency, kestrel, **ended)
    assert (Handling.objects.count(), Partnership.objects.count()) == (1, 1)


def test_a_spell_without_a_day_stands_in_nobodys_way(agency: Company, kestrel: Company) -> None:
    other = make_company("Larkspur & Vane", company_type="AGENCY")
    mistaken = make_partnership(agency, kestrel, since=date(2025, 3, 1))
    end_partnership(partnership=mistaken, until=date(2025, 3, 1), **HERE)
    assert make_partnership(other, kestrel, since=date(2025, 1, 1)).agency == other


def test_a_replacement_ends_no_spell_that_is_over_already(agency: Company, kestrel: Company) -> None:
    other = make_company("Larkspur & Vane", company_type="AGENCY")
    make_partnership(agency, kestrel, since=date(2020, 1, 1), until=date(2024, 1, 1))
    with pytest.raises(Conflict, match="End that first"):
        make_partnership(other, kestrel, since=date(2023, 6, 1), replaces=True)


def test_a_lost_account_ends_its_duties_and_tells_the_people(maren: Contact, agency: Company, kestrel: Company) -> None:
    partnership = make_partnership(agency, kestrel, since=date(2020, 1, 1))
    handling = make_handling(maren, kestrel)
    Handling.objects.update(since=date(2021, 1, 1))
    end_partnership(partnership=partnership, until=TODAY, with_duties=True, **HERE)
    handling.refresh_from_db()
    assert handling.until == TODAY
    told = Change.objects.filter(record_kind="contact", record_id=maren.pk).latest("pk")
    assert list(told.fields) == ["Handles CTV for Kestrel Cola"]


@pytest.mark.parametrize("is_undone", [False, True])
def test_merging_duties_of_three_spells_and_one_voice(
    ana: User, maren: Contact, kestrel: Company, duty: Callable[[str], Duty], is_undone: bool
) -> None:
    """Two rows of the dropped duty with one of the kept between them, and "left" said about all on one day."""
    Position.objects.update(since=date(2015, 1, 1))
    spells = [("audio", 2020, 2022), ("CTV", 2021, None), ("audio", 2023, None)]
    rows = [
        make_handling(maren, kestrel, word, since=date(first, 1, 1), until=date(last, 1, 1) if last else None)
        for word, first, last in spells
    ]
    report(actor=ana, door=Door.WEB, handling=rows[1], said=Said.LEFT)
    before = list(Handling.objects.order_by("pk").values())
    said = list(Evidence.objects.order_by("pk").values())
    merge = merge_duties(actor=None, kept=duty("CTV"), dropped=duty("audio"))
    (claim,) = find_claims(viewer=ana, wanted=ClaimFilter(accounts=(kestrel.pk,)))
    assert (claim.since, claim.until, claim.standing.denied_by) == (date(2020, 1, 1), None, 1)
    if is_undone:
        assert undo_merge(actor=None, merge=merge) == []
        assert list(Handling.objects.order_by("pk").values()) == before
        assert list(Evidence.objects.order_by("pk").values()) == said
    else:  # whoever still has the folded row's page open reaches the one that counts
        end_handling(handling=rows[2], until=TODAY, **HERE)
        assert find_claims(viewer=ana, wanted=ClaimFilter(accounts=(kestrel.pk,))) == []


def test_a_second_place_on_a_team_keeps_the_first(
    ana: User, maren: Contact, agency: Company, kestrel: Company, duty: Callable[[str], Duty]
) -> None:
    Position.objects.update(since=date(2020, 1, 1))
    team = create_team(kind="CLIENT", name="Kestrel", company=agency, account=kestrel, since=date(2020, 1, 1), **HERE)
    buying, planning = duty("buying"), duty("planning")
    join_team(team=team, contact=maren, role=buying, since=date(2021, 1, 1), **HERE)
    place = join_team(team=team, contact=maren, role=planning, since=date(2022, 1, 1), **HERE)
    then, now = (memberships_of(viewer=ana, contact=maren, day=day) for day in (date(2021, 6, 1), TODAY))
    assert ([row.role for row in then], [row.role for row in now]) == ([buying], [planning])
    leave_team(membership=place, until=date(2023, 1, 1), **HERE)
    with pytest.raises(Conflict, match="until 1 Jan 2023"):
        join_team(team=team, contact=maren, since=date(2022, 6, 1), **HERE)


def test_two_managers_on_one_day_are_refused(maren: Contact, agency: Company) -> None:
    Position.objects.update(since=date(2020, 1, 1))
    chief = make_contact("Gideon Purcell", agency)
    set_manager(contact=maren, manager=chief, since=date(2021, 1, 1), **HERE)
    set_manager(contact=maren, manager=None, since=date(2022, 1, 1), **HERE)
    with pytest.raises(ValidationError, match="ended on 1 Jan 2022"):
        set_manager(contact=maren, manager=chief, since=date(2021, 6, 1), **HERE)


def test_nothing_of_the_present_job_begins_before_it(maren: Contact, kestrel: Company) -> None:
    moved = move_contact(contact=maren, company_id=kestrel.pk, moved_on=date(2025, 6, 1), **HERE)
    team = create_team(kind="ADVERTISER", name="Brand", company=kestrel, since=date(2020, 1, 1), **HERE)
    with pytest.raises(ValidationError, match="only since 1 Jun 2025"):
        join_team(team=team, contact=moved, since=date(2025, 1, 1), **HERE)


def test_a_manager_can_be_deleted_and_the_move_of_one_cannot_be_taken_back(
    maren: Contact, agency: Company, kestrel: Company
) -> None:
    chief = move_contact(
        contact=make_contact("Gideon Purcell", kestrel), company_id=agency.pk, moved_on=date(2025, 6, 1), **HERE
    )
    set_manager(contact=maren, manager=chief, **HERE)
    with pytest.raises(Conflict, match="Record a move back"):
        undo_move(move=Move.objects.get(contact=chief), **HERE)
    assert ReportingLine.objects.count() == 1
    delete_contact(contact=chief, **HERE)
    assert ReportingLine.objects.count() == 0


def test_a_company_with_a_past_is_not_deleted(maren: Contact, agency: Company, kestrel: Company) -> None:
    make_partnership(agency, kestrel)
    with pytest.raises(Conflict, match="accounts and teams"):
        delete_company(company=kestrel, **HERE)
    move_contact(contact=maren, company_id=None, moved_on=TODAY, **HERE)
    Partnership.objects.all().delete()
    with pytest.raises(Conflict, match="careers of people"):
        delete_company(company=agency, **HERE)


def test_two_jobs_on_one_day_are_refused(maren: Contact, kestrel: Company) -> None:
    left = move_contact(contact=maren, company_id=None, moved_on=TODAY - timedelta(3), **HERE)
    Position.objects.update(since=date(2020, 1, 1))
    with pytest.raises(ValidationError, match="a move comes after that"):
        move_contact(contact=left, company_id=kestrel.pk, moved_on=TODAY - timedelta(9), **HERE)


def test_a_title_corrected_since_the_move_stays_on_person_and_job(maren: Contact, kestrel: Company) -> None:
    Position.objects.update(since=date(2020, 1, 1))
    moved = move_contact(contact=maren, company_id=kestrel.pk, moved_on=date(2025, 6, 1), **HERE)
    edited = edit_contact(contact=moved, values={"title": "Chief Buyer"}, **HERE)
    back = undo_move(move=Move.objects.get(contact=edited), **HERE)
    assert Position.objects.get(contact=maren, until=None).title == back.title == "Chief Buyer"


def test_a_duty_merged_away_is_recorded_under_its_new_name(
    ana: User, maren: Contact, kestrel: Company, duty: Callable[[str], Duty]
) -> None:
    audio, ctv = duty("audio"), duty("CTV")
    merge_duties(actor=None, kept=ctv, dropped=audio)
    assert record_handling(contact=maren, account=kestrel, duty=audio, **HERE).duty == ctv


def test_the_surest_come_first_even_when_few_are_wanted(ana: User, agency: Company, kestrel: Company) -> None:
    for number in range(5):
        handling = make_handling(make_contact(f"Person{number} Example", agency), kestrel)
        if number == 1:
            report(actor=ana, door=Door.WEB, handling=handling, said=Said.CONFIRMED, how="SPOKE")
    (best,) = find_claims(viewer=ana, wanted=ClaimFilter(accounts=(kestrel.pk,)), limit=1)
    assert best.contact.first_name == "Person1"
