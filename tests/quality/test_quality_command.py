"""`dealmecca quality`: check proves the stored levels, improve mends them, report tells how good the data is."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import operator
from dealmecca.directory.models import Company, Contact
from dealmecca.following.actions import follow
from dealmecca.history.models import Door
from dealmecca.quality.actions.evidence import add_evidence
from dealmecca.quality.queries.measures import MEASURES, measure, rows_of
from dealmecca.search.models import ContactLine
from tests.factories import make_company, make_contact, make_contacts

pytestmark = pytest.mark.django_db
WEB: Any = {"door": Door.WEB}


def quality(*words: str) -> str:
    output = StringIO()
    call_command("quality", *words, stdout=output)
    return output.getvalue()


@pytest.fixture
def maren() -> Contact:
    contact = make_contact("Maren Oduya", make_company(), email="maren@halden.example", phone="3125550118", title="VP")
    add_evidence(actor=None, kind="CONFIRMED", contacts=[contact], **WEB)
    return contact


def test_check_is_silent_until_somebody_writes_past_the_engine(maren: Contact) -> None:
    assert "what the engine says" in quality("check")
    Contact.objects.filter(pk=maren.pk).update(verification_level=5)
    with pytest.raises(CommandError) as refused:
        quality("check")
    assert refused.value.returncode == 1 and "1 disagreements" in str(refused.value)
    Contact.objects.filter(pk=maren.pk).update(verification_score=None, fades="", verified=False, confirmed_on=None)
    ContactLine.objects.update(level3_until=0)
    with pytest.raises(CommandError, match="7 disagreements"):
        quality("check", "--all")


@pytest.mark.parametrize("broken", ["columns", "line"])
def test_improve_mends_what_check_finds(maren: Contact, broken: str) -> None:
    if broken == "columns":
        Contact.objects.update(verification_level=1, verification_score=None, fades="")
    else:
        ContactLine.objects.update(level3_until=0)
    assert "changed: 1 records" in quality("improve", "--levels-only")
    assert "what the engine says" in quality("check")
    assert "changed: 0 records" in quality("improve")


def test_improve_fills_what_a_record_states_by_itself() -> None:
    contact, company = make_contact(title="VP, Media"), make_company()
    Contact.objects.update(seniority="", department="", department_text="media planning")
    Company.objects.update(location="Chicago, IL", industry_text="cars")
    assert "1 people, 1 companies" in quality("improve")
    contact.refresh_from_db()
    company.refresh_from_db()
    assert (contact.seniority, contact.department, contact.department_text) == ("VP", "MEDIA_PLANNING", "")
    assert (company.city, company.state, company.industry) == ("Chicago", "IL", "AUTOMOTIVE")
    assert "0 people, 0 companies" in quality("improve")


def test_report_tells_figures_and_what_to_recheck(ana: User, maren: Contact) -> None:
    make_contacts(3, email="shared@halden.example")
    follow(actor=ana, record=maren)
    Contact.objects.update(created_at="2024-01-01T00:00Z")
    told = quality("report")
    assert "4 people, 1 companies" in told and "People who share an email address" in told
    assert "Recheck first" in told and "Confirm it for the first time" in told
    found = json.loads(quality("report", "--json"))
    assert (found["figures"]["same-email"], found["figures"]["no-phone"], found["levels"]["contact"]["3"]) == (3, 3, 1)
    assert found["good"]["duplicates"] == 75


def test_the_rows_behind_a_figure_are_the_same_question(maren: Contact) -> None:
    make_contacts(3, maren.company, email="p@halden.example", department="Moonshots")
    make_contact("Maren Oduya", maren.company)
    make_company("Halden & Pike", city="Chicago")
    make_company("Halden & Pike", city="Chicago", industry="cars", website="halden.example")
    add_evidence(actor=None, kind="BOUNCED", contacts=[maren], **WEB)
    figures = {one.measure.code: one.count for one in measure(viewer=operator()).figures}
    assert figures == {one.code: rows_of(viewer=operator(), code=one.code).count() for one in MEASURES}
    assert (figures["same-name"], figures["same-company"], figures["odd-role"], figures["denied"]) == (2, 2, 3, 1)


def test_the_same_word_about_a_list_of_ids(maren: Contact, tmp_path: Path) -> None:
    file = tmp_path / "ids.txt"
    file.write_text(f"{maren.pk}\n{maren.company_id}\ncnobody\n")
    assert quality("say", "REVIEWED", str(file)) == "2 said, 0 said today already, 1 left out.\n"
    assert Contact.objects.get().level == 4
    with pytest.raises(CommandError, match="cannot be read"):
        quality("say", "REVIEWED", str(tmp_path / "nothing.txt"))
