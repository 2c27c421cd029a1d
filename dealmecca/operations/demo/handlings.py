"""Who handles what: people at the agencies, and the advertisers' own, for all accounts but those of the heroes."""

import random
from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta

from dealmecca.operations.demo.evidence import EvidenceMaker
from dealmecca.operations.demo.roster_rows import (
    MARK,
    TODAY,
    DemoRoster,
    HandlingRow,
    PartnershipRow,
    PositionRow,
    duty_id,
    instant,
)
from dealmecca.operations.demo.rows import Clock, CompanyRow, DemoDirectory
from dealmecca.operations.demo.specialties import DEPARTMENTS_OF_DISCIPLINE, draw_duties

_PEOPLE_OF_SIZE = {
    "": 1, "1-10": 1, "11-50": 1, "51-200": 2, "201-500": 3, "501-1000": 3, "1001-5000": 4, "5001-10000": 6,
    "10001+": 7,
}  # fmt: skip
_NO_MEDIA = ("PEOPLE", "BUSINESS_DEVELOPMENT", "LEGAL", "OPERATIONS", "")
# What else is handled for the heroes' accounts: nothing that the heroes look after.
_SIDE_DUTIES = (
    "Research", "Procurement", "Seasonal and holiday", "Retention", "Northeast", "Seniors", "Email", "Cinema",
    "Loyalty",
)  # fmt: skip
_GAVE_UP, _OWN_PEOPLE = 0.07, 0.5
# Of the media accounts that were lost: how many lost people first. Of all: on how many the people changed, and no more.
_TEAM_CRUMBLED, _TEAM_CHANGED = 0.3, 0.2
_LEFT_EARLY, _WAS_REPORTED, _HALF_YEAR = 0.7, 0.25, 182


