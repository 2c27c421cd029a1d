"""What the record pages show of the roster: the surest of many, a lead who does what is asked, any day."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from tests.factories import make_company, make_contact, make_handling, make_partnership

SignIn = Callable[[User], Client]


@pytest.fixture
def kestrel(db: None) -> Company:
    """Two agencies in a row, four people on CTV and one on audio."""
    kestrel = make_company("Kestrel Cola", company_type="ADVERTISER")
    before = make_company("Fifth Meridian", company_type="AGENCY")
    agency = make_company("Halden & Pike", company_type="AGENCY")
    make_partnership(before, kestrel, since=date(2021, 1, 4), until=date(2025, 3, 1))
    make_partnership(agency, kestrel, since=date(2025, 3, 1))
    make_partnership(agency, kestrel, discipline="AUDIO", since=date(2025, 3, 1))
    for number, how in enumerate(("OTHER", "FILE", "PROFILE", "PRESS")):
        make_handling(make_contact(f"Video{number} Example", agency), kestrel, "ctv", since=date(2025, 3, 1), how=how)
    make_handling(make_contact("Gideon Purcell", agency), kestrel, "audio", since=date(2025, 3, 1), how="FILE")
    return kestrel


def test_people_stand_duty_by_duty_the_surest_first(ana: User, as_user: SignIn, kestrel: Company) -> None:
    context = as_user(ana).get(f"/companies/{kestrel.slug}").context
    shown = {line.duty.name: [claim.contact.first_name for claim in line.claims] for line in context["duty_lines"]}
    assert shown == {"Audio": ["Gideon"], "CTV": ["Video3", "Video2", "Video0"]}
    assert {line.duty.name: line.count for line in context["duty_lines"]} == {"Audio": 1, "CTV": 4}
    assert context["handler_count"] == 5


def test_the_lead_does_what_the_account_is_about(ana: User, as_user: SignIn, kestrel: Company) -> None:
    agency = Company.objects.get(name="Halden & Pike")
    lines = as_user(ana).get(f"/companies/{agency.slug}").context["account_lines"]
    leads = {line.partnership.discipline: line.lead.contact.first_name for line in lines if line.lead}
    assert leads == {"AUDIO": "Gideon", "MEDIA": "Video3"}


def test_the_page_as_of_a_day_shows_who_had_it_then(ana: User, as_user: SignIn, kestrel: Company) -> None:
    page = as_user(ana).get(f"/companies/{kestrel.slug}", {"asOf": "2024-06-01"})
    (line,) = page.context["agency_lines"]
    assert [row.agency.name for row in line.present] == ["Fifth Meridian"]
    assert page.context["duty_lines"] == []
    now = as_user(ana).get(f"/companies/{kestrel.slug}", {"asOf": "no day"}).context["agency_lines"]
    assert [row.agency.name for row in now[0].present] == ["Halden & Pike"]
    assert [row.agency.name for row in now[0].past] == ["Fifth Meridian"]


def test_a_person_shows_what_they_handle(ana: User, as_user: SignIn, kestrel: Company) -> None:
    gideon = kestrel.handled_by.get(duty__slug="audio").contact
    page = as_user(ana).get(f"/people/{gideon.pk}")
    assert [one.account.name for one in page.context["handled"]] == ["Kestrel Cola"]
    assert "Still right" in page.content.decode()


def test_queries_do_not_grow_with_the_claims(
    ana: User, as_user: SignIn, kestrel: Company, django_assert_num_queries: Callable[..., object]
) -> None:
    agency, browser = Company.objects.get(name="Halden & Pike"), as_user(ana)
    counts = set()
    for number in range(4):
        make_handling(make_contact(f"Person{number} Example", agency), kestrel, ("olv", "ooh", "print", "seo")[number])
        with django_assert_num_queries(39, exact=False) as asked:  # type: ignore[attr-defined]
            browser.get(f"/companies/{kestrel.slug}")
        counts.add(len(asked))
    assert len(counts) == 1
