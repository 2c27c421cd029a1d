"""Undoing a whole import, and undoing that: the database as it was, except for what somebody has changed since."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.row_hashes import row_texts
from dealmecca.accounts.models import User
from dealmecca.crm.actions.notes import write_note
from dealmecca.directory.actions import edit_contact
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.verification.verdicts import verdict_of
from dealmecca.history.models import Door
from dealmecca.imports.actions import (
    choose_record,
    forget_old_images,
    forget_record,
    request_redo,
    request_undo,
    resume_stalled_undos,
    turn_import,
    undoing,
)
from dealmecca.imports.models import Import, ImportUndo, RecordImage, State, UndoStay, WaitingName
from dealmecca.imports.queries import waiting_of
from dealmecca.imports.undoing import runs
from dealmecca.lib.conflicts import Conflict
from dealmecca.privacy.actions.suppressions import suppress
from dealmecca.quality.actions.evidence import add_evidence
from dealmecca.roster.models import Partnership
from tests.factories import make_company
from tests.imports.conftest import Importer
from tests.imports.generated_files import tables, undone
from tests.imports.test_import_interrupted import Killed

pytestmark = pytest.mark.django_db

FIRST = """Name,Email,Title,Company,City,Phone,Parent Company
Maren Oduya,maren@kestrel.example,Planner,Kestrel Cola,Atlanta,212-555-0100,Kestrel Group
Ana Blom,ana@kestrel.example,Buyer,Kestrel Cola,Atlanta,,Kestrel Group
Pip Tarrant,pip@halden.example,VP Media,Halden & Pike,Chicago,,
"""
SECOND = """Name,Email,Title,Company,City,Phone,Parent Company,Website
Maren Oduya,maren@kestrel.example,VP Media,Kestrel Cola,Atlanta,212-555-0199,Tallgrass Holding,kestrel.example
Ana Blom,ana@kestrel.example,Buyer,Larkspur & Vane,Boston,,,
Pip Tarrant,pip@halden.example,VP Media,"Halden & Pike, Inc.",Chicago,,,
New Person,new@person.example,Director,Newcomer,Reno,,Newcomer Holding,newcomer.example
"""
PAIRS = "Agency,Client\nLarkspur & Vane,Kestrel Cola\nNew Agency,New Client\n"
DUTIES = "Name,Email,Company,Account,Duty\nMaren Oduya,maren@kestrel.example,Kestrel Cola,New Client,Programmatic\n"


def last() -> Import:
    return Import.objects.latest("created_at")


def undo(item: Import) -> ImportUndo:
    run = request_undo(actor=None, item=item, door=Door.CLI)
    turn_import(undo_id=run.pk)
    return ended(run, item)


def redo(item: Import) -> ImportUndo:
    run = request_redo(actor=None, item=item, door=Door.CLI)
    turn_import(undo_id=run.pk)
    return ended(run, item)


def ended(run: ImportUndo, item: Import) -> ImportUndo:
    run.refresh_from_db()
    item.refresh_from_db()
    assert run.finished_at and not run.error
    return run


def stays(run: ImportUndo) -> set[tuple[str, str, str]]:
    return set(UndoStay.objects.filter(undo=run).values_list("record_kind", "field", "reason"))


def same(left: set[str], right: set[str]) -> None:
    assert sorted(left - right) == sorted(right - left) == []


@pytest.mark.parametrize("content", [SECOND, PAIRS, DUTIES])
def test_an_import_that_nobody_touched_leaves_nothing_behind_and_comes_back_whole(
    importer: Importer, content: str
) -> None:
    importer(FIRST)
    before = row_texts()
    importer(content)
    item, after = last(), row_texts()
    assert after != before
    run = undo(item)
    same(row_texts(), before)
    assert (item.state, UndoStay.objects.count()) == (State.UNDONE, 0)
    assert run.seen == run.total > 0
    redo(item)
    same(row_texts(), after)
    assert item.state == State.DONE and not RecordImage.objects.filter(undo__isnull=False).exists()
    undo(item)
    same(row_texts(), before)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(before=st.none() | tables(longest=6), table=tables())
def test_whatever_the_file_says_its_undo_returns_the_state_before(
    importer: Importer, before: str | None, table: str
) -> None:
    with undone():
        if before:
            importer(before, source="an earlier file")
        first = row_texts()
        importer(table)
        item, second = last(), row_texts()
        undo(item)
        same(row_texts(), first)
        redo(item)
        same(row_texts(), second)


def test_what_somebody_changed_noted_or_built_on_stays_and_is_listed(importer: Importer, ana: User) -> None:
    importer(FIRST)
    importer(SECOND)
    item = last()
    new, pip, maren = (Contact.objects.get(first_name=name) for name in ("New", "Pip", "Maren"))
    edit_contact(actor=ana, door=Door.WEB, contact=pip, values={"phone": "212-555-0123"})
    edit_contact(actor=ana, door=Door.WEB, contact=maren, values={"title": "Chief Media Officer"})
    write_note(actor=ana, contact=new, text="Met her")
    run = undo(item)
    assert stays(run) == {
        ("contact", "title", "it was changed since"),
        ("contact", "seniority", "it was changed since"),
        ("contact", "", "somebody works with it"),
        ("company", "", "people work there who stay"),
        ("company", "", "a company below it stays"),
    }
    maren.refresh_from_db()
    assert (maren.title, maren.phone) == ("Chief Media Officer", "212-555-0100")
    assert set(Contact.objects.values_list("first_name", flat=True)) == {"Maren", "Ana", "Pip", "New"}
    assert set(Company.objects.values_list("name", flat=True)) == {
        "Kestrel Cola", "Kestrel Group", "Halden & Pike", "Newcomer", "Newcomer Holding",
    }  # fmt: skip
    assert run.tally["stays"] == 5
    redo(item)
    maren.refresh_from_db()
    assert (maren.title, maren.phone) == ("Chief Media Officer", "212-555-0199")


def test_a_later_import_of_the_same_field_has_the_last_word(importer: Importer) -> None:
    importer(FIRST)
    importer(SECOND)
    item = last()
    importer(SECOND.replace("VP Media,Kestrel", "Chief Buyer,Kestrel"), source="another list")
    run = undo(item)
    maren = Contact.objects.get(first_name="Maren")
    assert (maren.title, maren.phone) == ("Chief Buyer", "212-555-0100")
    assert ("contact", "title", "it was changed since") in stays(run)


def test_a_move_that_went_on_is_left_alone_as_a_whole(importer: Importer, ana: User) -> None:
    importer(FIRST)
    importer(SECOND)
    item, blom = last(), Contact.objects.get(first_name="Ana")
    new = make_company("Tallgrass Bank")
    edit_contact(actor=ana, door=Door.WEB, contact=blom, values={"company_id": new.pk})
    run = undo(item)
    blom.refresh_from_db()
    assert blom.company == new and blom.positions.count() == 3
    assert ("contact", "company_id", "the job it was moved to has changed, or something was recorded there since") in (
        stays(run)
    )


def test_levels_follow_what_was_confirmed_since(importer: Importer, ana: User) -> None:
    importer(FIRST)
    importer(SECOND)
    item, maren = last(), Contact.objects.get(first_name="Maren")
    add_evidence(actor=ana, door=Door.WEB, contacts=[maren], kind="CONFIRMED")
    undo(item)
    maren.refresh_from_db()
    judged = verdict_of(maren, list(maren.evidence.all()), timezone.localdate())
    assert (maren.title, maren.verification_level, maren.verification_score) == ("Planner", judged.level, judged.score)


def test_a_killed_undo_goes_on_to_the_same_end(importer: Importer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "BATCH", 1)
    importer(FIRST)
    before = row_texts()
    importer(SECOND)
    item = last()
    run = request_undo(actor=None, item=item, door=Door.CLI)
    kept, kills = undoing._keep, 0

    def keep(run: ImportUndo, claim: str) -> None:
        nonlocal kills
        kept(run, claim)
        kills += 1
        if kills % 2:
            raise Killed

    monkeypatch.setattr(undoing, "_keep", keep)
    monkeypatch.setattr(undoing, "_hand_back", lambda *args: None)
    for _ in range(100):
        ImportUndo.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=5))
        assert resume_stalled_undos() == 1
        try:
            turn_import(undo_id=run.pk)
            break
        except Killed:
            pass
    same(row_texts(), before)
    ended(run, item)
    assert kills > 10 and run.seen == run.total


def test_only_one_run_works_on_an_import_and_only_when_it_has_ended(importer: Importer, ana: User, ben: User) -> None:
    importer(FIRST)
    item = last()
    with pytest.raises(Conflict, match="nothing to bring back"):
        request_redo(actor=None, item=item, door=Door.CLI)
    with pytest.raises(PermissionDenied):
        request_undo(actor=ben, item=item, door=Door.WEB)
    run = request_undo(actor=None, item=item, door=Door.CLI)
    assert request_undo(actor=None, item=item, door=Door.CLI) == run  # a second click
    with pytest.raises(Conflict, match="at the moment"):
        request_redo(actor=None, item=item, door=Door.CLI)
    first = ImportUndo.objects.get(pk=run.pk)
    ImportUndo.objects.update(claimed_by="another worker")
    turn_import(undo_id=first.pk)
    assert Contact.objects.count() == 3
    ImportUndo.objects.update(claimed_by="")
    turn_import(undo_id=first.pk)
    turn_import(undo_id=first.pk)
    item.refresh_from_db()
    assert Contact.objects.count() == 0
    with pytest.raises(Conflict, match="undone already"):
        request_undo(actor=None, item=item, door=Door.CLI)
    Import.objects.update(state=State.APPLYING)
    with pytest.raises(Conflict, match="not ended"):
        request_undo(actor=None, item=item, door=Door.CLI)


def test_thirty_days_and_what_was_kept_for_them(importer: Importer) -> None:
    importer(FIRST)
    importer(SECOND)
    item, maren = last(), Contact.objects.get(first_name="Maren")
    assert RecordImage.objects.filter(record_id=maren.pk).exists()
    forget_record("contact", maren.pk)
    assert not RecordImage.objects.filter(record_id=maren.pk).exists()
    assert forget_old_images() == 0
    Import.objects.update(finished_at=timezone.now() - timedelta(days=30))
    with pytest.raises(Conflict, match="30 days"):
        request_undo(actor=None, item=item, door=Door.CLI)
    assert forget_old_images() > 0 and not RecordImage.objects.exists()
    Import.objects.update(finished_at=timezone.now(), keeps_images=False)
    with pytest.raises(Conflict, match="before DealMecca kept"):
        request_undo(actor=None, item=item, door=Door.CLI)


def test_rows_that_waited_for_names_wait_no_longer(imported: Import) -> None:
    assert waiting_of(imported) == {"rows": 2, "names": 2}
    undo(imported)
    assert waiting_of(imported) == {"rows": 0, "names": 0}
    redo(imported)
    assert waiting_of(imported) == {"rows": 2, "names": 2}


def test_a_row_that_was_decided_on_later_goes_with_its_import(imported: Import, ana: User) -> None:
    name = WaitingName.objects.get(text="Kestrl Cola")
    choose_record(actor=ana, name=name, record_id=Company.objects.get(name="Kestrel Cola").pk)
    assert Partnership.objects.count() == 1
    undo(imported)
    assert (Partnership.objects.count(), Company.objects.filter(name="Larkspur & Vane").count()) == (0, 0)


def test_who_asked_not_to_be_listed_does_not_come_back(importer: Importer) -> None:
    importer(FIRST)
    importer(SECOND)
    item = last()
    maren = Contact.objects.get(first_name="Maren")
    undo(item)
    for text in ("new@person.example", "212-555-0199"):
        suppress(actor=None, door=Door.CLI, text=text, reason="Asked")
    run = redo(item)
    maren.refresh_from_db()
    assert (maren.title, maren.phone) == ("VP Media", "212-555-0100")
    assert not Contact.objects.filter(first_name="New").exists()
    why = "it belongs to somebody who asked not to be listed"
    assert stays(run) == {("contact", "", why), ("contact", "phone", why)}
