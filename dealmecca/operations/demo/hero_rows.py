"""The heroes' part of the roster as rows: what roster_heroes.py says, as far as the people and companies are there."""

import random
from collections.abc import Iterable
from datetime import date

from dealmecca.operations.demo import roster_heroes as facts
from dealmecca.operations.demo.hero_facts import (
    HeroHandling,
    HeroLine,
    HeroMembership,
    HeroPartnership,
    HeroTeam,
)
from dealmecca.operations.demo.heroes import HERO_PEOPLE
from dealmecca.operations.demo.roster_rows import (
    MARK,
    DemoRoster,
    EvidenceRow,
    FormerTitleRow,
    HandlingRow,
    MembershipRow,
    PartnershipRow,
    PositionRow,
    ReportingLineRow,
    TeamRow,
    duty_id,
    instant,
)
from dealmecca.operations.demo.rows import Clock, ContactRow, DemoDirectory


def hero_contacts(directory: DemoDirectory) -> dict[str, ContactRow]:
    """By full name. No two people of the demo have a hero's name."""
    names = {f"{hero.first_name} {hero.last_name}" for hero in HERO_PEOPLE}
    named = ((f"{row.first_name} {row.last_name}", row) for row in directory.contacts)
    return {name: row for name, row in named if name in names}


class HeroRosterMaker:
    """Adds the heroes' rows to a roster."""

    def __init__(self, rng: random.Random, directory: DemoDirectory, roster: DemoRoster) -> None:
        self._clock = Clock(rng, MARK)
        self._roster = roster
        self._people = hero_contacts(directory)
        self._companies = {row.name: row.id for row in directory.companies}
        self._jobs: dict[str, list[PositionRow]] = {name: [] for name in self._people}
        self._teams: dict[str, TeamRow] = {}

    def make(self) -> None:
        self._careers()
        for partnership in facts.PARTNERSHIPS:
            self._partnership(partnership)
        for handling in facts.HANDLINGS:
            self._handling(handling)
        for team in facts.TEAMS:
            self._team(team)
        for membership in facts.MEMBERSHIPS:
            self._membership(membership)
        for line in facts.REPORTING_LINES:
            self._line(line)

    def _careers(self) -> None:
        for job in facts.FORMER_JOBS:
            if job.person in self._people and job.company in self._companies:
                company_id = self._companies[job.company]
                self._position(job.person, company_id, job.title, job.department, job.seniority, job.since, job.until)
        for person, since in facts.PRESENT_SINCE.items():
            row = self._people.get(person)
            if row and row.company_id:
                self._position(person, row.company_id, row.title, row.department, row.seniority, since, None)
        for title in facts.FORMER_TITLES:
            if title.person in self._people:
                self._roster.former_titles.append(
                    FormerTitleRow(
                        position_id=self._jobs[title.person][-1].id,
                        title=title.title,
                        department=title.department,
                        seniority=title.seniority,
                        until=title.until,
                    )
                )

    def _position(
        self, person: str, company_id: str, title: str, department: str, seniority: str, since: date, until: date | None
    ) -> None:
        row = PositionRow(
            id=self._clock.new_id(instant(since)),
            contact_id=self._people[person].id,
            company_id=company_id,
            title=title,
            department=department,
            seniority=seniority,
            since=since,
            until=until,
        )
        self._jobs[person].append(row)
        self._roster.positions.append(row)

    def _partnership(self, fact: HeroPartnership) -> None:
        if not self._has_companies((fact.agency, fact.advertiser)):
            return
        made = instant(fact.since)
        self._roster.partnerships.append(
            PartnershipRow(
                id=self._clock.new_id(made),
                agency_id=self._companies[fact.agency],
                advertiser_id=self._companies[fact.advertiser],
                discipline=fact.discipline,
                market=fact.market,
                since=fact.since,
                until=fact.until,
                in_review_since=fact.in_review_since,
                how=fact.how,
                source=fact.source,
                created_at=made,
            )
        )

    def _handling(self, fact: HeroHandling) -> None:
        job = self._job_on(fact.person, fact.since)
        if job is None or not self._has_companies((fact.account,)):
            return
        made = instant(fact.words[0].said_on)
        handling = HandlingRow(
            id=self._clock.new_id(made),
            contact_id=job.contact_id,
            position_id=job.id,
            account_id=self._companies[fact.account],
            duty_id=duty_id(fact.duty),
            since=fact.since,
            until=fact.until,
            created_at=made,
        )
        self._roster.handlings.append(handling)
        for word in fact.words:
            at = instant(word.said_on)
            self._roster.evidence.append(
                EvidenceRow(
                    id=self._clock.new_id(at),
                    handling_id=handling.id,
                    said=word.said,
                    how=word.how,
                    said_on=word.said_on,
                    employer=word.employer,
                    recorded_at=at,
                )
            )

    def _team(self, fact: HeroTeam) -> None:
        if not self._has_companies((fact.company, fact.account)):
            return
        made = instant(fact.since)
        self._teams[fact.name] = TeamRow(
            id=self._clock.new_id(made),
            kind=fact.kind,
            name=fact.name,
            company_id=self._companies[fact.company],
            account_id=self._companies[fact.account],
            since=fact.since,
            created_at=made,
        )
        self._roster.teams.append(self._teams[fact.name])

    def _membership(self, fact: HeroMembership) -> None:
        job, team = self._job_on(fact.person, fact.since), self._teams.get(fact.team)
        if job and team:
            self._roster.memberships.append(
                MembershipRow(
                    id=self._clock.new_id(instant(fact.since)),
                    team_id=team.id,
                    contact_id=job.contact_id,
                    position_id=job.id,
                    role_id=duty_id(fact.role) if fact.role else None,
                    duty_id=duty_id(fact.duty) if fact.duty else None,
                    since=fact.since,
                    until=fact.until,
                )
            )

    def _line(self, fact: HeroLine) -> None:
        job, above = self._job_on(fact.person, fact.since), self._job_on(fact.manager, fact.since)
        if job and above:
            self._roster.reporting_lines.append(
                ReportingLineRow(
                    id=self._clock.new_id(instant(fact.since)),
                    contact_id=job.contact_id,
                    position_id=job.id,
                    manager_id=above.id,
                    since=fact.since,
                )
            )

    def _job_on(self, person: str, day: date) -> PositionRow | None:
        return next((job for job in self._jobs.get(person, ()) if job.covers(day)), None)

    def _has_companies(self, names: Iterable[str]) -> bool:
        return all(name in self._companies for name in names)
