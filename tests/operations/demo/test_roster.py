"""The demo's roster before it is stored: always the same, plausible, and within what the tables allow."""

import os
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from dealmecca.operations.demo.dataset import make_directory
from dealmecca.operations.demo.roster import make_roster
from dealmecca.operations.demo.roster_heroes import HANDLINGS, HERO_ACCOUNTS
from dealmecca.operations.demo.roster_rows import (
    FIVE_YEARS_AGO,
    LATELY,
    MARK,
    MARK_FROM,
    TODAY,
    DemoRoster,
    PositionRow,
    duty_id,
)
from dealmecca.operations.demo.rows import DemoDirectory
from dealmecca.operations.demo.titles import RANK
from dealmecca.outlook.vulnerability import HEADS, HEADS_OF
from dealmecca.roster.models import DutyCategory
from dealmecca.roster.vocabularies import DISCIPLINE, HOW, MARKET
from dealmecca.roster.vocabularies.duties import STARTING_DUTIES

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def directory() -> DemoDirectory:
    return make_directory(companies=500, contacts=4_000, seed=1)


@pytest.fixture(scope="module")
def roster(directory: DemoDirectory) -> DemoRoster:
    return make_roster(directory, seed=1)


@pytest.fixture(scope="module")
def jobs(roster: DemoRoster) -> dict[str, PositionRow]:
    return {row.id: row for row in roster.positions}


def test_the_same_numbers_give_the_same_rows_ids_and_dates_included(
    directory: DemoDirectory, roster: DemoRoster
) -> None:
    assert make_roster(directory, seed=1) == roster
    assert make_roster(directory, seed=2).partnerships != roster.partnerships


def test_no_row_depends_on_the_process_that_makes_it() -> None:
    code = (
        "import django; django.setup(); from hashlib import sha256;"
        "from dealmecca.operations.demo.dataset import make_directory;"
        "from dealmecca.operations.demo.roster import make_roster;"
        "made = make_roster(make_directory(companies=150, contacts=900, seed=3), seed=3);"
        "print(sha256(repr(made).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": number},
            check=True,
            capture_output=True,
        ).stdout
        for number in ("1", "2")
    }
    assert len(digests) == 1


@pytest.mark.parametrize(("companies", "contacts"), [(1, 0), (3, 7), (20, 100), (60, 300)])
def test_any_size_will_do(companies: int, contacts: int) -> None:
    directory = make_directory(companies=companies, contacts=contacts, seed=5)
    made = make_roster(directory, seed=5)
    assert len([row for row in made.positions if row.until is None]) == sum(
        row.company_id is not None for row in directory.contacts
    )
    assert len(made.handlings) >= (len(HANDLINGS) if companies >= 23 else 0)


def test_ids_are_unique_and_carry_the_mark(roster: DemoRoster) -> None:
    for rows in (
        roster.positions, roster.partnerships, roster.handlings, roster.evidence, roster.teams, roster.memberships,
        roster.reporting_lines,
    ):  # fmt: skip
        ids = [row.id for row in rows]
        assert len(ids) == len(set(ids))
        assert all(len(key) == 25 and key[MARK_FROM - 1 :].startswith(MARK) for key in ids)


def test_present_jobs_are_those_of_the_directory(directory: DemoDirectory, roster: DemoRoster) -> None:
    present = {row.contact_id: row for row in roster.positions if row.until is None}
    assert len(present) == sum(row.until is None for row in roster.positions)
    for row in directory.contacts:
        if row.company_id:
            job = present[row.id]
            assert (job.company_id, job.title, job.seniority, job.department) == (
                row.company_id, row.title, row.seniority, row.department,
            )  # fmt: skip


