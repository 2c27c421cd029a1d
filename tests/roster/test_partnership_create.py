"""Recording who works for whom, on the page of either company."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from dealmecca.roster.models import Partnership
from tests.factories import make_company, make_partnership

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def agency() -> Company:
    return make_company("Halden & Pike", company_type="AGENCY")


@pytest.fixture
def kestrel() -> Company:
    return make_company("Kestrel Cola", company_type="ADVERTISER")


def sent(company: str, **changes: str) -> dict[str, str]:
    values = {"discipline": "MEDIA", "market": "US", "since": "", "until": "", "how": "PRESS", "source": "Adweek"}
    return {"company": company, **values, **changes}


def test_from_either_side(ana: User, as_user: SignIn, agency: Company, kestrel: Company) -> None:
    client = as_user(ana)
    response = client.post(f"/companies/{kestrel.slug}/partnerships/new", sent("halden & pike", is_aor="on"))
    assert response["Location"] == f"/companies/{kestrel.slug}"
    row = Partnership.objects.get()
    assert (row.agency, row.advertiser, row.is_aor, row.source) == (agency, kestrel, True, "Adweek")
    client.post(f"/companies/{agency.slug}/partnerships/new", sent("Kestrel Cola", discipline="CREATIVE"))
    assert Partnership.objects.filter(agency=agency, discipline="CREATIVE").count() == 1
    consultancy = make_company("Quill Advisers")
    client.post(f"/companies/{consultancy.slug}/partnerships/new?side=agency", sent("Kestrel Cola", market="UK"))
    assert Partnership.objects.get(market="UK").agency == consultancy


def test_a_second_agency_of_record_is_asked_about_by_name(
    ana: User, as_user: SignIn, agency: Company, kestrel: Company
) -> None:
    there = make_partnership(agency, kestrel, since=date(2024, 1, 1))
    make_company("Larkspur & Vane", company_type="AGENCY")
    client, address = as_user(ana), f"/companies/{kestrel.slug}/partnerships/new"
    assert 'name="replaces"' not in client.get(address).content.decode()
    body = sent("Larkspur & Vane", is_aor="on", since="2026-01-01")
    response = client.post(address, body)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Halden &amp; Pike is agency of record for Kestrel Cola" in page
    assert "It replaces Halden &amp; Pike" in page and 'name="replaces"' in page
    assert 'value="2026-01-01"' in page
    assert client.post(address, {**body, "replaces": "on"}).status_code == 302
    there.refresh_from_db()
    assert there.until == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("company", "changes", "field"),
    [
        ("", {}, "company"),
        ("Nobody Inc", {}, "company"),
        ("Kestrel Cola", {}, "company"),
        ("Halden & Pike", {"discipline": "X"}, "discipline"),
        ("Halden & Pike", {"since": "2026-01-01", "until": "2025-01-01"}, "until"),
    ],
)
def test_a_refused_form_says_which_field(
    ana: User, as_user: SignIn, agency: Company, kestrel: Company, company: str, changes: dict[str, str], field: str
) -> None:
    response = as_user(ana).post(f"/companies/{kestrel.slug}/partnerships/new", sent(company, **changes))
    assert response.status_code == 422
    assert f'id="id_{field}-error"' in response.content.decode()
    assert not Partnership.objects.exists()


def test_who_may_not(ana: User, as_user: SignIn, kestrel: Company) -> None:
    assert Client().get(f"/companies/{kestrel.slug}/partnerships/new").status_code == 302
    assert as_user(ana).get("/companies/nobody/partnerships/new").status_code == 404