class HandlingMaker:
    """Adds handlings with their evidence; nobody in `apart` gets any. `by_partnership` tells whose account they are."""

    def __init__(
        self, rng: random.Random, directory: DemoDirectory, roster: DemoRoster, apart: Collection[str]
    ) -> None:
        self._rng = rng
        self._clock = Clock(rng, MARK)
        self._companies = {row.id: row for row in directory.companies}
        self._roster = roster
        self._evidence = EvidenceMaker(rng, self._clock, directory, roster)
        self._taken: set[tuple[str, str, str]] = set()
        self._present: dict[str, list[PositionRow]] = defaultdict(list)  # by agency or advertiser
        self._former: dict[str, list[PositionRow]] = defaultdict(list)
        for position in roster.positions:
            if position.contact_id not in apart and position.department not in _NO_MEDIA:
                company = self._companies[position.company_id]
                of = company.parent_id if company.company_type == "OFFICE" else company.id
                (self._former if position.until else self._present)[of or company.id].append(position)
        self.by_partnership: dict[str, list[HandlingRow]] = defaultdict(list)

    def make(self, hero_accounts: Collection[str]) -> None:
        heroes = {row.id for row in self._companies.values() if row.name in hero_accounts}
        for partnership in list(self._roster.partnerships):
            if partnership.advertiser_id in heroes:
                if partnership.until is None:
                    self._side_duties(partnership)
            else:
                self._at_the_agency(partnership, self._companies[partnership.advertiser_id])
        for row in self._companies.values():
            if row.company_type in ("ADVERTISER", "NONPROFIT") and row.id not in heroes:
                self._at_the_advertiser(row)

    def _at_the_agency(self, partnership: PartnershipRow, advertiser: CompanyRow) -> None:
        rng, wanted = self._rng, _PEOPLE_OF_SIZE[advertiser.size]
        if partnership.discipline != "MEDIA" or partnership.market in ("GLOBAL", "LATAM"):
            wanted = max(1, wanted // 3)
        is_media, days = partnership.discipline == "MEDIA", ((partnership.until or TODAY) - partnership.since).days
        if is_media and days > 2 * _HALF_YEAR and rng.random() < _TEAM_CHANGED:
            day = partnership.since + timedelta(days=rng.randrange(_HALF_YEAR, days))
            self._former_team(partnership, wanted, day, has_crumbled=True)
        if partnership.until:
            has_crumbled = is_media and days > _HALF_YEAR and rng.random() < _TEAM_CRUMBLED
            self._former_team(partnership, wanted, partnership.until, has_crumbled=has_crumbled)
            return
        fitting = DEPARTMENTS_OF_DISCIPLINE.get(partnership.discipline, ())
        present = self._present[partnership.agency_id]
        specialists = [position for position in present if position.department in fitting]
        people = self._some(specialists or present, wanted)
        people += self._some(self._former[partnership.agency_id], 1 if wanted > 1 else 0)
        for position in people:
            starts = max(position.since, partnership.since)
            ends = [day for day in (position.until, partnership.until, TODAY) if day]
            if starts + timedelta(days=20) < min(ends):
                duties = draw_duties(
                    position.title, position.department, position.seniority, rng,
                    discipline=partnership.discipline, is_client=False,
                )  # fmt: skip
                for duty in duties:
                    made = self._handling(position, advertiser.id, duty, starts, min(ends), partnership.until)
                    self.by_partnership[partnership.id] += [made] if made else []

    def _former_team(self, partnership: PartnershipRow, wanted: int, last: date, *, has_crumbled: bool) -> None:
        """Those who were there half a year before the last day, each with one duty; or most of them left before it."""
        rng = self._rng
        before = max(partnership.since, last - timedelta(days=_HALF_YEAR + 60))
        known = (*self._present[partnership.agency_id], *self._former[partnership.agency_id])
        people = self._some([position for position in known if position.covers(before)], wanted)
        for position in people:
            starts = max(position.since, partnership.since)
            ends = min(position.until or last, last)
            if has_crumbled and rng.random() < _LEFT_EARLY:
                ends = min(ends, last - timedelta(days=rng.randrange(5, _HALF_YEAR)))
            left = None if ends == position.until else ends  # None: left behind with the job
            if starts + timedelta(days=20) < ends:
                duties = draw_duties(
                    position.title, position.department, position.seniority, rng,
                    discipline=partnership.discipline, is_client=False,
                )  # fmt: skip
                for duty in duties[:1]:
                    made = self._handling(position, partnership.advertiser_id, duty, starts, ends, left)
                    if made and ends < last and rng.random() < _WAS_REPORTED:
                        self._evidence.deny(made, ends, last)

    def _at_the_advertiser(self, row: CompanyRow) -> None:
        if self._rng.random() > _OWN_PEOPLE:
            return
        for position in self._some(self._present[row.id], 1 + _PEOPLE_OF_SIZE[row.size] // 4):
            if position.since + timedelta(days=20) < TODAY:
                for duty in draw_duties(
                    position.title, position.department, position.seniority, self._rng, is_client=True
                ):
                    self._handling(position, row.id, duty, position.since, TODAY, None)

    def _side_duties(self, partnership: PartnershipRow) -> None:
        people = self._some(self._present[partnership.agency_id], 2)
        people += self._some(self._present[partnership.advertiser_id], 1)
        for position in people:
            starts = max(position.since, partnership.since)
            if starts + timedelta(days=20) < TODAY:
                self._handling(position, partnership.advertiser_id, self._rng.choice(_SIDE_DUTIES), starts, TODAY, None)

    def _handling(
        self, position: PositionRow, account_id: str, duty: str, starts: date, ends: date, until: date | None
    ) -> HandlingRow | None:
        """`ends` is the last day on which it can have been so, `until` when it ended if the job did not end before."""
        key = (position.id, account_id, duty)
        if key in self._taken:
            return None
        self._taken.add(key)
        rng, days = self._rng, (ends - starts).days
        since = starts + timedelta(days=rng.randrange(min(days - 10, 120)))
        if until is None and position.until is None and rng.random() < _GAVE_UP:
            until = ends = since + timedelta(days=rng.randrange(5, (ends - since).days))
        elif until and position.until and position.until < until:
            until = None  # left behind with the job
        first_heard = since + timedelta(days=int((ends - since).days * rng.random() ** 0.8))
        is_known = rng.random() < 0.72
        made = instant(first_heard, rng.randrange(30_000))
        row = HandlingRow(
            id=self._clock.new_id(made),
            contact_id=position.contact_id,
            position_id=position.id,
            account_id=account_id,
            duty_id=duty_id(duty),
            since=since if is_known else first_heard,
            is_since_known=is_known,
            until=until,
            created_at=made,
        )
        self._roster.handlings.append(row)
        self._evidence.add(row, made, ends)
        return row

    def _some(self, positions: list[PositionRow], count: int) -> list[PositionRow]:
        return self._rng.sample(positions, min(count, len(positions)))
