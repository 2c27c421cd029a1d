"""What the guide, the pictures and the question tests say about the demo's heroes, read back from the database."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from dealmecca.accounts.viewers import operator
from dealmecca.directory.models import Company, Contact
from dealmecca.operations.actions import make_demo_data
from dealmecca.operations.demo.heroes import HERO_PEOPLE
from dealmecca.operations.demo.roster_heroes import HANDLINGS, HERO_ACCOUNTS, PRESENT_SINCE
from dealmecca.operations.demo.roster_rows import TODAY
from dealmecca.roster.models import Partnership, Team
from dealmecca.roster.queries import Claim, ClaimFilter, agencies_of, career_of, find_claims, find_duty, reports_of
from dealmecca.roster.queries.people import teams_of
from tests.shared_rows import made_once

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with made_once(django_db_blocker):
        make_demo_data(companies=60, contacts=300, seed=1)
        yield


def person(name: str) -> Contact:
    first, _, last = name.partition(" ")
    return Contact.objects.get(first_name=first, last_name=last)


def company(name: str) -> Company:
    return Company.objects.get(name=name)


def who(duty: str, account: str, day: date = TODAY) -> list[Claim]:
    found = find_duty(viewer=operator(), text=duty)
    assert found, duty
    wanted = ClaimFilter(accounts=(company(account).pk,), duties=(found.pk,), day=day)
    return find_claims(viewer=operator(), wanted=wanted)


@cache
def owned() -> list[tuple[str, str, str]]:
    """(person, account, duty) of everything that a hero handles today and nobody disputes."""
    shaky = {("Tobias Rao", "Avenna Air", "CTV"), ("Ruben Haskett", "Kestrel Cola", "Billing")}
    facts = {(fact.person, fact.account, fact.duty) for fact in HANDLINGS if fact.until is None}
    return sorted(facts - shaky)


def test_everybody_has_a_first_day_at_work() -> None:
    assert set(PRESENT_SINCE) == {f"{hero.first_name} {hero.last_name}" for hero in HERO_PEOPLE}


def test_each_duty_has_one_surest_person_by_a_clear_margin() -> None:
    for name, account, duty in owned():
        first, *others = who(duty, account)
        assert (first.contact.full_name, first.is_disputed) == (name, False)
        assert all(first.confidence - other.confidence > 0.2 for other in others), (account, duty)


def test_maren_handles_ctv_for_kestrel_cola_and_four_employers_say_so() -> None:
    (claim,) = who("connected tv", "Kestrel Cola")
    assert (claim.contact.full_name, claim.company.name) == ("Maren Oduya", "Halden & Pike Chicago")
    assert (claim.since, claim.is_since_known) == (date(2025, 3, 1), True)
    assert (claim.standing.confirmed_on, claim.standing.confirmed_by) == (date(2026, 10, 12), 4)
    (claim,) = who("CTV", "Tallgrass Bank")
    assert (claim.since, claim.standing.confirmed_by) == (date(2024, 1, 15), 2)


def test_the_disputed_the_stale_and_the_one_that_ended() -> None:
    (claim,) = who("CTV", "Avenna Air")
    assert (claim.contact.full_name, claim.is_disputed) == ("Tobias Rao", True)
    (claim,) = who("CTV", "Ostler Motors")
    assert (claim.contact.full_name, claim.standing.is_stale) == ("Rafael Stanhope", True)
    assert claim.company.name == "Halden & Pike Austin"
    assert [claim.contact.full_name for claim in who("Audio", "Tallgrass Bank")] == ["Solveig Ames"]
    before = who("Audio", "Tallgrass Bank", date(2026, 7, 31))
    assert [claim.contact.full_name for claim in before] == ["Corin Vale"]


def test_a_former_job_keeps_what_was_handled_there() -> None:
    (claim,) = who("CTV", "Ostler Motors", date(2026, 10, 2))
    assert (claim.company.name, claim.until) == ("Halden & Pike New York", date(2026, 10, 3))
    jobs = career_of(viewer=operator(), contact=person("Rafael Stanhope"))
    assert [(job.company.name, job.until) for job in jobs] == [
        ("Halden & Pike Austin", None),
        ("Halden & Pike New York", date(2026, 10, 3)),
    ]


def test_the_agencies_of_record() -> None:
    def media(account: str, day: date, market: str = "US") -> list[str]:
        rows = agencies_of(viewer=operator(), company=company(account), day=day)
        return [row.agency.name for row in rows if (row.discipline, row.market, row.is_aor) == ("MEDIA", market, True)]

    assert media("Kestrel Cola", TODAY) == ["Halden & Pike"]
    assert media("Kestrel Cola", date(2025, 2, 28)) == ["Fifth Meridian"]
    assert media("Kestrel Cola", date(2020, 6, 1)) == ["Halden & Pike"]
    assert media("Kestrel Cola", TODAY, "CANADA") == ["Halden & Pike"]
    assert media("Tallgrass Bank", TODAY) == ["Halden & Pike"]
    assert media("Ostler Motors", TODAY) == ["Fifth Meridian"]
    review = Partnership.objects.get(advertiser=company("Avenna Air"), discipline="VIDEO", until=None)
    assert (review.agency.name, review.in_review_since) == ("Halden & Pike", date(2026, 10, 8))
    audio = Partnership.objects.filter(agency=company("Larkspur & Vane"), discipline="AUDIO", until=None)
    assert set(audio.values_list("advertiser__name", flat=True)) >= {"Kestrel Cola", "Sundown Outfitters"}


def test_the_team_for_kestrel_cola_and_who_has_left_it() -> None:
    ((team, members),) = [
        found
        for found in teams_of(viewer=operator(), company=company("Kestrel Cola"), day=TODAY)
        if found[0].kind == "CLIENT"
    ]
    assert (team.name, team.company.name) == ("Kestrel Cola, Halden & Pike", "Halden & Pike")
    names = {row.contact.full_name for row in members}
    assert "Maren Oduya" in names and not {"Tobias Rao", "Ruben Haskett"} & names
    assert 6 <= len(members) <= 9
    assert Team.objects.filter(kind="PROJECT", name="Tallgrass Bank video").exists()


def test_reporting_lines_and_the_vacancy() -> None:
    above = reports_of(viewer=operator(), contact=person("Tobias Rao"), day=TODAY).manager
    assert above and above.contact.full_name == "Maren Oduya"
    below = reports_of(viewer=operator(), contact=person("Helen Strand"), day=TODAY).below
    assert "Maren Oduya" in {job.contact.full_name for job in below}
    for name in ("Teague Lindqvist", "Callum Ferreira"):
        found = reports_of(viewer=operator(), contact=person(name), day=TODAY)
        assert found.is_vacant and found.manager and found.manager.title == "Director, Investment Operations"
        assert found.manager.until == date(2026, 9, 3)


def test_hero_accounts_have_advertisers_of_their_own_who_decide() -> None:
    for account in HERO_ACCOUNTS:
        assert Company.objects.filter(name=account, company_type="ADVERTISER").exists()
    week = TODAY - timedelta(days=60)
    recent = [claim for claim in who("CTV", "Kestrel Cola") if (claim.standing.confirmed_on or week) > week]
    assert recent
