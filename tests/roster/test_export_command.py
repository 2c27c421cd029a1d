"""Everything as CSV: whole, stable, and the same again after what was wrong has been taken back."""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import operator
from dealmecca.directory.actions import edit_company, edit_contact, move_contact, undo_move
from dealmecca.directory.models import Company, Contact, Move
from dealmecca.history.models import Door
from dealmecca.roster.actions.duty_merges import merge_duties, undo_merge
from dealmecca.roster.actions.handlings import end_handling
from dealmecca.roster.actions.reporting import set_manager
from dealmecca.roster.actions.reports import report, withdraw
from dealmecca.roster.actions.teams import create_team, join_team
from dealmecca.roster.models import Duty, Handling, Said
from dealmecca.roster.queries import find_duty
from dealmecca.roster.queries.exports import EXPORTS
from tests.factories import make_company, make_contact, make_handling, make_partnership

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def exported(what: str, **options: Any) -> str:
    out = io.StringIO()
    call_command("export", what, stdout=out, **options)
    return out.getvalue()


def everything() -> dict[str, str]:
    return {what: exported(what) for what in EXPORTS}


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def duty(word: str) -> Duty:
    found = find_duty(viewer=operator(), text=word)
    assert found
    return found


@pytest.fixture
def kestrel() -> Company:
    return make_company("Kestrel Cola", company_type="ADVERTISER")


@pytest.fixture
def agency() -> Company:
    return make_company("Halden & Pike", company_type="AGENCY", domains=["haldenpike.example"])


@pytest.fixture
def maren(agency: Company) -> Contact:
    return make_contact("Maren Oduya", agency, title="VP, Media Director", email="maren@haldenpike.example")


@pytest.fixture
def rich_roster(ana: User, cleo: User, maren: Contact, agency: Company, kestrel: Company) -> None:
    """CTV and Online video held by the same people for the same accounts, in every way two spells can meet."""
    bank, motors = make_company("Tallgrass Bank"), make_company("Orbit Motors")
    make_partnership(agency, kestrel, since=date(2024, 1, 1))
    both = [make_handling(maren, kestrel, word, actor=ana, how="SPOKE") for word in ("ctv", "olv")]
    for handling in both:  # the same words on the same day about either
        report(actor=cleo, door=Door.WEB, handling=handling, said=Said.CONFIRMED, note="=1+1")
    withdraw(actor=cleo, evidence=report(actor=cleo, door=Door.WEB, handling=both[0], said=Said.WRONG))
    report(actor=cleo, door=Door.WEB, handling=both[1], said=Said.WRONG)
    # overlapping, one after the other, and one within the other
    make_handling(maren, bank, "ctv", since=date(2024, 1, 1), until=date(2024, 6, 1))
    make_handling(maren, bank, "olv", since=date(2024, 3, 1), until=date(2024, 9, 1))
    make_handling(maren, bank, "ctv", since=date(2024, 8, 1))
    make_handling(maren, motors, "olv", since=date(2023, 1, 1), until=date(2023, 6, 1))
    make_handling(maren, motors, "ctv", since=date(2023, 6, 1), until=date(2024, 1, 1))
    make_handling(maren, motors, "olv", since=date(2024, 1, 1))
    ended = make_handling(make_contact("Gideon Purcell", agency), kestrel, "olv", since=date(2024, 1, 1))
    end_handling(actor=None, door=Door.SYSTEM, handling=ended, until=date(2025, 1, 1))
    team = create_team(
        actor=None, door=Door.SYSTEM, kind="CLIENT", name="Kestrel team", company=agency, account=kestrel
    )
    join_team(actor=None, door=Door.SYSTEM, team=team, contact=maren, role=duty("ctv"), duty=duty("olv"))
    boss = make_contact("Ines Calloway", agency)
    set_manager(actor=None, door=Door.SYSTEM, contact=maren, manager=boss, since=date(2025, 1, 1))


def test_every_table_has_its_ids_and_days_and_the_names_they_point_to(rich_roster: None) -> None:
    for what, text in everything().items():
        rows = rows_of(text)
        assert rows and [row["id"] for row in rows] == sorted((row["id"] for row in rows), key=_id_order), what
        assert text.endswith("\r\n")
    row = rows_of(exported("handlings"))[0]
    assert (row["contact_first_name"], row["account_name"], row["duty_name"]) == ("Maren", "Kestrel Cola", "CTV")
    assert (row["since"], row["is_since_known"], row["until"]) == (TODAY.isoformat(), "false", "")


def _id_order(key: str) -> tuple[int, str]:
    return (int(key), "") if key.isdigit() else (0, key)


