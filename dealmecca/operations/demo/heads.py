"""Heads of marketing who began at advertisers some months before these changed their media agency."""

import random
from bisect import bisect_left
from collections.abc import Collection
from datetime import date, timedelta

from dealmecca.operations.demo.roster_rows import FIVE_YEARS_AGO, MARK, DemoRoster, PositionRow, instant
from dealmecca.operations.demo.rows import Clock
from dealmecca.operations.demo.titles import RANK, Job

# Of the takeovers of media accounts; before the others nobody came, and most who came changed nothing.
_SHARE = 0.55
_DAYS_BEFORE = (60, 300)
_STAYED_AFTER = 30
_NEAREST = 40  # candidates to draw from
_LOWEST = RANK["SENIOR_DIRECTOR"]
_DEPARTMENTS = ("MARKETING", "LEADERSHIP", "STRATEGY", "MEDIA_PLANNING", "ACCOUNT_MANAGEMENT", "BUSINESS_DEVELOPMENT")
_JOBS = (
    Job("Chief Marketing Officer", "C_LEVEL", "MARKETING"), Job("VP, Marketing", "VP", "MARKETING"),
    Job("SVP, Marketing", "SVP", "MARKETING"), Job("VP, Media", "VP", "MEDIA_PLANNING"),
    Job("EVP, Brand Marketing", "EVP", "MARKETING"), Job("VP Brand Marketing", "VP", "MARKETING"),
)  # fmt: skip


class HeadMaker:
    """Gives senior people, but those in `apart`, an earlier job at the top of an advertiser's marketing."""

    def __init__(self, rng: random.Random, roster: DemoRoster, apart: Collection[str]) -> None:
        self._rng = rng
        self._clock = Clock(rng, MARK)
        self._roster = roster
        first: dict[str, PositionRow] = {}
        senior: set[str] = set()
        for row in roster.positions:
            if row.contact_id not in apart:
                if row.contact_id not in first or row.since < first[row.contact_id].since:
                    first[row.contact_id] = row
                if row.until is None and RANK.get(row.seniority, 0) >= _LOWEST and row.department in _DEPARTMENTS:
                    senior.add(row.contact_id)
        found = sorted((row.since, row.contact_id) for key, row in first.items() if key in senior)
        self._candidates = [first[key] for _, key in found]  # by the day on which they began what we know of them
        self._days = [day for day, _ in found]

    def make(self, apart: Collection[str]) -> None:
        """Before takeovers of the accounts that are not in `apart`."""
        for row in self._roster.partnerships:
            is_takeover = row.discipline == "MEDIA" and row.since > FIVE_YEARS_AGO and row.advertiser_id not in apart
            if is_takeover and self._rng.random() < _SHARE:
                self._head(row.advertiser_id, row.since)

    def _head(self, account_id: str, takeover: date) -> None:
        """Somebody whose next job began soonest after the takeover; nobody when all have been drawn."""
        start = bisect_left(self._days, takeover + timedelta(days=_STAYED_AFTER))
        end = min(start + _NEAREST, len(self._days))
        if start == end:
            return
        number = self._rng.randrange(start, end)
        if self._candidates[number].company_id == account_id:
            return
        self._days.pop(number)
        next_ = self._candidates.pop(number)
        job = self._rng.choice(_JOBS)
        since = takeover - timedelta(days=self._rng.randrange(*_DAYS_BEFORE))
        self._roster.positions.append(
            PositionRow(
                id=self._clock.new_id(instant(since)),
                contact_id=next_.contact_id,
                company_id=account_id,
                title=job.title,
                department=job.department,
                seniority=job.seniority,
                since=since,
                until=next_.since,
            )
        )