def test_careers_follow_one_another(roster: DemoRoster) -> None:
    careers: dict[str, list[PositionRow]] = defaultdict(list)
    for row in roster.positions:
        assert row.since <= TODAY and (row.until is None or row.since < row.until <= TODAY)
        careers[row.contact_id].append(row)
    for spells in careers.values():
        spells.sort(key=lambda row: row.since)
        for earlier, later in pairwise(spells):
            assert earlier.until and earlier.until <= later.since and earlier.company_id != later.company_id
    lengths = Counter(len(spells) for spells in careers.values())
    assert min(lengths) == 1 and {2, 3, 4} <= set(lengths)
    recent = [row for row in roster.positions if row.until is None and row.is_since_known]
    assert sum(row.since > TODAY - timedelta(days=5 * 365) for row in recent) > 0.8 * len(recent)
    for title in roster.former_titles:
        (job,) = [row for row in roster.positions if row.id == title.position_id]
        assert job.since < title.until <= TODAY and title.title != job.title


def test_one_agency_of_record_at_a_time(directory: DemoDirectory, roster: DemoRoster) -> None:
    types = {row.id: row.company_type for row in directory.companies}
    slots = defaultdict(list)
    for row in roster.partnerships:
        assert types[row.agency_id] == "AGENCY" and types[row.advertiser_id] in ("ADVERTISER", "NONPROFIT")
        assert row.discipline in DISCIPLINE.codes and row.market in MARKET.codes and row.how in HOW.codes
        assert row.since < (row.until or TODAY) <= TODAY
        assert row.in_review_since is None or (row.until is None and row.since < row.in_review_since <= TODAY)
        slots[row.advertiser_id, row.discipline, row.market].append(row)
    for rows in slots.values():
        rows.sort(key=lambda row: row.since)
        for earlier, later in pairwise(rows):
            assert earlier.until and earlier.until <= later.since and earlier.agency_id != later.agency_id
    assert any(rows[0].agency_id == rows[-1].agency_id for rows in slots.values() if len(rows) > 2), "won back"
    assert any(len(rows) > 1 and rows[0].until == rows[1].since for rows in slots.values())


def test_as_many_agencies_change_in_each_of_the_five_years(roster: DemoRoster) -> None:
    media = [row for row in roster.partnerships if row.discipline == "MEDIA"]
    shares = []
    for year in range(2021, 2026):
        first, last = date(year, 11, 1), date(year + 1, 11, 1)
        held = [row for row in media if row.since <= first and (row.until is None or row.until > first)]
        shares.append(sum(row.until is not None and row.until <= last for row in held) / len(held))
    assert all(0.1 < share < 0.3 for share in shares), shares


def test_before_many_changes_a_head_of_marketing_began_and_not_every_head_changes_something(
    roster: DemoRoster,
) -> None:
    heads: dict[str, list[date]] = defaultdict(list)
    for job in roster.positions:
        if job.is_since_known and job.seniority in HEADS and job.department in HEADS_OF:
            heads[job.company_id].append(job.since)
    takeovers: dict[str, list[date]] = defaultdict(list)
    for row in roster.partnerships:
        if row.discipline == "MEDIA" and row.since > FIVE_YEARS_AGO:
            takeovers[row.advertiser_id].append(row.since)

    def follows(day: date, since: date) -> bool:
        return 60 <= (day - since).days < 300

    led = [any(follows(day, since) for since in heads[key]) for key, days in takeovers.items() for day in days]
    assert 0.45 < sum(led) / len(led) < 0.75
    came = [any(follows(day, since) for day in takeovers[key])
            for key, days in heads.items() if key in takeovers for since in days]  # fmt: skip
    assert 0.2 < sum(came) / len(came) < 0.8


def test_a_duty_is_held_within_the_job_it_belongs_to(roster: DemoRoster, jobs: dict[str, PositionRow]) -> None:
    known = {duty_id(name) for category, name, _ in STARTING_DUTIES if category in DutyCategory.values}
    held = Counter((row.position_id, row.account_id, row.duty_id) for row in roster.handlings)
    assert max(held.values()) == 1
    for row in roster.handlings:
        job = jobs[row.position_id]
        assert job.contact_id == row.contact_id and row.duty_id in known
        assert job.since <= row.since <= TODAY
        assert job.until is None or row.since < job.until
        assert row.until is None or row.since < row.until <= TODAY


