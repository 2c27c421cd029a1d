"""The pages that put a person on a team, and say that somebody left it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import operator
from dealmecca.directory.models import Contact, Position
from dealmecca.history.models import Door
from dealmecca.roster.actions.teams import create_team, join_team
from dealmecca.roster.models import Membership, Team, TeamKind
from dealmecca.roster.queries import find_duty
from tests.factories import make_company, make_contact

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def team() -> Team:
    agency = make_company("Halden & Pike")
    return create_team(actor=None, door=Door.SYSTEM, kind=TeamKind.PROJECT, name="Upfront", company=agency)


@pytest.fixture
def maren(team: Team) -> Contact:
    contact = make_contact("Maren Oduya", team.company)
    Position.objects.update(since=date(2020, 1, 1))
    return contact


def duty_id(word: str) -> str:
    found = find_duty(viewer=operator(), text=word)
    assert found
    return found.pk


def test_somebody_joins_and_joining_again_changes_the_duty(
    ana: User, as_user: SignIn, team: Team, maren: Contact
) -> None:
    client = as_user(ana)
    assert maren.pk in client.get(f"/teams/{team.pk}/join").content.decode()
    sent = {"person": maren.pk, "role": duty_id("Buying"), "duty": duty_id("CTV"), "since": "2024-01-01"}
    assert client.post(f"/teams/{team.pk}/join", sent)["Location"] == f"/teams/{team.pk}"
    client.post(f"/teams/{team.pk}/join", sent | {"duty": duty_id("Audio")})
    row = Membership.objects.get(until=None)
    assert row.role and row.duty and (row.role.name, row.duty.name) == ("Buying", "Audio")
    assert Membership.objects.count() == 2, "what it was before stays on record"


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"person": ""}, "person", "Choose a person."),
        ({"person": "gone"}, "person", "This person was deleted in the meantime."),
        ({"role": "juggling"}, "role", "juggling is not one of the available choices"),
        ({"since": "2199-01-01"}, "since", "This day is still to come."),
    ],
)
def test_bad_input_is_said_at_its_field(
    ana: User, as_user: SignIn, team: Team, maren: Contact, changed: dict[str, str], field: str, sentence: str
) -> None:
    response = as_user(ana).post(f"/teams/{team.pk}/join", {"person": maren.pk} | changed)
    assert response.status_code == 422
    error = response.content.decode().partition(f'id="id_{field}-error"')[2].partition("</p>")[0]
    assert sentence in error


def test_somebody_without_a_job_cannot_join(ana: User, as_user: SignIn, team: Team) -> None:
    lone = make_contact("Nadia Whitlock")
    response = as_user(ana).post(f"/teams/{team.pk}/join", {"person": lone.pk})
    assert response.status_code == 422
    assert "Record first where Nadia Whitlock works." in response.content.decode()


def test_somebody_leaves(ana: User, as_user: SignIn, team: Team, maren: Contact) -> None:
    row = join_team(actor=None, door=Door.SYSTEM, team=team, contact=maren, since=date(2024, 1, 1))
    client = as_user(ana)
    address = f"/teams/{team.pk}/members/{row.pk}/leave"
    assert "since 1 Jan 2024" in client.get(address).content.decode()
    refused = client.post(address, {"until": "2023-01-01"})
    assert refused.status_code == 422
    assert "This began on 1 Jan 2024, after that day." in refused.content.decode()
    assert client.post(address, {"until": "2024-06-01"})["Location"] == f"/teams/{team.pk}"
    assert Membership.objects.get().until == date(2024, 6, 1)


def test_who_may_not(ana: User, as_user: SignIn, team: Team, maren: Contact) -> None:
    row = join_team(actor=None, door=Door.SYSTEM, team=team, contact=maren)
    other = create_team(actor=None, door=Door.SYSTEM, kind=TeamKind.PROJECT, name="Other", company=team.company)
    assert Client().post(f"/teams/{team.pk}/join").status_code == 302
    client = as_user(ana)
    assert client.get("/teams/none/join").status_code == 404
    assert client.get(f"/teams/{other.pk}/members/{row.pk}/leave").status_code == 404
    assert client.get(f"/teams/{team.pk}/members/none/leave").status_code == 404
