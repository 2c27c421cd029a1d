"""The org chart: who reports to whom on a day, vacant jobs, people without a line; as an answer and as a page."""

from collections.abc import Callable
from datetime import date
from importlib import import_module

import pytest
from django.test import Client
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.actions import edit_contact, move_contact
from dealmecca.directory.models import Company, Contact, Position
from dealmecca.history.models import Door
from dealmecca.roster.models import ReportingLine
from dealmecca.roster.queries import OrgChart, Seat, org_chart
from tests.factories import make_company, make_contact, make_handling, report_to

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
TODAY = timezone.localdate()
LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def agency() -> Company:
    return make_company("Halden & Pike", company_type="AGENCY")


@pytest.fixture
def people(agency: Company) -> dict[str, Contact]:
    """Imogen above Maren above Tobias and Gideon, all since long ago; Zadie without a line."""
    found = {}
    titles = {
        "Imogen Tran": "Chief Investment Officer",
        "Maren Oduya": "VP, Media",
        "Tobias Rao": "Media Planner",
        "Gideon Purcell": "Director, Video Investment",
        "Zadie Lowe": "Media Buyer",
    }
    for name, title in titles.items():
        found[name.split()[0].lower()] = make_contact(name, agency, title=title)
    Position.objects.update(since=LONG_AGO)
    report_to(found["maren"], found["imogen"], since=date(2021, 1, 1))
    report_to(found["tobias"], found["maren"], since=date(2021, 1, 1))
    report_to(found["gideon"], found["maren"], since=date(2022, 1, 1))
    return found


def leave(contact: Contact, day: date) -> None:
    elsewhere = make_company(f"Larkspur & Vane {day}")
    move_contact(actor=None, door=Door.SYSTEM, contact=contact, company_id=elsewhere.pk, moved_on=day)


def drawn(seats: list[Seat]) -> list[tuple[str, list]]:
    """Names as a nested list; a vacancy in brackets."""
    return [
        (f"({seat.contact.full_name})" if seat.is_vacant else seat.contact.full_name, drawn(seat.reports))
        for seat in seats
    ]


def chart_of(viewer: User, company: Company, day: date = TODAY) -> OrgChart:
    return org_chart(viewer=viewer, company=company, day=day)


def test_the_senior_stand_above_and_first(ana: User, agency: Company, people: dict[str, Contact]) -> None:
    chart = chart_of(ana, agency)
    assert drawn(chart.roots) == [
        ("Imogen Tran", [("Maren Oduya", [("Gideon Purcell", []), ("Tobias Rao", [])])]),
    ]
    assert [seat.contact.full_name for seat in chart.unplaced] == ["Zadie Lowe"]
    assert (chart.people_count, chart.shown_count, chart.is_cut) == (5, 5, False)


def test_a_day_in_the_past_has_its_own_chart_and_titles(ana: User, agency: Company, people: dict[str, Contact]) -> None:
    edit_contact(actor=ana, door=Door.WEB, contact=people["maren"], values={"title": "EVP, Media"})
    assert drawn(chart_of(ana, agency, date(2021, 6, 1)).roots) == [
        ("Imogen Tran", [("Maren Oduya", [("Tobias Rao", [])])])
    ]
    (top,) = chart_of(ana, agency, date(2021, 6, 1)).roots
    assert top.reports[0].title == "VP, Media"
    (top,) = chart_of(ana, agency).roots
    assert top.reports[0].title == "EVP, Media"
    assert chart_of(ana, agency, date(2020, 6, 1)).roots == []
    assert chart_of(ana, agency, date(2019, 6, 1)).people_count == 0


def test_who_leaves_is_a_vacancy_under_the_line_the_job_last_had(
    ana: User, agency: Company, people: dict[str, Contact]
) -> None:
    leave(people["maren"], date(2025, 9, 3))
    (top,) = chart_of(ana, agency).roots
    assert drawn([top]) == [("Imogen Tran", [("(Maren Oduya)", [("Gideon Purcell", []), ("Tobias Rao", [])])])]
    vacancy = top.reports[0]
    assert (vacancy.vacant_since, vacancy.title) == (date(2025, 9, 3), "VP, Media")
    (before,) = chart_of(ana, agency, date(2025, 9, 2)).roots
    assert before.reports[0].vacant_since is None


