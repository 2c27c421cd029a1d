"""GET /companies/{id}/org-chart and POST /contacts/{id}/manager."""

from datetime import date

import pytest

from dealmecca.accounts.models import User
from dealmecca.directory.actions import move_contact
from dealmecca.directory.models import Company, Contact, Position
from dealmecca.history.models import Change, Door
from dealmecca.roster.models import ReportingLine
from tests.api.conftest import Api
from tests.factories import make_company, make_contact, make_handling, report_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Company:
    return make_company("Halden & Pike")


@pytest.fixture
def maren(agency: Company) -> Contact:
    return make_contact("Maren Oduya", agency, title="VP, Media")


@pytest.fixture
def tobias(agency: Company, maren: Contact) -> Contact:
    contact = make_contact("Tobias Rao", agency, title="Media Planner")
    Position.objects.update(since=date(2020, 1, 1))
    return contact


def test_the_chart_is_a_list_of_seats_with_their_manager(
    api: Api, agency: Company, maren: Contact, tobias: Contact
) -> None:
    report_to(tobias, maren, since=date(2024, 1, 1))
    make_handling(tobias, make_company("Kestrel Cola"))
    chart = api.get(f"/companies/{agency.pk}/org-chart")
    assert (chart["company"]["name"], chart["peopleCount"], chart["shownCount"]) == ("Halden & Pike", 2, 2)
    top, below = chart["seats"]
    assert top["contact"] == {"id": maren.pk, "fullName": "Maren Oduya"} and top["managerId"] is None
    assert below == {
        "id": below["id"],
        "contact": {"id": tobias.pk, "fullName": "Tobias Rao"},
        "title": "Media Planner",
        "department": "MEDIA_PLANNING",
        "company": {"id": agency.pk, "name": "Halden & Pike"},
        "isElsewhere": False,
        "managerId": top["id"],
        "reportsSince": "2024-01-01",
        "isSinceKnown": True,
        "vacantSince": None,
        "heldBefore": None,
        "handles": "CTV for Kestrel Cola",
        "leftOutCount": 0,
    }


def test_a_vacancy_and_the_day_before_it(api: Api, agency: Company, maren: Contact, tobias: Contact) -> None:
    report_to(tobias, maren, since=date(2024, 1, 1))
    there = make_company("Larkspur & Vane")
    move_contact(actor=None, door=Door.SYSTEM, contact=maren, company_id=there.pk, moved_on=date(2025, 9, 3))
    vacancy = api.get(f"/companies/{agency.slug}/org-chart")["seats"][0]
    assert (vacancy["contact"], vacancy["vacantSince"]) == (None, "2025-09-03")
    assert vacancy["heldBefore"] == {"id": maren.pk, "fullName": "Maren Oduya"}
    before = api.get(f"/companies/{agency.pk}/org-chart", {"asOf": "2025-09-02"})
    assert api.get(f"/companies/{agency.pk}/org-chart", {"asOf": ""})["seats"][0] == vacancy
    assert before["asOf"] == "2025-09-02" and before["seats"][0]["vacantSince"] is None


@pytest.mark.parametrize("day", ["soon", "20250101", "2025-02-30", "1735689600"])
def test_a_day_that_is_none_is_refused(api: Api, agency: Company, day: str) -> None:
    problem = api.get(f"/companies/{agency.pk}/org-chart", {"asOf": day})
    assert (api.status, problem["errors"][0]["field"]) == (400, "asOf")


def test_a_manager_is_set_and_taken_away(api: Api, ana: User, maren: Contact, tobias: Contact) -> None:
    answer = api.post(f"/contacts/{tobias.pk}/manager", {"managerId": maren.pk, "since": "2024-03-01"})
    assert (answer["manager"]["fullName"], answer["since"], answer["isSinceKnown"]) == (
        "Maren Oduya",
        "2024-03-01",
        True,
    )
    api.post(f"/contacts/{tobias.pk}/manager", {"managerId": maren.pk})
    assert ReportingLine.objects.count() == 1, "the same again is no second line"
    answer = api.post(f"/contacts/{tobias.pk}/manager", {"managerId": None, "since": "2025-01-01"})
    assert (api.status, answer["manager"]) == (200, None)
    assert ReportingLine.objects.get().until == date(2025, 1, 1)
    assert set(Change.objects.filter(actor=ana).values_list("door", flat=True)) == {"API"}


def test_what_is_refused(api: Api, maren: Contact, tobias: Contact) -> None:
    report_to(tobias, maren)
    refusals: tuple[tuple[dict[str, object], str, str], ...] = (
        ({"managerId": tobias.pk}, "managerId", "That would be a circle: they report to Maren Oduya"),
        ({"managerId": maren.pk}, "managerId", "Maren Oduya cannot report to themselves."),
        ({"managerId": "nobody"}, "managerId", "There is no such person."),
        ({"managerId": None, "since": 20240101}, "since", "Write the day as 2026-01-31."),
        ({"managerId": None, "since": "2199-01-01"}, "since", "This day is still to come."),
        ({}, "managerId", "This is required."),
    )
    for body, field, sentence in refusals:
        problem = api.post(f"/contacts/{maren.pk}/manager", body)
        assert api.status == 400, body
        assert problem["errors"][0]["field"] == field and sentence in problem["errors"][0]["message"]


def test_what_is_not_there(api: Api) -> None:
    api.get("/companies/nobody/org-chart")
    assert api.status == 404
    api.post("/contacts/nobody/manager", {"managerId": None})
    assert api.status == 404
