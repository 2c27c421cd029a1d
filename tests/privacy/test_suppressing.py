"""Who asked not to be listed stays out, whichever way they would come in; nobody reads back who it was."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.actions import edit_contact, move_contact, undo_move
from dealmecca.directory.models import Company, Contact, Move, Suppression
from dealmecca.directory.suppressing import SENTENCE
from dealmecca.history.models import Door
from dealmecca.imports.actions import begin_command, run_command
from dealmecca.privacy.actions.suppressions import lift, suppress
from dealmecca.quality.actions.merging import merge_records
from dealmecca.quality.actions.unmerging import unmerge_records
from tests.factories import make_company, make_contact

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
OPERATOR: Any = {"actor": None, "door": Door.CLI}
ADDRESSES = ("maren@halden.example", "(312) 555-0118", "https://www.linkedin.com/in/Maren-Oduya/?trk=x")
OTHER_WAYS = {
    "email": "Maren+news@Halden.example",
    "phone": "+1 312.555.0118 ext. 4",
    "linkedin_url": "https://de.linkedin.com/in/maren-oduya",
}
FILE = (
    "First name,Last name,Email,Phone,LinkedIn,Company\n"
    "Maren,Oduya,maren@halden.example,,,Gone & Co\n"
    "Maren,Oduya,,312-555-0118,,Gone & Co\n"
    "Maren,Oduya,,not a phone,linkedin.com/in/maren-oduya,Gone & Co\n"
    "Tobias,Rao,tobias@halden.example,,,Halden & Pike\n"
)


@pytest.fixture
def gone(db: None) -> list[Suppression]:
    return [suppress(**OPERATOR, text=text, reason="Asked by mail") for text in ADDRESSES]


@pytest.mark.parametrize("field", OTHER_WAYS)
def test_form_and_api_refuse_each_address_and_name_the_field(
    field: str, gone: list[Suppression], ana: User, as_user: SignIn
) -> None:
    browser = as_user(ana)
    values = {"first_name": "Maren", "last_name": "Oduya", field: OTHER_WAYS[field]}
    page = browser.post("/people/new", values)
    assert page.status_code == 422 and SENTENCE in page.content.decode()
    camel = {"firstName": "Maren", "lastName": "Oduya", "linkedinUrl" if "_" in field else field: OTHER_WAYS[field]}
    answer = browser.post("/api/v1/contacts", camel, content_type="application/json")
    assert answer.status_code == 400 and SENTENCE in answer.content.decode(), answer.content.decode()
    contact = make_contact("Tobias Rao")
    assert browser.post(f"/people/{contact.pk}/edit", values).status_code == 422
    assert Contact.objects.count() == 1


def test_a_move_and_its_undo_do_not_bring_an_address_back(db: None) -> None:
    contact = make_contact("Maren Oduya", make_company("Halden & Pike"), email="maren@halden.example")
    there, today = make_company("Kestrel Cola"), timezone.localdate()
    move: Any = {**OPERATOR, "contact": contact, "company_id": there.pk, "moved_on": today - timedelta(days=3)}
    move_contact(**move, values={"email": "maren@kestrel.example"})
    suppress(**OPERATOR, text="maren@halden.example", reason="Asked")
    with pytest.raises(ValidationError, match="asked not to be listed"):
        undo_move(**OPERATOR, move=Move.objects.get())
    contact.refresh_from_db()
    assert contact.email == "maren@kestrel.example"
    suppress(**OPERATOR, text="maren@larkspur.example", reason="Asked")
    with pytest.raises(ValidationError, match="asked not to be listed"):
        move_contact(**{**move, "contact": contact, "company_id": None}, values={"email": "maren@larkspur.example"})
    assert contact.company_id == there.pk


def test_a_file_creates_nobody_and_no_company_and_keeps_nothing_of_them(
    gone: list[Suppression], tmp_path: Path
) -> None:
    path, refused = tmp_path / "people.csv", tmp_path / "refused.csv"
    path.write_text(FILE)
    command = begin_command(path=path, kind="auto", mapping={}, match="auto", source="")
    preview = run_command(command, dry_run=True, refused_to=None, tell=lambda progress: None)
    with CaptureQueriesContext(connection) as queries:
        report = run_command(command, dry_run=False, refused_to=refused, tell=lambda progress: None)
    assert report["refused"] == preview["refused"] == 3 and report["created"] == preview["created"]
    assert [one["reason"] for one in report["problems"]] == [SENTENCE] * 3
    assert [one.full_name for one in Contact.objects.all()] == ["Tobias Rao"]
    assert [one.name for one in Company.objects.all()] == ["Halden & Pike"]
    asked = [one for one in queries if 'FROM "suppressions"' in one["sql"]]
    assert len(asked) <= 6  # two each: of the sample, of the batch, of its write
    kept = refused.read_text() + str(report)
    assert "maren" not in kept.lower() and "0118" not in kept


def test_lifted_with_a_reason_it_may_be_listed_again(gone: list[Suppression], ana: User) -> None:
    with pytest.raises(ValidationError, match="Leave addresses"):
        lift(**OPERATOR, suppression=gone[0], reason="maren@halden.example asked")
    lift(**OPERATOR, suppression=gone[0], reason="They came back")
    contact = make_contact("Maren Oduya")
    edit_contact(actor=ana, door=Door.WEB, contact=contact, values={"email": "maren@halden.example"})
    with pytest.raises(ValidationError):
        edit_contact(actor=ana, door=Door.WEB, contact=contact, values={"phone": "312 555 0118"})
    call_command("privacy", "suppress", "gone@halden.example")
    call_command("privacy", "lift", "gone@halden.example", "--reason", "They came back")
    assert Suppression.objects.in_force().count() == 2


def test_check_proves_it_and_notices_who_slipped_in(gone: list[Suppression], capsys: Any) -> None:
    contact = make_contact("Maren Oduya", email="maren@else.example")
    call_command("privacy", "check")
    assert "None of them is listed." in capsys.readouterr().out
    Contact.objects.filter(pk=contact.pk).update(phone="1 (312) 555 0118")  # past every action
    with pytest.raises(CommandError, match=contact.pk):
        call_command("privacy", "check")
    Contact.objects.update(phone="")
    with override_settings(SUPPRESSION_KEYS=["another key"]), pytest.raises(CommandError, match="set no more"):
        call_command("privacy", "check")


def test_a_new_key_recognises_by_the_old_one(gone: list[Suppression], settings: Any) -> None:
    settings.SUPPRESSION_KEYS = ["a new key", *settings.SUPPRESSION_KEYS]
    with pytest.raises(ValidationError):
        edit_contact(**OPERATOR, contact=make_contact("Maren Oduya"), values={"email": "maren@halden.example"})
    assert suppress(**OPERATOR, text=ADDRESSES[0], reason="Again").pk == gone[0].pk


def test_taking_a_merge_apart_does_not_bring_an_address_back(db: None) -> None:
    kept, dropped = make_contact("Maren Oduya"), make_contact("M. Oduya", email="maren@halden.example")
    Contact.objects.filter(pk=kept.pk).update(email="m@halden.example", email_key="m@halden.example")
    merge = merge_records(**OPERATOR, kept=kept, dropped=dropped, choices={"email": "kept"})
    suppress(**OPERATOR, text="maren@halden.example", reason="Asked")
    with pytest.raises(ValidationError, match="asked not to be listed"):
        unmerge_records(**OPERATOR, merge=merge)
    assert Contact.objects.count() == 1
