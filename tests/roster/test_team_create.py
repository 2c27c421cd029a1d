"""The page that makes a team."""

from collections.abc import Callable

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from dealmecca.roster.models import Team
from tests.factories import make_company

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def agency() -> Company:
    return make_company("Halden & Pike")


def test_a_team_for_a_client_is_made(ana: User, as_user: SignIn, agency: Company) -> None:
    make_company("Kestrel Cola")
    client = as_user(ana)
    assert "New team at Halden &amp; Pike" in client.get(f"/companies/{agency.slug}/teams/new").content.decode()
    sent = {"kind": "CLIENT", "name": "Kestrel video", "account": "kestrel cola", "since": "2024-01-01"}
    response = client.post(f"/companies/{agency.slug}/teams/new", sent)
    team = Team.objects.get()
    assert response["Location"] == f"/teams/{team.pk}"
    assert (team.company, team.account and team.account.name, team.is_since_known) == (agency, "Kestrel Cola", True)


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"name": " "}, "name", "This field is required."),
        ({"account": ""}, "account", "Say for which client this team works."),
        ({"account": "Nobody Knows"}, "account", "There is no company of this name."),
        ({"kind": "CLUB"}, "kind", "CLUB is not one of the available choices"),
        ({"since": "soon"}, "since", "Give a day such as 2026-03-31."),
    ],
)
def test_bad_input_is_said_at_its_field(
    ana: User, as_user: SignIn, agency: Company, changed: dict[str, str], field: str, sentence: str
) -> None:
    make_company("Kestrel Cola")
    sent = {"kind": "CLIENT", "name": "Kestrel video", "account": "Kestrel Cola", "since": ""} | changed
    response = as_user(ana).post(f"/companies/{agency.slug}/teams/new", sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page.partition(f'id="id_{field}-error"')[2].partition("</p>")[0]
    assert Team.objects.count() == 0


def test_a_second_click_makes_no_second_team(ana: User, as_user: SignIn, agency: Company) -> None:
    sent = {"kind": "PROJECT", "name": "Upfront 2027"}
    assert as_user(ana).post(f"/companies/{agency.slug}/teams/new", sent).status_code == 302
    again = as_user(ana).post(f"/companies/{agency.slug}/teams/new", sent | {"name": "upfront  2027"})
    assert again.status_code == 422
    assert "Halden &amp; Pike has a team of this name already." in again.content.decode()
    assert Team.objects.count() == 1


def test_who_may_not(ana: User, as_user: SignIn, agency: Company) -> None:
    assert Client().post(f"/companies/{agency.slug}/teams/new").status_code == 302
    assert as_user(ana).get("/companies/nobody/teams/new").status_code == 404
