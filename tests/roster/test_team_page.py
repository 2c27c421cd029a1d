"""One team: its people by role and duty on a day, those who left folded below."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import operator
from dealmecca.directory.actions import move_contact
from dealmecca.directory.models import Company, Contact, Position
from dealmecca.history.models import Door
from dealmecca.roster.actions.teams import create_team, join_team, leave_team
from dealmecca.roster.models import Team, TeamKind
from dealmecca.roster.queries import find_duty, members_of, teams_of
from tests.factories import make_company, make_contact

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
TODAY = timezone.localdate()


@pytest.fixture
def team() -> Team:
    agency, kestrel = make_company("Halden & Pike"), make_company("Kestrel Cola", company_type="ADVERTISER")
    return create_team(
        actor=None, door=Door.SYSTEM, kind=TeamKind.CLIENT, name="Kestrel video", company=agency, account=kestrel,
        since=date(2022, 1, 1),
    )  # fmt: skip


@pytest.fixture
def maren(team: Team) -> Contact:
    contact = make_contact("Maren Oduya", team.company, title="VP, Media")
    Position.objects.update(since=date(2020, 1, 1))
    return contact


def join(team: Team, contact: Contact, **values: object) -> None:
    duties = {
        name: find_duty(viewer=operator(), text=str(values.pop(name))) for name in ("role", "duty") & values.keys()
    }
    join_team(actor=None, door=Door.SYSTEM, team=team, contact=contact, **duties, **values)  # type: ignore[arg-type]


def test_members_stand_with_role_duty_and_day(ana: User, as_user: SignIn, team: Team, maren: Contact) -> None:
    join(team, maren, role="Buying", duty="CTV", since=date(2023, 5, 1))
    page = as_user(ana).get(f"/teams/{team.pk}").content.decode()
    for words in ("Maren Oduya", "Buying", "CTV", "1 May 2023", "Kestrel Cola", "Agency team for a client"):
        assert words in page
    assert "Former members" not in page


def test_who_left_is_folded_below_and_there_on_an_earlier_day(
    ana: User, as_user: SignIn, team: Team, maren: Contact
) -> None:
    join(team, maren, since=date(2023, 5, 1))
    leave_team(actor=ana, door=Door.WEB, membership=team.members.get(), until=date(2024, 2, 1))
    client = as_user(ana)
    now = client.get(f"/teams/{team.pk}").content.decode()
    assert "Former members" in now and "1 May 2023 – 1 Feb 2024" in now and "Nobody on the team" in now
    then = client.get(f"/teams/{team.pk}?as_of=2024-01-31").content.decode()
    assert "Former members" not in then and "Maren Oduya" in then and "as it was on 31 Jan 2024" in then


def test_who_moves_to_another_company_is_off_the_team(ana: User, team: Team, maren: Contact) -> None:
    join(team, maren, since=date(2023, 5, 1))
    there = make_company("Larkspur & Vane")
    move_contact(actor=None, door=Door.SYSTEM, contact=maren, company_id=there.pk, moved_on=date(2025, 1, 1))
    present, (former,) = members_of(viewer=ana, team=team, day=TODAY)
    assert present == [] and former.until == date(2025, 1, 1)


def test_a_day_that_is_none_is_said(ana: User, as_user: SignIn, team: Team) -> None:
    response = as_user(ana).get(f"/teams/{team.pk}?as_of=soon")
    assert response.status_code == 422 and "Give a day such as" in response.content.decode()


def test_who_may_not_see_it(ana: User, as_user: SignIn, team: Team) -> None:
    assert Client().get(f"/teams/{team.pk}").status_code == 302
    assert as_user(ana).get("/teams/none").status_code == 404
    ana.is_active = False
    assert members_of(viewer=ana, team=team, day=TODAY) == ([], [])


def test_queries_do_not_grow_with_the_members(
    ana: User, as_user: SignIn, team: Team, django_assert_max_num_queries: object
) -> None:
    client = as_user(ana)
    for number in range(12):
        join(team, make_contact(f"Person{number:02} Example", team.company), role="Buying")
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        client.get(f"/teams/{team.pk}")


def test_the_blocks_for_company_and_person_pages_draw_themselves(ana: User, team: Team, maren: Contact) -> None:
    from django.template.loader import render_to_string

    from dealmecca.roster.queries import reports_of

    join(team, maren)
    company: Company = team.company
    teams = teams_of(viewer=ana, company=company)
    block = render_to_string("roster/_teams_block.html", {"teams": teams, "company": company, "can_edit": True})
    assert f"/teams/{team.pk}" in block and "1 person" in block and f"/companies/{company.slug}/teams/new" in block
    reports = reports_of(viewer=ana, contact=maren)
    block = render_to_string("roster/_reports_block.html", {"reports": reports, "contact": maren, "can_edit": True})
    assert f"/people/{maren.pk}/manager" in block and "Not known" in block
