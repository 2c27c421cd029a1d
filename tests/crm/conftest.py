"""A person at an agency, and an account."""

import pytest

from dealmecca.directory.models import Company, Contact
from tests.factories import make_company, make_contact


@pytest.fixture
def agency(db: None) -> Company:
    return make_company("Halden & Pike", company_type="AGENCY")


@pytest.fixture
def kestrel(db: None) -> Company:
    return make_company("Kestrel Cola", company_type="ADVERTISER", size="10001+")


@pytest.fixture
def maren(agency: Company) -> Contact:
    return make_contact("Maren Oduya", agency, title="Group Director", email="maren@haldenpike.example")
