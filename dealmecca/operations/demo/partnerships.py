"""Which agency works for which advertiser: five years of accounts won, lost, won back and put in review."""

import random
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate

from dealmecca.operations.demo.roster_rows import (
    FIVE_YEARS_AGO,
    MARK,
    TODAY,
    DemoRoster,
    PartnershipRow,
    instant,
)
from dealmecca.operations.demo.rows import SPAN, Clock, CompanyRow, DemoDirectory

# How many advertisers of a size have an agency of record that we know of.
_HAS_AGENCY = {"": 0.3, "1-10": 0.12, "11-50": 0.3, "51-200": 0.7} | dict.fromkeys(
    ("201-500", "501-1000", "1001-5000", "5001-10000", "10001+"), 0.97
)
LARGE, LARGEST = ("1001-5000", "5001-10000", "10001+"), ("5001-10000", "10001+")
_HOME_MARKET = {
    "United States": "US", "Canada": "CANADA", "United Kingdom": "UK", "Germany": "GERMANY", "France": "FRANCE",
    "Brazil": "BRAZIL", "Australia": "AUSTRALIA",
}  # fmt: skip
# (discipline, chance) of what large advertisers give to agencies of their own, and the markets of the largest.
_SPECIALTIES = (
    ("CREATIVE", 0.5), ("SOCIAL", 0.28), ("OUT_OF_HOME", 0.14), ("AUDIO", 0.14), ("SEARCH", 0.1),
    ("PROGRAMMATIC", 0.1), ("COMMERCE", 0.08),
)  # fmt: skip
_MARKETS = (("CANADA", 0.3), ("UK", 0.2), ("GLOBAL", 0.14), ("LATAM", 0.1))
_TRADE_PRESS = ("The Media Ledger", "Plan & Buy Daily", "Agency Gazette", "Upfront Weekly", "The Account Book")
_SOURCES = (("PRESS", "SPOKE", "EMAIL", "PROFILE", "FILE"), (52, 16, 12, 10, 10))
_WENT_IN_HOUSE, _IN_REVIEW, _WON_BACK = 0.06, 0.05, 0.3
_WENT_FIRST = 0.4  # of the takeovers of other accounts within a year of that of the media account
_USUAL_DAYS = 1_600  # one account in five goes to another agency in a year


class PartnershipMaker:
    """Adds the accounts of all agencies but those of the advertisers in `apart`."""

    def __init__(
        self, rng: random.Random, directory: DemoDirectory, roster: DemoRoster, apart: Collection[str]
    ) -> None:
        self._rng = rng
        self._clock = Clock(rng, MARK)
        self._companies = directory.companies
        self._roster = roster
        self._apart = apart
        people = {row.id: row.people_weight for row in directory.companies if row.company_type == "AGENCY"}
        for row in directory.companies:
            if row.company_type == "OFFICE" and row.parent_id in people:
                people[row.parent_id] += row.people_weight
        self._agencies = list(people)
        self._weights = list(accumulate(people.values()))

    def make(self) -> None:
        if len(self._agencies) < 2:
            return
        for row in self._companies:
            if row.company_type in ("ADVERTISER", "NONPROFIT") and row.name not in self._apart:
                media: list[date] = []
                for discipline, market in self._given_to_agencies(row):
                    takeovers = self._history(row, discipline, market, media)
                    if discipline == "MEDIA":
                        media += takeovers

    def _given_to_agencies(self, row: CompanyRow) -> Iterator[tuple[str, str]]:
        chance = self._rng.random
        if chance() > _HAS_AGENCY[row.size]:
            return
        home = _HOME_MARKET[row.country]
        yield "MEDIA", home
        if row.size in LARGE:
            yield from [(discipline, home) for discipline, share in _SPECIALTIES if chance() < share]
        if row.size in LARGEST:
            yield from [("MEDIA", market) for market, share in _MARKETS if market != home and chance() < share]

    def _history(self, advertiser: CompanyRow, discipline: str, market: str, media: Sequence[date]) -> list[date]:
        """From the present agency back in time, each taking over on the day the one before it ends.

        Back to before the five years for every account, and with an even chance on every day: so as many changes
        happen in each of the years. Some accounts go first where the media account follows. The days of takeover.
        """
        is_aor = discipline == "MEDIA" or self._rng.random() < 0.88
        until: date | None = None
        if self._rng.random() < _WENT_IN_HOUSE:
            until = TODAY - timedelta(days=self._rng.randrange(5, (TODAY - FIVE_YEARS_AGO).days))
        agencies: list[str] = []
        takeovers: list[date] = []
        while True:
            agency = self._other_agency(agencies)
            since = (until or TODAY) - timedelta(days=1 + int(self._rng.expovariate(1 / _USUAL_DAYS)))
            if discipline != "MEDIA":
                since = self._before_media(since, until or TODAY, media)
            is_last = since < FIVE_YEARS_AGO
            self._partnership(agency, advertiser, discipline, market, since, until, is_aor, is_last)
            if is_last:
                return takeovers
            agencies.append(agency)
            takeovers.append(since)
            until = since

    def _before_media(self, since: date, until: date, media: Sequence[date]) -> date:
        near = [day for day in media if abs((day - since).days) < 365]
        if near and self._rng.random() < _WENT_FIRST:
            earlier = self._rng.choice(near) - timedelta(days=self._rng.randrange(30, 270))
            return min(earlier, until - timedelta(days=1))
        return since

    def _other_agency(self, later: list[str]) -> str:
        """Not the one that took over from it; sometimes one that came back later."""
        if len(later) > 1 and self._rng.random() < _WON_BACK:
            return later[-2]
        while True:
            (agency,) = self._rng.choices(self._agencies, cum_weights=self._weights)
            if not later or agency != later[-1]:
                return agency

    def _partnership(
        self, agency: str, advertiser: CompanyRow, discipline: str, market: str, since: date, until: date | None,
        is_aor: bool, is_first: bool,
    ) -> None:  # fmt: skip
        rng = self._rng
        (how,) = rng.choices(*_SOURCES)
        heard = max(since, (TODAY - timedelta(days=rng.randrange(SPAN.days))) if since < TODAY - SPAN else since)
        made = instant(heard, rng.randrange(30_000))
        is_watched = until is None and discipline == "MEDIA" and (TODAY - since).days > 400
        in_review = is_watched and rng.random() < _IN_REVIEW
        self._roster.partnerships.append(
            PartnershipRow(
                id=self._clock.new_id(made),
                agency_id=agency,
                advertiser_id=advertiser.id,
                discipline=discipline,
                market=market,
                since=since,
                is_since_known=not is_first or rng.random() < 0.6,
                until=until,
                is_aor=is_aor,
                in_review_since=TODAY - timedelta(days=rng.randrange(2, 140)) if in_review else None,
                how=how,
                source=rng.choice(_TRADE_PRESS) if how == "PRESS" else "",
                created_at=made,
            )
        )
