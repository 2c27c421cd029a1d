"""Teams by the API: make, list, read, join, leave."""

from datetime import date

import pytest

from dealmecca.directory.models import Company, Contact, Position
from tests.api.conftest import Api
from tests.factories import make_company, make_contact

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Company:
    return make_company("Halden & Pike")


@pytest.fixture
def maren(agency: Company) -> Contact:
    contact = make_contact("Maren Oduya", agency, title="VP, Media")
    Position.objects.update(since=date(2020, 1, 1))
    return contact


def make(api: Api, agency: Company, name: str = "Upfront", **values: object) -> dict:
    return api.post("/teams", {"kind": "PROJECT", "name": name, "companyId": agency.pk, **values})


def test_a_team_is_made_and_read(api: Api, agency: Company) -> None:
    kestrel = make_company("Kestrel Cola")
    team = make(api, agency, kind="CLIENT", accountId=kestrel.pk, since="2024-01-01")
    assert api.status == 201 and api.response["Location"] == f"/api/v1/teams/{team['id']}"
    assert (team["company"]["name"], team["account"]["name"], team["members"]) == ("Halden & Pike", "Kestrel Cola", [])
    assert api.get(f"/teams/{team['id']}") == team


def test_people_join_and_leave(api: Api, agency: Company, maren: Contact) -> None:
    team = make(api, agency, since="2020-06-01")
    sent = {"contactId": maren.pk, "role": "buyer", "duty": "Connected TV", "since": "2024-01-01"}
    for _ in range(2):
        joined = api.post(f"/teams/{team['id']}/members", sent)
    (member,) = joined["members"]
    assert (member["contact"]["fullName"], member["title"]) == ("Maren Oduya", "VP, Media")
    assert (member["role"]["name"], member["duty"]["name"], member["since"]) == ("Buying", "CTV", "2024-01-01")
    address = f"/teams/{team['id']}/members/{member['id']}"
    left = api.patch(address, {"until": "2025-01-01"})
    assert left["members"] == [] and left["formerMembers"][0]["until"] == "2025-01-01"
    then = api.get(f"/teams/{team['id']}", {"asOf": "2024-12-31"})
    assert len(then["members"]) == 1 and then["formerMembers"] == []


def test_teams_are_listed_by_company_and_page(api: Api, agency: Company) -> None:
    other = make_company("Larkspur & Vane")
    names = [make(api, agency, f"Team {number}")["name"] for number in range(3)]
    make(api, other)
    first = api.get("/teams", {"companyId": agency.pk, "limit": 2})
    rest = api.get("/teams", {"companyId": agency.pk, "limit": 2, "cursor": first["nextCursor"]})
    assert [team["name"] for team in first["items"] + rest["items"]] == names[::-1] and rest["nextCursor"] is None
    assert len(api.get("/teams")["items"]) == 4
    assert api.get("/teams", {"asOf": "2001-01-01"})["items"] == []


def test_what_is_refused(api: Api, agency: Company, maren: Contact) -> None:
    team = make(api, agency)
    lone = make_contact("Nadia Whitlock")
    refusals = (
        ("/teams", {"kind": "CLUB", "name": "A", "companyId": agency.pk}, "kind"),
        ("/teams", {"kind": "CLIENT", "name": "A", "companyId": agency.pk}, "accountId"),
        ("/teams", {"kind": "PROJECT", "name": "upfront", "companyId": agency.pk}, "name"),
        ("/teams", {"kind": "PROJECT", "name": "A", "companyId": "none"}, "companyId"),
        (f"/teams/{team['id']}/members", {"contactId": "none"}, "contactId"),
        (f"/teams/{team['id']}/members", {"contactId": lone.pk}, "contactId"),
        (f"/teams/{team['id']}/members", {"contactId": maren.pk, "role": "juggling"}, "role"),
    )
    for path, body, field in refusals:
        problem = api.post(path, body)
        assert (api.status, problem["errors"][0]["field"]) == (400, field), body
    for query in ({"companyId": "none"}, {"limit": 500}, {"cursor": "../.."}):
        assert api.get("/teams", query)["errors"][0]["field"] == next(iter(query))


def test_what_is_not_there(api: Api, agency: Company, maren: Contact) -> None:
    team = make(api, agency)
    api.get("/teams/none")
    assert api.status == 404
    api.patch(f"/teams/{team['id']}/members/none", {"until": "2025-01-01"})
    assert api.status == 404


def test_queries_do_not_grow(api: Api, agency: Company, questions: object) -> None:
    team = make(api, agency)
    counts = set()
    for number in range(4):
        person = make_contact(f"Person{number} Example", agency)
        api.post(f"/teams/{team['id']}/members", {"contactId": person.pk, "role": "buyer"})
        counts.add(questions(lambda: api.get(f"/teams/{team['id']}")))  # type: ignore[operator]
    assert len(counts) == 1