def test_a_day_gives_what_held_on_it(rich_roster: None, maren: Contact) -> None:
    then = rows_of(exported("handlings", as_of=date(2024, 4, 1)))
    assert {(row["account_name"], row["duty_name"]) for row in then} == {
        ("Tallgrass Bank", "CTV"), ("Tallgrass Bank", "Online video"), ("Orbit Motors", "Online video"),
        ("Kestrel Cola", "Online video"),
    }  # fmt: skip
    assert rows_of(exported("partnerships", as_of=date(2023, 12, 31))) == []
    assert len(rows_of(exported("partnerships", as_of=date(2024, 1, 1)))) == 1
    assert rows_of(exported("evidence", as_of=date(2020, 1, 1))) == []
    move_contact(actor=None, door=Door.SYSTEM, contact=maren, company_id=None, moved_on=TODAY)
    assert not [row for row in rows_of(exported("handlings", as_of=TODAY)) if row["contact_id"] == maren.pk]
    assert rows_of(exported("memberships", as_of=TODAY)) == rows_of(exported("reporting-lines", as_of=TODAY)) == []


def test_what_has_no_days_refuses_one() -> None:
    with pytest.raises(CommandError, match="companies have no days: leave --as-of out"):
        exported("companies", as_of=TODAY)
    with pytest.raises(CommandError, match="“soon” is no day; write it as 2026-01-31"):
        call_command("export", "handlings", "--as-of", "soon")
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("export", "secrets")


def test_formulas_are_neutralised(kestrel: Company) -> None:
    make_company("=cmd|' /C calc'!A0")
    assert "\"'=cmd|' /C calc'!A0\"" in exported("companies")


def test_a_file_is_whole_or_not_there(kestrel: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "companies.csv"
    call_command("export", "companies", out=out)
    before = out.read_bytes()
    assert before.decode("utf-8") == exported("companies")
    make_company("Tallgrass Bank")

    def breaks(cells: object) -> str:
        raise RuntimeError("the machine went down")

    monkeypatch.setattr("dealmecca.roster.management.commands.export.write_csv_row", breaks)
    with pytest.raises(RuntimeError):
        call_command("export", "companies", out=out)
    assert out.read_bytes() == before
    assert list(tmp_path.iterdir()) == [out]
    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        call_command("export", "companies", out=tmp_path / "nowhere" / "companies.csv")


def test_one_query_however_many_rows(rich_roster: None, django_assert_num_queries: Callable[[int], Any]) -> None:
    for what in EXPORTS:
        with django_assert_num_queries(1):
            exported(what)


@pytest.mark.parametrize(("kept", "dropped"), [("ctv", "olv"), ("olv", "ctv")])
def test_a_merge_taken_back_leaves_no_trace(rich_roster: None, kept: str, dropped: str, moderator: User) -> None:
    before = everything()
    merge = merge_duties(actor=moderator, kept=duty(kept), dropped=duty(dropped))
    merged = everything()
    assert {what for what in EXPORTS if merged[what] != before[what]} == {
        "handlings", "evidence", "memberships", "duties", "duty-words",
    }  # fmt: skip
    open_now = Handling.objects.held_on(TODAY).filter(contact__first_name="Maren")
    assert sorted(open_now.values_list("account__name", flat=True)) == [
        "Kestrel Cola", "Orbit Motors", "Tallgrass Bank",
    ]  # fmt: skip
    assert undo_merge(actor=moderator, merge=merge) == []
    assert everything() == before


def test_merges_upon_merges_are_taken_back_in_turn(rich_roster: None, maren: Contact, kestrel: Company) -> None:
    make_handling(maren, kestrel, "linear tv")
    before = everything()
    first = merge_duties(actor=None, kept=duty("ctv"), dropped=duty("olv"))
    between = everything()
    second = merge_duties(actor=None, kept=duty("linear tv"), dropped=duty("ctv"))
    assert not Handling.objects.filter(folded_into__folded_into__isnull=False).exists(), "folded once, not in a chain"
    assert undo_merge(actor=None, merge=second) == []
    assert everything() == between
    assert undo_merge(actor=None, merge=first) == []
    assert everything() == before


@pytest.mark.parametrize("known", [True, False])
def test_a_move_taken_back_leaves_no_trace(rich_roster: None, ana: User, maren: Contact, known: bool) -> None:
    before = everything()
    there = make_company("Larkspur & Vane")
    move_contact(
        actor=ana,
        door=Door.WEB,
        contact=maren,
        company_id=there.pk if known else None,
        moved_on=date(2026, 1, 15),
        values={"title": "Chief Media Officer", "email": "maren@larkspur.example", "phone": "+1 212 555 0123"},
    )
    assert exported("contacts") != before["contacts"] and exported("positions") != before["positions"]
    for what in ("handlings", "memberships", "reporting-lines"):
        assert exported(what) == before[what], "they stay with the old job"
    undo_move(actor=ana, door=Door.WEB, move=Move.objects.get())
    before["companies"] = exported("companies")
    assert everything() == before


def test_a_move_after_changes_of_title_is_taken_back_too(rich_roster: None, ana: User, maren: Contact) -> None:
    edit_contact(actor=ana, door=Door.WEB, contact=maren, values={"title": "SVP Media", "seniority": "SVP"})
    there = make_company("Larkspur & Vane")
    before = everything()
    move_contact(actor=ana, door=Door.WEB, contact=maren, company_id=there.pk, moved_on=TODAY)
    undo_move(actor=ana, door=Door.WEB, move=Move.objects.get())
    assert everything() == before
    edit_company(actor=ana, door=Door.WEB, company=there, values={"city": "Austin"})
    assert exported("companies") != before["companies"]
