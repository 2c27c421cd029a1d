"""Careers: since when people hold their job, what it was called before, and where they worked earlier."""

import random
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import accumulate

from dealmecca.history.actions import Entry
from dealmecca.history.models import Verb
from dealmecca.operations.demo.roster_rows import (
    FIVE_YEARS_AGO,
    LATELY,
    MARK,
    DemoRoster,
    FormerTitleRow,
    PositionRow,
    instant,
)
from dealmecca.operations.demo.rows import Clock, CompanyRow, ContactRow, DemoDirectory
from dealmecca.operations.demo.titles import RANK, Job, draw_job_below

# Between companies of one kind people move; the others are advisers, and move among themselves.
_KIND = {
    "OFFICE": "agency", "AGENCY": "agency", "AGENCY_NETWORK": "agency", "HOLDING_COMPANY": "agency",
    "ADVERTISER": "client", "NONPROFIT": "client", "BRAND": "client", "PUBLISHER": "seller", "ADTECH": "seller",
}  # fmt: skip
_FORMER_JOBS = ((0, 1, 2, 3), (40, 30, 20, 10))
_IS_SINCE_KNOWN = 0.75
_HAS_GAP = 0.3
_MOVED_LATELY, _PROMOTED_LATELY = 0.11, 0.06  # of those whose record was last changed lately


class CareerMaker:
    """Adds the jobs of everybody but `apart` to a roster."""

    def __init__(
        self, rng: random.Random, directory: DemoDirectory, roster: DemoRoster, apart: Collection[str]
    ) -> None:
        self._rng = rng
        self._clock = Clock(rng, MARK)
        self._contacts = directory.contacts
        self._roster = roster
        self._apart = apart
        self._companies = {row.id: row for row in directory.companies}
        self._pools = _pools(directory.companies)

    def make(self) -> None:
        for row in self._contacts:
            if row.company_id and row.id not in self._apart:
                self._career(row, self._companies[row.company_id])

    def _career(self, row: ContactRow, company: CompanyRow) -> None:
        """A move or promotion of late is what the record's last change was."""
        chance, job = self._rng.random, Job(row.title, row.seniority, row.department)
        was_seen = row.verification_level > 1 and row.updated_at.date() > LATELY
        was_seen = was_seen and (row.updated_at - row.created_at).days > 60
        has_moved = was_seen and bool(row.title) and chance() < _MOVED_LATELY
        is_known = has_moved or chance() < _IS_SINCE_KNOWN
        if has_moved:
            since = row.updated_at.date() - timedelta(days=self._rng.randrange(8))
        else:
            since = self._first_day(row.created_at.date()) if is_known else row.created_at.date()
        present = self._position(row, company.id, job, since, None, is_known)
        if has_moved:
            self._former_jobs(row, company, job, present, max(1, self._former_count(job)))
        elif is_known:
            self._former_jobs(row, company, job, present, self._former_count(job))
            self._former_title(row, company, job, present, was_seen and chance() < _PROMOTED_LATELY)

    def _first_day(self, made: date) -> date:
        """Mostly within the last five years, some long before."""
        if self._rng.random() < 0.07:
            return FIVE_YEARS_AGO - timedelta(days=self._rng.randrange(1, 2_600))
        return made - timedelta(days=int((made - FIVE_YEARS_AGO).days * self._rng.random() ** 1.4))

    def _former_count(self, job: Job) -> int:
        return min(self._rng.choices(*_FORMER_JOBS)[0], RANK.get(job.seniority, 3))

    def _former_jobs(self, row: ContactRow, company: CompanyRow, job: Job, next_: PositionRow, count: int) -> None:
        kind = _KIND.get(company.company_type, "adviser")
        companies, weights = self._pools[kind]
        for number in range(count):
            elsewhere = (row for row in self._rng.choices(companies, cum_weights=weights, k=4))
            there = next((row for row in elsewhere if row.id != next_.company_id), None)
            if there is None:
                return
            job = draw_job_below(there.company_type, job, self._rng)
            is_newest = number == 0 and next_.since > LATELY
            gap = 0 if is_newest or self._rng.random() > _HAS_GAP else self._rng.randrange(20, 400)
            until = next_.since - timedelta(days=gap)
            begun = min(until, row.created_at.date()) if is_newest else until
            since = begun - timedelta(days=self._rng.randrange(200, 1_500))
            former = self._position(row, there.id, job, since, until, self._rng.random() < 0.85)
            if is_newest and row.updated_at.date() > LATELY:
                names = (there.name, company.name)
                moved = {"company": names, "company_id": (there.id, company.id), "title": (job.title, row.title)}
                self._roster.news.append(Entry("contact", row.id, Verb.EDIT, moved, row.updated_at))
            next_ = former

    def _former_title(
        self, row: ContactRow, company: CompanyRow, job: Job, present: PositionRow, is_news: bool
    ) -> None:
        """A promotion within the company."""
        days = (row.created_at.date() - present.since).days
        if not row.title or not (is_news or (days > 400 and self._rng.random() < 0.35)):
            return
        before = draw_job_below(company.company_type, job, self._rng)
        if before.title == row.title:
            return
        until = row.updated_at.date() if is_news else present.since + timedelta(days=self._rng.randrange(200, days))
        self._roster.former_titles.append(
            FormerTitleRow(
                position_id=present.id,
                title=before.title,
                department=before.department,
                seniority=before.seniority,
                until=until,
            )
        )
        if is_news:
            changed = {"title": (before.title, row.title)}
            self._roster.news.append(Entry("contact", row.id, Verb.EDIT, changed, row.updated_at))

    def _position(
        self, row: ContactRow, company_id: str, job: Job, since: date, until: date | None, is_known: bool
    ) -> PositionRow:
        position = PositionRow(
            id=self._clock.new_id(instant(since)),
            contact_id=row.id,
            company_id=company_id,
            title=job.title,
            department=job.department,
            seniority=job.seniority,
            since=since,
            is_since_known=is_known,
            until=until,
        )
        self._roster.positions.append(position)
        return position


def _pools(companies: Sequence[CompanyRow]) -> dict[str, tuple[list[CompanyRow], list[float]]]:
    """Where people of each kind of company come from: (companies, running sum of their weights)."""
    pools: dict[str, list[CompanyRow]] = {}
    for row in companies:
        pools.setdefault(_KIND.get(row.company_type, "adviser"), []).append(row)
    return {kind: (rows, list(accumulate(row.people_weight for row in rows))) for kind, rows in pools.items()}