def test_most_is_confirmed_some_of_it_denied_and_some_of_it_past(
    roster: DemoRoster, jobs: dict[str, PositionRow]
) -> None:
    by_id = {row.id: row for row in roster.handlings}
    words = defaultdict(list)
    for word in roster.evidence:
        assert word.said_on <= TODAY and word.how in HOW.codes and word.employer.startswith("domain ")
        words[word.handling_id].append(word)
    assert set(words) == set(by_id)
    voices = Counter(len({word.employer for word in said}) for said in words.values())
    assert voices[1] < 0.7 * len(by_id) and {2, 3, 4} <= set(voices)
    denials = Counter(sum(word.said != "CONFIRMED" for word in said) for said in words.values())
    assert 0 < denials[2] < denials[1] < 0.06 * len(by_id) and max(denials) == 2
    assert sum(word.said_on > TODAY - timedelta(days=365) for word in roster.evidence) > 0.5 * len(roster.evidence)
    assert 0.05 < sum(row.until is not None for row in roster.handlings) / len(by_id) < 0.5
    assert any(jobs[row.position_id].until and not row.until for row in roster.handlings), "left behind with a job"


def test_the_duties_of_the_heroes_accounts_are_theirs_alone(directory: DemoDirectory, roster: DemoRoster) -> None:
    heroes = {row.id for row in directory.companies if row.name in HERO_ACCOUNTS}
    by_hand = {duty_id(fact.duty) for fact in HANDLINGS}
    others = roster.handlings[len(HANDLINGS) :]
    assert any(row.account_id in heroes for row in others)
    assert not [row for row in others if row.account_id in heroes and row.duty_id in by_hand]


def test_teams_are_made_of_people_of_their_agency(
    directory: DemoDirectory, roster: DemoRoster, jobs: dict[str, PositionRow]
) -> None:
    family = {row.id: row.parent_id if row.company_type == "OFFICE" else row.id for row in directory.companies}
    teams = {row.id: row for row in roster.teams}
    assert len(teams) > 10
    for row in roster.memberships:
        job = jobs[row.position_id]
        assert job.contact_id == row.contact_id and job.since <= row.since
        assert family[job.company_id] == family[teams[row.team_id].company_id]
    places = Counter((row.team_id, row.position_id) for row in roster.memberships)
    assert max(places.values()) == 1


def test_everybody_reports_to_one_job_above_their_own(roster: DemoRoster, jobs: dict[str, PositionRow]) -> None:
    assert max(Counter(row.position_id for row in roster.reporting_lines).values()) == 1
    for row in roster.reporting_lines:
        job, above = jobs[row.position_id], jobs[row.manager_id]
        assert job.contact_id == row.contact_id
        assert RANK.get(job.seniority, 3) < RANK.get(above.seniority, 3), "so that there is no circle"
        assert job.covers(row.since) and above.covers(row.since)
    reports = Counter(row.manager_id for row in roster.reporting_lines)
    assert max(reports.values()) <= 8
    assert any(jobs[key].until for key in reports), "a vacancy"


def test_news_is_recent_or_about_heroes_and_never_older_than_its_record(
    directory: DemoDirectory, roster: DemoRoster
) -> None:
    made = {row.id: row.created_at for row in directory.companies}
    made |= {row.id: row.created_at for row in directory.contacts}
    assert all(entry.at >= made[entry.record_id] and entry.at.date() <= TODAY for entry in roster.news)
    moved = [entry for entry in roster.news if "company_id" in entry.fields]
    assert len(moved) > 10 and all(entry.at.date() > LATELY for entry in moved)
    texts = [text for entry in roster.news for text in entry.fields]
    assert any(text.startswith("Agency of record, ") for text in texts)
    assert any(text.startswith("Handles ") for text in texts)
    review = [entry for entry in roster.news if any("in review" in str(pair[1]) for pair in entry.fields.values())]
    assert date(2026, 10, 8) in {entry.at.date() for entry in review}