def test_a_vacancy_goes_when_everybody_below_has_somebody_new(
    ana: User, agency: Company, people: dict[str, Contact]
) -> None:
    leave(people["maren"], date(2025, 9, 3))
    report_to(people["tobias"], people["zadie"], since=date(2025, 10, 1))
    report_to(people["gideon"], people["zadie"], since=date(2025, 10, 1))
    report_to(people["zadie"], people["imogen"], since=date(2025, 10, 1))
    assert drawn(chart_of(ana, agency).roots) == [
        ("Imogen Tran", [("Zadie Lowe", [("Gideon Purcell", []), ("Tobias Rao", [])])])
    ]


def test_vacancies_one_above_the_other_are_drawn(ana: User, agency: Company, people: dict[str, Contact]) -> None:
    leave(people["imogen"], date(2025, 3, 1))
    leave(people["maren"], date(2025, 9, 3))
    assert drawn(chart_of(ana, agency).roots) == [
        ("(Imogen Tran)", [("(Maren Oduya)", [("Gideon Purcell", []), ("Tobias Rao", [])])])
    ]


def test_a_manager_who_left_for_nobody_below_is_no_vacancy(
    ana: User, agency: Company, people: dict[str, Contact]
) -> None:
    leave(people["tobias"], date(2025, 9, 3))
    names = [seat.contact.full_name for seat in chart_of(ana, agency).seats()]
    assert "Tobias Rao" not in names


def test_offices_are_part_of_the_chart_and_managers_elsewhere_stand_above(
    ana: User, agency: Company, people: dict[str, Contact]
) -> None:
    office = make_company("Halden & Pike Chicago", parent=agency)
    nadia = make_contact("Nadia Whitlock", office, title="Planner")
    report_to(nadia, people["maren"])
    assert "Nadia Whitlock" in str(drawn(chart_of(ana, agency).roots))
    own = org_chart(viewer=ana, company=agency, day=TODAY, with_offices=False)
    assert "Nadia Whitlock" not in str(drawn(own.roots))
    (top,) = chart_of(ana, office).roots
    assert drawn([top]) == [("Maren Oduya", [("Nadia Whitlock", [])])]
    assert top.is_elsewhere and chart_of(ana, office).shown_count == 1


def test_a_circle_in_the_rows_does_not_hang_the_reader(ana: User, agency: Company, people: dict[str, Contact]) -> None:
    """Vacancies can close one; here it is forced."""
    jobs = {job.contact.first_name: job for job in Position.objects.select_related("contact")}
    imogen, tobias = jobs["Imogen"], jobs["Tobias"]
    ReportingLine.objects.create(contact=imogen.contact, position=imogen, manager=tobias, since=date(2023, 1, 1))
    chart = chart_of(ana, agency)
    assert sorted(seat.contact.first_name for seat in chart.seats()) == ["Gideon", "Imogen", "Maren", "Tobias", "Zadie"]


def test_a_large_office_is_cut_and_says_so(
    ana: User, as_user: SignIn, agency: Company, people: dict[str, Contact], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("dealmecca.roster.queries.org_chart"), "SHOWN", 3)
    chart = chart_of(ana, agency)
    assert (chart.people_count, chart.shown_count, chart.is_cut) == (5, 3, True)
    assert [len(seats) for _, seats in drawn(chart.roots[0].reports)] == [1]
    assert chart.roots[0].reports[0].left_out == 1
    assert "3 of 5 people" in as_user(ana).get(f"/companies/{agency.slug}/org-chart").content.decode()


def test_the_line_of_duties_is_short(ana: User, agency: Company, people: dict[str, Contact]) -> None:
    kestrel, rowan = make_company("Kestrel Cola"), make_company("Rowan Outdoor")
    for duty in ("CTV", "Audio", "Display"):
        make_handling(people["tobias"], kestrel, duty)
    make_handling(people["tobias"], rowan, "CTV")
    (handles,) = [seat.handles for seat in chart_of(ana, agency).seats() if seat.contact == people["tobias"]]
    assert handles == "CTV, Audio for Kestrel Cola +2"


