"""What the outlook's tests share: an account with its agency, and the people around them."""

from datetime import date

import pytest

from dealmecca.directory.models import Company, Contact
from dealmecca.history.models import Door
from dealmecca.outlook.actions.planning import record_planning_date
from dealmecca.outlook.models import PlanningDate
from tests.factories import make_company, make_contact, make_handling, make_partnership


@pytest.fixture
def kestrel(db: None) -> Company:
    return make_company("Kestrel Cola", company_type="ADVERTISER")


@pytest.fixture
def tallgrass(db: None) -> Company:
    return make_company("Tallgrass Bank", company_type="ADVERTISER")


@pytest.fixture
def agency(db: None) -> Company:
    return make_company("Halden & Pike", company_type="AGENCY")


@pytest.fixture
def tobias(agency: Company, tallgrass: Company) -> Contact:
    """Handles Tallgrass Bank at its agency of record."""
    make_partnership(agency, tallgrass, since=date(2024, 1, 1))
    person = make_contact("Tobias Rao", agency, title="Associate Director, Video")
    make_handling(person, tallgrass)
    return person


def make_planning_date(account: Company, month: int = 1, day: int = 25, **values: object) -> PlanningDate:
    given = {"actor": None, "door": Door.SYSTEM, "kind": "PLANNING_START", **values}
    return record_planning_date(account=account, month=month, day=day, **given)  # type: ignore[arg-type]
