"""A file that still has the second record of somebody who was merged: it means the survivor, and makes nobody anew."""

from typing import Any

import pytest

from dealmecca.directory.models import Contact, FormerEmail
from dealmecca.history.models import Door
from dealmecca.privacy.actions.erasing import erase_person
from dealmecca.privacy.actions.suppressions import suppress
from dealmecca.quality.actions.merging import merge_records
from dealmecca.quality.actions.unmerging import unmerge_records
from dealmecca.quality.models import RecordMerge
from tests.factories import make_company, make_contact
from tests.imports.conftest import Importer

pytestmark = pytest.mark.django_db
OPERATOR: Any = {"actor": None, "door": Door.SYSTEM}
ROW = "Full Name,Email,Company,Phone\nMaren Oduya,moduya@halden.example,Halden,312 555 0118\n"


@pytest.fixture
def merge() -> RecordMerge:
    firm = make_company("Halden")
    kept = make_contact("Maren Oduya", firm, email="maren@halden.example")
    dropped = make_contact("Maren Oduya", firm, email="MOduya@halden.example")
    return merge_records(**OPERATOR, kept=kept, dropped=dropped, choices={"email": "kept"})


def test_the_row_of_the_dropped_record_updates_the_survivor_and_leaves_its_address(
    merge: RecordMerge, importer: Importer
) -> None:
    report = importer(ROW)
    assert (report["created"]["contacts"], report["updated"]["contacts"]) == (0, 1)
    survivor = Contact.objects.get()
    assert (survivor.pk, survivor.email) == (merge.kept_id, "maren@halden.example")
    assert "0118" in survivor.phone
    again = importer(ROW)
    assert (again["created"]["contacts"], again["unchanged"]["contacts"]) == (0, 1)


def test_without_the_former_address_the_row_would_be_somebody_else(merge: RecordMerge, importer: Importer) -> None:
    FormerEmail.objects.all().delete()
    assert importer(ROW)["created"]["contacts"] == 1


def test_taken_apart_the_address_is_of_the_restored_record_again(merge: RecordMerge, importer: Importer) -> None:
    unmerge_records(**OPERATOR, merge=merge)
    assert not FormerEmail.objects.exists()
    assert importer(ROW)["created"]["contacts"] == 0
    assert "0118" in Contact.objects.get(pk=merge.dropped_id).phone
    assert Contact.objects.get(pk=merge.kept_id).phone == ""


def test_who_has_the_address_now_comes_before_who_had_it_once(merge: RecordMerge, importer: Importer) -> None:
    other = make_contact("Maren Oduya", make_company("Pike"), email="moduya@halden.example")
    importer(ROW.replace("Halden", "Pike"))
    other.refresh_from_db()
    assert "0118" in other.phone and Contact.objects.get(pk=merge.kept_id).phone == ""


def test_a_merge_of_the_survivor_takes_the_address_along(merge: RecordMerge, importer: Importer) -> None:
    last = make_contact("M. Oduya", make_company("Halden"), email="oduya@halden.example")
    merge_records(**OPERATOR, kept=last, dropped=Contact.objects.get(pk=merge.kept_id), choices={"email": "kept"})
    keys = FormerEmail.objects.filter(contact=last).values_list("email_key", flat=True)
    assert set(keys) == {"maren@halden.example", "moduya@halden.example"}
    assert importer(ROW)["created"]["contacts"] == 0


def test_a_role_mailbox_is_nobodys_former_address() -> None:
    kept, dropped = make_contact("Maren Oduya"), make_contact("Maren Oduya", email="info@halden.example")
    merge_records(**OPERATOR, kept=kept, dropped=dropped, choices={"email": "kept"})
    assert not FormerEmail.objects.exists()


def test_erasing_and_suppressing_leave_no_former_address(merge: RecordMerge, importer: Importer) -> None:
    suppress(**OPERATOR, text="moduya@halden.example", reason="Asked")
    assert not FormerEmail.objects.exists()
    merge_records(
        **OPERATOR, kept=Contact.objects.get(), dropped=make_contact("Maren Oduya", email="m@halden.example"),
        choices={"email": "kept"},
    )  # fmt: skip
    erase_person(**OPERATOR, contact=Contact.objects.get(pk=merge.kept_id))
    assert not FormerEmail.objects.exists()
    report = importer(ROW.replace("moduya@", "m@"))
    assert report["created"]["contacts"] == 0, "it was suppressed with them"
