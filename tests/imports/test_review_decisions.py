"""Deciding on names: once for all rows that wait, written as if they had been clear from the start."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from dealmecca.history.models import Door
from dealmecca.imports import actions
from dealmecca.imports.models import Import, RowState, WaitingName, WaitingRow
from dealmecca.imports.queries import waiting_of
from dealmecca.lib.conflicts import Conflict
from dealmecca.roster.models import DutyWord, Handling, Partnership
from dealmecca.roster.queries import find_duty
from tests.factories import make_company, make_contact, make_partnership
from tests.imports.conftest import Importer

pytestmark = pytest.mark.django_db

PAIRS = "Agency,Client,Discipline\n" + "".join(
    f"Larkspur & Vane,Kestrl Cola,{discipline}\n" for discipline in ("Media", "Social", "Search")
)
DUTIES = "Name,Company,Account,Duty\nMaren Oduya,Halden & Pike,Kestrel Cola,Podcats\n"


def test_one_choice_writes_every_row_that_waited(importer: Importer, ana: User) -> None:
    kestrel = make_company("Kestrel Cola")
    importer(PAIRS)
    name = WaitingName.objects.get()
    assert waiting_of(Import.objects.get()) == {"rows": 3, "names": 1}
    outcome = actions.choose_record(actor=ana, name=name, record_id=kestrel.pk)
    assert (outcome.written, outcome.waiting) == (3, 0)
    assert {row.advertiser for row in Partnership.objects.all()} == {kestrel}
    assert waiting_of(Import.objects.get()) == {"rows": 0, "names": 0}
    again = importer(PAIRS)
    assert again["partnerships"]["unchanged"] == 3 and again["waiting"]["rows"] == 0, "what was decided holds"
    with pytest.raises(Conflict, match="has decided"):
        actions.leave_out(actor=ana, name=name)


def test_a_new_company_is_made_once(importer: Importer, ana: User) -> None:
    make_company("Kestrel Cola")
    importer(PAIRS)
    outcome = actions.create_record(actor=ana, door=Door.WEB, name=WaitingName.objects.get())
    assert outcome.written == 3
    assert Company.objects.get(name="Kestrl Cola").company_type == "ADVERTISER"


def test_what_is_left_out_does_not_come_back_with_the_file(importer: Importer, ana: User) -> None:
    make_company("Kestrel Cola")
    importer(PAIRS)
    assert actions.leave_out(actor=ana, name=WaitingName.objects.get()).left_out == 3
    report = importer(PAIRS)
    assert report["waiting"] == {"rows": 0, "names": 0}
    assert "left out on the review page" in report["problems"][0]["reason"]
    assert not Partnership.objects.exists()


def test_a_row_waits_until_its_last_name_is_decided(importer: Importer, moderator: User) -> None:
    halden, kestrel = make_company("Halden & Pike"), make_company("Kestrel Cola")
    importer("Agency,Client\nHaldn & Pike,Kestrl Cola\n")
    first = actions.choose_record(
        actor=moderator, name=WaitingName.objects.get(text="Haldn & Pike"), record_id=halden.pk
    )
    assert (first.written, first.waiting) == (0, 1)
    actions.choose_record(actor=moderator, name=WaitingName.objects.get(text="Kestrl Cola"), record_id=kestrel.pk)
    assert Partnership.objects.get().agency == halden
    assert WaitingRow.objects.get().state == RowState.WRITTEN


def test_a_moderator_teaches_a_word_and_a_member_does_not(importer: Importer, ana: User, moderator: User) -> None:
    podcasts = find_duty(viewer=ana, text="podcasts")
    assert podcasts
    importer(DUTIES)
    actions.choose_record(actor=ana, name=WaitingName.objects.get(), record_id=podcasts.pk)
    assert Handling.objects.get().duty == podcasts
    assert not DutyWord.objects.filter(key="podcats").exists()
    importer(DUTIES.replace("Podcats", "Podcazts"))
    actions.choose_record(actor=moderator, name=WaitingName.objects.get(decision=""), record_id=podcasts.pk)
    assert DutyWord.objects.get(key="podcazts").duty == podcasts
    assert importer(DUTIES)["handlings"]["unchanged"] == 1


def test_new_duties_are_for_moderators(importer: Importer, ana: User, moderator: User) -> None:
    importer(DUTIES.replace("Podcats", "Zeppelins"))
    name = WaitingName.objects.get()
    with pytest.raises(PermissionDenied):
        actions.create_record(actor=ana, door=Door.WEB, name=name, category="MEDIA_TYPE")
    with pytest.raises(ValidationError, match="no category"):
        actions.create_record(actor=moderator, door=Door.WEB, name=name, category="SKY")
    assert actions.create_record(actor=moderator, door=Door.WEB, name=name, category="MEDIA_TYPE").written == 1
    assert Handling.objects.get().duty.name == "Zeppelins"


def test_a_person_is_chosen_and_never_made_up(importer: Importer, moderator: User) -> None:
    maren = make_contact("Maren Oduya", make_company("Halden & Pike"))
    importer("Email,Client,Duty\nmaren.oduya@halden.example,Kestrel Cola,CTV; Podcats\n")
    name = WaitingName.objects.get(kind="PERSON")
    assert name.guesses[0]["id"] == maren.pk
    with pytest.raises(ValidationError, match="Add the person"):
        actions.create_record(actor=moderator, door=Door.WEB, name=name)
    outcome = actions.choose_record(actor=moderator, name=name, record_id=maren.pk)
    assert (outcome.written, outcome.waiting) == (1, 1)
    assert Handling.objects.get().contact == maren
    assert WaitingRow.objects.filter(state=RowState.WAITING).count() == 1


def test_a_clash_refuses_the_row_with_the_sentence(importer: Importer, ana: User) -> None:
    kestrel = make_company("Kestrel Cola")
    make_partnership(make_company("Halden & Pike"), kestrel)
    importer("Agency,Client,AOR\nLarkspur & Vane,Kestrl Cola,yes\n")
    assert actions.choose_record(actor=ana, name=WaitingName.objects.get(), record_id=kestrel.pk).refused == 1
    assert "Halden & Pike is agency of record" in WaitingRow.objects.get().reason


def test_many_rows_are_left_to_a_job(importer: Importer, ana: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dealmecca.imports.actions.reviewing.AT_ONCE", 2)
    kestrel = make_company("Kestrel Cola")
    importer(PAIRS)
    name = WaitingName.objects.get()
    assert actions.choose_record(actor=ana, name=name, record_id=kestrel.pk).later == 3
    assert actions.write_waiting_rows(name_id=name.pk).written == 3
    assert actions.write_waiting_rows(name_id=name.pk).written == 0


@pytest.mark.parametrize("record_id", ["", "nobody", "a\0b", "x" * 25])
def test_no_such_record(importer: Importer, ana: User, record_id: str) -> None:
    make_company("Kestrel Cola")
    importer(PAIRS)
    with pytest.raises(ValidationError, match="no such company"):
        actions.choose_record(actor=ana, name=WaitingName.objects.get(), record_id=record_id)


def test_the_free_plan_decides_nothing(importer: Importer, dan: User) -> None:
    kestrel = make_company("Kestrel Cola")
    importer(PAIRS)
    with pytest.raises(PermissionDenied):
        actions.choose_record(actor=dan, name=WaitingName.objects.get(), record_id=kestrel.pk)
