"""The dashboard: figures that lead to their rows, weeks, what to recheck first, and the same said about several."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.directory.models import Contact, RecordEvidence
from dealmecca.following.actions import follow
from dealmecca.history.models import Door
from dealmecca.quality.actions.evidence import add_evidence
from dealmecca.quality.jobs import take_snapshot_of_the_week
from dealmecca.quality.models import QualitySnapshot
from dealmecca.quality.queries.measures import MEASURES
from dealmecca.quality.queries.worst import worst_records
from tests.factories import make_company, make_contact, make_contacts

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
WEB: Any = {"door": Door.WEB}


def test_every_figure_leads_to_its_rows(ana: User, as_user: SignIn) -> None:
    company = make_company("Halden & Pike")
    make_contacts(3, company, email="shared@halden.example")
    browser = as_user(ana)
    page = browser.get("/quality").content.decode()
    assert "3 people" in page and 'aria-current="page"' in page
    for code in ("no-phone", "same-email", "never-confirmed", "no-website", "people-level-2", "companies-level-1"):
        assert f'href="/quality/rows/{code}"' in page
        rows = browser.get(f"/quality/rows/{code}").content.decode()
        assert "Person000 Example" in rows or "Halden &amp; Pike" in rows
    assert (
        f"/people/{Contact.objects.order_by('pk')[0].pk}/edit#id_phone"
        in browser.get("/quality/rows/no-phone").content.decode()
    )
    for wrong in ("nothing", "people-level-9", "cats-level-1"):
        assert browser.get(f"/quality/rows/{wrong}").status_code == 404


def test_what_was_confirmed_is_another_figure_a_year_later(ana: User, as_user: SignIn) -> None:
    with time_machine.travel(datetime(2026, 1, 10, 12), tick=False):
        contact = make_contact(
            "Maren Oduya", make_company(), email="maren@halden.example", title="VP", phone="3125550118"
        )
        add_evidence(actor=None, kind="CONFIRMED", contacts=[contact], **WEB)
        assert 'href="/quality/rows/people-level-3"' in as_user(ana).get("/quality").content.decode()
    with time_machine.travel(datetime(2026, 12, 30, 12), tick=False):
        page = as_user(ana).get("/quality").content.decode()
        assert 'href="/quality/rows/recheck"' in page and 'href="/quality/rows/people-level-2"' in page
        assert "Recheck due" in as_user(ana).get(f"/people/{contact.pk}").content.decode()


def test_one_snapshot_a_week_and_the_weeks_stand_side_by_side(ana: User, as_user: SignIn) -> None:
    make_contact("Maren Oduya")
    for day in (2, 4, 9, 16):
        with time_machine.travel(datetime(2026, 11, day, 9), tick=False):
            take_snapshot_of_the_week()
            take_snapshot_of_the_week()
    assert QualitySnapshot.objects.count() == 3
    make_contact(
        "Tobias Rao", phone="3125550118", email="t@halden.example", title="VP", linkedin_url="linkedin.com/in/t"
    )
    with time_machine.travel(datetime(2026, 11, 23, 9), tick=False):
        page = as_user(ana).get("/quality").content.decode()
    assert page.count("<title>") > 1 and "2 Nov 2026" in page and "than in the week of 16 Nov" in page


def test_what_matters_to_most_comes_first_and_nobody_is_told_who_follows(ana: User, cleo: User) -> None:
    with time_machine.travel(datetime(2025, 1, 1, 12), tick=False):
        old, followed = make_contact("Older Example"), make_contact("Maren Oduya")
        company = make_company("Kestrel Cola")
    for user in (ana, cleo):
        follow(actor=user, record=followed)
    found = worst_records(viewer=ana, limit=9)
    assert found[0].record == followed and {one.record for one in found} == {old, followed, company}
    add_evidence(actor=ana, kind="STILL_TRUE", contacts=[followed], **WEB)
    assert followed not in [one.record for one in worst_records(viewer=ana, limit=9)]
    ana.is_active = False
    assert worst_records(viewer=ana, limit=9) == []


def test_several_are_confirmed_at_once(ana: User, as_user: SignIn) -> None:
    company, people = make_company(), make_contacts(3)
    browser, address = as_user(ana), "/quality/say"
    body = {
        "kind": "STILL_TRUE",
        "contact": [person.pk for person in people],
        "company": [company.pk],
        "next": "/quality",
    }
    assert "4 records, still true" in browser.post(address, body, follow=True).content.decode()
    assert RecordEvidence.objects.filter(kind="STILL_TRUE").count() == 4
    assert "Choose some records first" in browser.post(address, {"kind": "STILL_TRUE"}, follow=True).content.decode()
    assert browser.post(address, {"kind": "STILL_TRUE", "contact": ["x"] * 101}).status_code == 400
    assert browser.get(address)["Location"] == "/quality"


def test_the_page_costs_the_same_however_many_records(
    ana: User, as_user: SignIn, django_assert_max_num_queries: Any
) -> None:
    company = make_company()
    make_contacts(12, company)
    browser = as_user(ana)
    with django_assert_max_num_queries(28):
        browser.get("/quality")
    with django_assert_max_num_queries(12):
        browser.get("/quality/rows/no-email")
    assert len(MEASURES) == 20
