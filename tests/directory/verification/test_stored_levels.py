"""Columns agree with the engine on every way in, and what is read fades by date without a write."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.actions import edit_company, edit_contact, move_contact
from dealmecca.directory.actions.levels import refresh_levels
from dealmecca.directory.evidence_rows import evidence_row
from dealmecca.directory.models import Company, Contact, RecordEvidence
from dealmecca.directory.queries import search_companies, search_contacts
from dealmecca.directory.verification.verdicts import verdict_of
from dealmecca.history.models import Door
from dealmecca.search.criteria import Criteria
from tests.factories import make_company, make_contact
from tests.imports.conftest import Importer, importer, own_uploads

__all__ = ["importer", "own_uploads"]
pytestmark = pytest.mark.django_db
FULL: Any = {
    "email": "maren@halden.example", "phone": "+1 312 555 0118", "title": "VP Video", "seniority": "VP",
    "linkedin_url": "https://www.linkedin.com/in/maren",
}  # fmt: skip


def say(record: Contact | Company, *kinds: str, days_ago: int = 0, employer: str = "domain a.example") -> None:
    """Each by somebody else."""
    day = timezone.localdate() - timedelta(days=days_ago)
    for number, kind in enumerate(kinds):
        who: dict[str, Any] = {"said_by": f"member {number} {employer}", "employer": employer}
        evidence_row(record, kind=kind, said_on=day, recorded_at=timezone.now(), **who).save()
    contacts, companies = ([record], []) if isinstance(record, Contact) else ([], [record])
    refresh_levels(contacts=contacts, companies=companies)


def fresh(record: Any) -> Any:
    return type(record).objects.get(pk=record.pk)


def test_a_row_of_a_file_with_everything_filled_is_level_two(importer: Importer) -> None:
    importer(
        "First name,Last name,Email,Phone,Title,Company,LinkedIn\n"
        "Maren,Oduya,maren@halden.example,+1 312 555 0118,VP Video,Halden & Pike,https://linkedin.com/in/maren\n"
    )
    contact = Contact.objects.get()
    assert (contact.verification_score, contact.data_quality_score, contact.level) == (85, 85, 2)
    assert not contact.is_verified
    importer("First name,Last name,Email,Phone\nMaren,Oduya,maren@halden.example,+1 312 555 0199\n")
    assert fresh(contact).verification_score == 85


def test_every_edit_is_judged_again(ana: User) -> None:
    contact = make_contact("Maren Oduya", **FULL)
    assert (contact.score, contact.level) == (70, 2)
    edited: Any = {"actor": ana, "door": Door.WEB}
    edit_contact(**edited, contact=contact, values={"email": "", "phone": "", "title": "", "linkedin_url": ""})
    assert (fresh(contact).score, fresh(contact).level) == (0, 1)
    company = make_company(website="https://halden.example")
    assert company.score == 25
    edit_company(**edited, company=company, values={"phone": "+1 312 555 0118"})
    assert (fresh(company).score, fresh(company).level) == (40, 2)


def test_a_word_is_about_the_value_of_its_day(ana: User) -> None:
    contact = make_contact("Maren Oduya", make_company(), **FULL)
    say(contact, "CONFIRMED", "REVIEWED", "SIGNED_OFF")
    assert (fresh(contact).level, fresh(contact).is_verified, fresh(contact).score) == (5, True, 100)
    edited: Any = {"actor": ana, "door": Door.WEB, "contact": contact}
    edit_contact(**edited, values={"email": "m.oduya@halden.example"})
    assert (fresh(contact).level, fresh(contact).is_verified) == (2, False)
    edit_contact(**edited, values={"email": FULL["email"]})
    assert fresh(contact).level == 5
    edit_contact(**edited, values={"phone": "+1 312 555 0199"})
    assert fresh(contact).level == 5
    away = make_company("Larkspur & Vane")
    move_contact(**edited, company_id=away.pk, moved_on=timezone.localdate(), values={"email": FULL["email"]})
    assert fresh(contact).level == 3, "reviewed and signed off at another company"


def test_a_field_that_two_employers_deny_is_not_confirmed_any_more() -> None:
    contact = make_contact("Maren Oduya", make_company(), **FULL)
    say(contact, "CONFIRMED", "REVIEWED", "SIGNED_OFF")
    say(contact, "BOUNCED", employer="domain b.example")
    say(contact, "BOUNCED", employer="domain b.example", days_ago=1)
    assert fresh(contact).level == 5, "one employer"
    say(contact, "BOUNCED", employer="domain c.example")
    assert (fresh(contact).level, fresh(contact).is_verified) == (2, False)
    RecordEvidence.objects.filter(kind="BOUNCED").update(outcome="REJECTED")
    refresh_levels(contacts=[contact])
    assert fresh(contact).level == 5


def test_who_denies_a_field_no_longer_stands_up_for_it() -> None:
    contact = make_contact("Maren Oduya", make_company(), **FULL)
    who: Any = {"said_by": "ana", "employer": "e", "said_on": timezone.localdate(), "recorded_at": timezone.now()}
    evidence_row(contact, kind="CONFIRMED", **who).save()
    evidence_row(contact, kind="BOUNCED", **who).save()
    refresh_levels(contacts=[contact])
    assert fresh(contact).level == 2


def test_a_level_falls_by_date_alone() -> None:
    with time_machine.travel(datetime(2026, 1, 10, 12, tzinfo=timezone.get_current_timezone()), tick=False):
        contact = make_contact("Maren Oduya", make_company(), **FULL)
        say(contact, "CONFIRMED", "REVIEWED", "SIGNED_OFF")
    for day, expected in {
        date(2026, 7, 9): (100, 5, True), date(2026, 7, 10): (85, 5, True), date(2026, 12, 23): (85, 5, True),
        date(2026, 12, 24): (85, 2, False),
    }.items():  # fmt: skip
        with time_machine.travel(datetime(day.year, day.month, day.day, 18), tick=False):
            read = fresh(contact)
            assert (read.score, read.level, read.is_verified) == expected, day
            assert (read.verification_level, read.verification_score) == (5, 100), "nothing was written"
            now = verdict_of(read, RecordEvidence.objects.all(), timezone.localdate())
            assert (now.score, now.level, now.verified) == expected
            assert read.is_stale == (expected[1] == 2)


def test_a_company_has_its_own_rules() -> None:
    company = make_company(
        website="https://halden.example", phone="+1 312 555 0118", city="Chicago", country="US", company_type="AGENCY",
        industry="AUTOMOTIVE", linkedin_url="https://www.linkedin.com/company/halden",
    )  # fmt: skip
    assert (company.score, company.level, company.is_verified) == (85, 2, False)
    say(company, "CONFIRMED")
    assert (fresh(company).score, fresh(company).level, fresh(company).is_verified) == (100, 3, True)
    say(company, "REVIEWED", "SIGNED_OFF")
    assert fresh(company).level == 5


def test_search_finds_by_the_level_that_a_word_gave(ana: User) -> None:
    contact = make_contact("Maren Oduya", make_company(), **FULL)
    assert search_contacts(viewer=ana, criteria=Criteria(min_verification_level=3)).items == []
    say(contact, "CONFIRMED")
    found = search_contacts(viewer=ana, criteria=Criteria(min_verification_level=3))
    assert found.items == [contact]
    assert [(value.value, value.count) for value in found.facets["min_verification_level"]] == [
        ("1", 1), ("2", 1), ("3", 1),
    ]  # fmt: skip


def test_search_finds_by_the_level_of_the_day_and_not_by_that_of_the_last_write(ana: User) -> None:
    with time_machine.travel(datetime(2026, 1, 10, 12), tick=False):
        maren = make_contact("Maren Oduya", make_company(), **FULL)
        say(maren, "CONFIRMED", "REVIEWED", "SIGNED_OFF")
        make_contact("Tobias Rao", email="tobias@halden.example")
        company = make_company(website="https://halden.example", phone="3125550118", industry="AUTOMOTIVE")
        say(company, "CONFIRMED")

    def found(kind: str, level: int) -> tuple[int, list[tuple[str, int]]]:
        search: Any = search_contacts if kind == "contact" else search_companies
        page = search(viewer=ana, criteria=Criteria(min_verification_level=level))
        return len(page.items), [(value.value, value.count) for value in page.facets["min_verification_level"]]

    with time_machine.travel(datetime(2026, 12, 23, 12), tick=False):
        assert found("contact", 5) == (1, [("1", 2), ("2", 2), ("3", 1), ("4", 1), ("5", 1)])
    with time_machine.travel(datetime(2026, 12, 24, 12), tick=False):
        assert found("contact", 5) == (0, [("1", 2), ("2", 2)])
        assert found("contact", 3)[0] == 0 and found("contact", 2)[0] == 2
        assert found("company", 3)[0] == 1
    with time_machine.travel(datetime(2027, 1, 10, 12), tick=False):
        assert found("company", 3) == (0, [("1", 2), ("2", 1)])  # of the other one only the name is known
