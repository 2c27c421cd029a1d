"""The demo's planning dates and etiquette."""

import pytest

from dealmecca.accounts.viewers import operator
from dealmecca.directory.models import Company, Contact
from dealmecca.operations.actions import make_demo_data
from dealmecca.operations.demo.outlook import make_outlook
from dealmecca.outlook.models import PlanningDate
from dealmecca.outlook.queries import etiquette_for, planning_dates_of


@pytest.mark.django_db
def test_heroes_have_their_dates_and_etiquette() -> None:
    make_demo_data(companies=60, contacts=80, seed=1)
    companies, contacts = list(Company.objects.order_by("pk")), list(Contact.objects.order_by("pk"))
    PlanningDate.objects.all().delete()
    dates, rules = make_outlook(companies=companies, contacts=contacts, seed=1)
    assert dates >= 13 and rules == 4
    kestrel, tallgrass = (Company.objects.get(name=name) for name in ("Kestrel Cola", "Tallgrass Bank"))
    days = {
        one.planning_date.name: one.planning_date.days_text
        for one in planning_dates_of(viewer=operator(), company=kestrel)
    }
    assert days["Planning start"] == "4 Jan to 13 Feb" and days["RFP window"] == "22 Feb to 15 Mar"
    (advice,) = etiquette_for(viewer=operator(), company=tallgrass)
    assert advice.text == "Start with Tobias Rao for Tallgrass Bank. Maren asks sellers not to go to the client first."