def test_departments_hold_everybody_once(ana: User, agency: Company, people: dict[str, Contact]) -> None:
    groups = chart_of(ana, agency).departments
    names = [seat.contact.first_name for _, seats in groups for seat in seats]
    assert sorted(names) == ["Gideon", "Imogen", "Maren", "Tobias", "Zadie"]
    assert "Media planning" in [name for name, _ in groups]


def test_queries_do_not_grow_with_the_people(
    ana: User, agency: Company, people: dict[str, Contact], django_assert_num_queries: object
) -> None:
    for number in range(3):
        report_to(make_contact(f"Person{number} Example", agency), people["maren"])
        with django_assert_num_queries(6):  # type: ignore[operator]
            list(chart_of(ana, agency).seats())
    with django_assert_num_queries(7):  # type: ignore[operator]
        list(chart_of(ana, agency, date(2023, 1, 1)).seats())


def test_nobody_sees_it_without_being_active(ana: User, agency: Company, people: dict[str, Contact]) -> None:
    ana.is_active = False
    chart = chart_of(ana, agency)
    assert (chart.roots, chart.unplaced, chart.people_count) == ([], [], 0)


def test_the_page_draws_tree_and_departments(
    ana: User, as_user: SignIn, agency: Company, people: dict[str, Contact]
) -> None:
    leave(people["maren"], date(2025, 9, 3))
    client = as_user(ana)
    page = client.get(f"/companies/{agency.slug}/org-chart").content.decode()
    assert f'href="/people/{people["tobias"].pk}"' in page
    assert "Vacant:" in page and "since 3 Sep 2025, held by" in page
    assert "No reporting line known" in page and f'href="/people/{people["zadie"].pk}/manager"' in page
    departments = client.get(f"/companies/{agency.slug}/org-chart?view=departments").content.decode()
    assert "Reports to a vacant job" in departments
    then = client.get(f"/companies/{agency.slug}/org-chart?as_of=2025-09-02").content.decode()
    assert "Vacant:" not in then and "on 2 Sep 2025" in then


@pytest.mark.parametrize("day", ["yesterday", "2025-13-01", "20250101", "\0"])
def test_a_day_that_is_none_is_said_and_today_is_shown(
    ana: User, as_user: SignIn, agency: Company, people: dict[str, Contact], day: str
) -> None:
    response = as_user(ana).get(f"/companies/{agency.slug}/org-chart", {"as_of": day})
    assert response.status_code == 422
    assert "Give a day such as 2026-03-31" in response.content.decode()
    assert "Maren Oduya" in response.content.decode()


def test_an_empty_chart_leads_on(ana: User, as_user: SignIn, agency: Company) -> None:
    client = as_user(ana)
    address = f"/companies/{agency.slug}/org-chart"
    assert f"/people/new?company={agency.slug}" in client.get(address).content.decode()
    zadie = make_contact("Zadie Lowe", agency)
    page = client.get(address).content.decode()
    assert "No reporting lines yet" in page and f"/people/{zadie.pk}/manager" in page


def test_who_may_not_see_it(agency: Company, ana: User, as_user: SignIn) -> None:
    assert Client().get(f"/companies/{agency.slug}/org-chart").status_code == 302
    assert as_user(ana).get("/companies/nobody-knows/org-chart").status_code == 404
    assert as_user(ana).post(f"/companies/{agency.slug}/org-chart").status_code == 405
    by_id = as_user(ana).get(f"/companies/{agency.pk}/org-chart")
    assert by_id["Location"] == f"/companies/{agency.slug}/org-chart"


def test_the_page_asks_the_same_number_of_queries_however_large(
    ana: User, as_user: SignIn, agency: Company, people: dict[str, Contact], django_assert_max_num_queries: object
) -> None:
    client = as_user(ana)
    for number in range(12):
        report_to(make_contact(f"Person{number:02} Example", agency), people["maren"])
    with django_assert_max_num_queries(17):  # type: ignore[operator]
        client.get(f"/companies/{agency.slug}/org-chart")
