"""One click on a record's page says something about it: the level follows, history tells it, and it can be undone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact, RecordEvidence
from dealmecca.directory.verification.verdicts import verdict_of
from dealmecca.history.models import Door
from dealmecca.history.queries import changes_of
from dealmecca.lib.conflicts import Conflict
from dealmecca.quality.actions.evidence import add_evidence, withdraw_evidence
from dealmecca.quality.blocks import trust_block
from tests.factories import make_company, make_contact

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
WEB: Any = {"door": Door.WEB}


@pytest.fixture
def maren() -> Contact:
    return make_contact(
        "Maren Oduya", make_company("Halden & Pike"), email="maren@halden.example", phone="+1 312 555 0118",
        title="VP Video", linkedin_url="https://www.linkedin.com/in/maren",
    )  # fmt: skip


def level(record: Contact | Company) -> int:
    found = type(record)._default_manager.get(pk=record.pk)
    rows = RecordEvidence.objects.filter(contact=record.pk) | RecordEvidence.objects.filter(company=record.pk)
    assert found.level == verdict_of(found, rows, timezone.localdate()).level, "columns and engine agree"
    return found.level


def test_the_level_rises_with_each_click(ana: User, admin: User, as_user: SignIn, maren: Contact) -> None:
    seller, office = as_user(ana), as_user(admin)
    address = f"/people/{maren.pk}/evidence"
    page = seller.get(f"/people/{maren.pk}").content.decode()
    assert "I confirmed the email" in page and "I reviewed this" in page and "Sign off" not in page
    assert "85 points would reach level 5; who stands behind the record allows level 2." in page
    for browser, kind, expected in ((seller, "CONFIRMED", 3), (seller, "REVIEWED", 4), (office, "SIGNED_OFF", 5)):
        assert browser.post(address, {"kind": kind}, follow=True).status_code == 200
        assert level(maren) == expected
    page = office.get(f"/people/{maren.pk}").content.decode()
    assert "Level 5 of 5" in page and "By one person" in page and "100 of 100 points" in page
    told = {name: value for change in changes_of(viewer=ana, kind="contact", record_id=maren.pk)
            for name, value in change.fields.items() if change.verb == "EDIT"}  # fmt: skip
    assert told["Email"] == ["", "confirmed"] and told["How sure we are"][1] in ("reviewed", "signed off")


def test_saying_it_twice_on_a_day_adds_nothing_and_undo_takes_it_back(
    ana: User, as_user: SignIn, maren: Contact
) -> None:
    browser = as_user(ana)
    for _ in range(2):
        toast = browser.post(f"/people/{maren.pk}/evidence", {"kind": "CONFIRMED"}, follow=True).content.decode()
    evidence = RecordEvidence.objects.get()
    assert f"/evidence/{evidence.pk}/withdraw" in toast
    for said in ("Taken back.", "It was taken back already."):
        assert said in browser.post(f"/evidence/{evidence.pk}/withdraw", follow=True).content.decode()
    assert level(maren) == 2
    assert changes_of(viewer=ana, kind="contact", record_id=maren.pk)[0].fields["Email"] == ["confirmed", "taken back"]


def test_one_person_alone_does_not_reach_the_highest_level(admin: User, ana: User, maren: Contact) -> None:
    for kind in ("CONFIRMED", "REVIEWED", "SIGNED_OFF"):
        add_evidence(actor=admin, kind=kind, contacts=[maren], **WEB)
    assert level(maren) == 4
    gate = trust_block(viewer=admin, record=Contact.objects.get())["trust"].gates[2]
    assert (gate.is_met, gate.reason) == (False, "Two people among reviewers and signers; one so far")
    add_evidence(actor=ana, kind="REVIEWED", contacts=[maren], **WEB)
    assert level(maren) == 5


def test_who_may_say_what(ana: User, ben: User, dan: User, moderator: User, as_user: SignIn, maren: Contact) -> None:
    for actor, kind, sentence in (
        (ana, "SIGNED_OFF", "Only administrators"), (moderator, "SIGNED_OFF", "Only administrators"),
        (dan, "CONFIRMED", "Your plan"), (dan, "BOUNCED", "Your plan"),
    ):  # fmt: skip
        with pytest.raises(PermissionDenied, match=sentence):
            add_evidence(actor=actor, kind=kind, contacts=[maren], **WEB)
    assert "I confirmed the email" not in as_user(dan).get(f"/people/{maren.pk}").content.decode()
    row = add_evidence(actor=ana, kind="REVIEWED", contacts=[maren], **WEB).new[0]
    with pytest.raises(PermissionDenied, match="Only who said it"):
        withdraw_evidence(actor=ben, door=Door.WEB, evidence=row)
    assert as_user(ben).post(f"/evidence/{row.pk}/withdraw").status_code == 404
    assert withdraw_evidence(actor=moderator, door=Door.WEB, evidence=row)
    ana.is_active = False
    with pytest.raises(PermissionDenied, match="You may not say"):
        add_evidence(actor=ana, kind="REVIEWED", contacts=[maren], **WEB)


def test_two_employers_dispute_a_field_at_once(ana: User, cleo: User, as_user: SignIn, maren: Contact) -> None:
    cleo.email = "cleo@elsewhere.example"
    cleo.save()
    add_evidence(actor=None, kind="CONFIRMED", contacts=[maren], **WEB)
    assert level(maren) == 3
    as_user(ana).post(f"/people/{maren.pk}/evidence", {"said": "BOUNCED "})
    assert level(maren) == 3
    page = as_user(cleo).post(f"/people/{maren.pk}/evidence", {"said": "BOUNCED "}, follow=True).content.decode()
    assert level(maren) == 2 and "Email disputed" in page
    add_evidence(actor=cleo, kind="CONFIRMED", contacts=[maren], **WEB)  # and takes the report back
    assert level(maren) == 3


def test_what_cannot_be_said_is_refused(ana: User, maren: Contact) -> None:
    empty, today = make_contact("Nobody Known"), timezone.localdate()
    refused: dict[str, dict[str, Any]] = {
        "Say one of": {"kind": "PERHAPS"},
        "Say which field": {"kind": "WRONG"},
        "A field is named where": {"kind": "REVIEWED", "field": "email"},
        "Give a day of the last year": {"kind": "REVIEWED", "said_on": today + timedelta(days=1)},
        "Give a day after today": {"kind": "REVIEWED", "expires_on": today + timedelta(days=800)},
        "web address": {"kind": "REVIEWED", "link": "javascript:alert(1)"},
        "There is no email": {"kind": "CONFIRMED", "contacts": [empty]},
        "There is no company": {"kind": "LEFT", "contacts": [empty]},
    }
    for message, values in refused.items():
        with pytest.raises(ValidationError, match=message):
            add_evidence(actor=ana, **{"contacts": [maren], **WEB, **values})
    with pytest.raises(ValidationError, match="Mail bounces for people"):
        add_evidence(actor=ana, kind="BOUNCED", companies=[make_company("Kestrel Cola")], **WEB)
    Contact.objects.filter(pk=maren.pk).delete()
    with pytest.raises(Conflict):
        add_evidence(actor=ana, kind="REVIEWED", contacts=[maren], **WEB)


def test_many_at_once_and_their_levels_follow(ana: User, maren: Contact) -> None:
    others = [make_contact(f"Person{number} Example", email=f"p{number}@halden.example") for number in range(3)]
    company = make_company("Kestrel Cola", website="https://kestrel.example", phone="+1 312 555 0119")
    without = make_contact("Nobody Known")
    added = add_evidence(actor=ana, kind="CONFIRMED", contacts=[maren, *others, without], companies=[company], **WEB)
    assert (len(added.new), added.left_out) == (5, 1)
    everybody: list[Contact | Company] = [maren, *others, company]
    assert [level(record) for record in everybody] == [3, 2, 2, 2, 3]
    again = add_evidence(actor=ana, kind="CONFIRMED", contacts=[maren, *others], **WEB)
    assert (len(again.new), len(again.known)) == (0, 4)


def test_a_company_page_has_its_own_buttons(ana: User, as_user: SignIn) -> None:
    company = make_company("Kestrel Cola", website="https://kestrel.example", city="Chicago", country="US")
    browser = as_user(ana)
    assert "I checked the website" in browser.get(f"/companies/{company.slug}").content.decode()
    page = browser.post(f"/companies/{company.slug}/evidence", {"kind": "CONFIRMED"}, follow=True).content.decode()
    assert level(company) == 3 and "Website confirmed" in page and "Closed" in page
    assert browser.get(f"/companies/{company.slug}/evidence")["Location"] == f"/companies/{company.slug}"


def test_the_reasons_cost_one_query(ana: User, maren: Contact, django_assert_num_queries: Any) -> None:
    for number in range(4):
        add_evidence(
            actor=None, kind="REVIEWED", contacts=[maren], said_on=timezone.localdate() - timedelta(number), **WEB
        )
    contact = Contact.objects.select_related("company").get()
    with django_assert_num_queries(1):
        trust_block(viewer=ana, record=contact)
