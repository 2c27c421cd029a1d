"""The teams that work on the larger accounts, made of those who handle something for them."""

import random
from collections.abc import Collection, Mapping, Sequence

from dealmecca.operations.demo.partnerships import LARGE, LARGEST
from dealmecca.operations.demo.roster_rows import (
    MARK,
    DemoRoster,
    HandlingRow,
    MembershipRow,
    PartnershipRow,
    TeamRow,
    duty_id,
    instant,
)
from dealmecca.operations.demo.rows import Clock, CompanyRow, DemoDirectory

_MOST_TEAMS = 300
_MOST_MEMBERS = 9
_ROLES = ("Account lead", "Planning", "Buying", "Buying", "Strategy", "Day-to-day contact", "Analytics")


class TeamMaker:
    """Adds one team for each of the largest accounts with at least two people on them."""

    def __init__(self, rng: random.Random, directory: DemoDirectory, roster: DemoRoster) -> None:
        self._rng = rng
        self._clock = Clock(rng, MARK)
        self._companies = {row.id: row for row in directory.companies}
        self._roster = roster

    def make(self, by_partnership: Mapping[str, Sequence[HandlingRow]], apart: Collection[str]) -> None:
        made = 0
        for partnership in sorted(self._roster.partnerships, key=self._rank):
            advertiser = self._companies[partnership.advertiser_id]
            if partnership.until or advertiser.name in apart or advertiser.size not in LARGE:
                continue
            handlings = {row.position_id: row for row in reversed(by_partnership.get(partnership.id, ()))}
            if len(handlings) > 1 and partnership.discipline == "MEDIA":
                self._team(partnership, advertiser, list(handlings.values())[:_MOST_MEMBERS])
                made += 1
            if made == _MOST_TEAMS:
                return

    def _team(self, partnership: PartnershipRow, advertiser: CompanyRow, handlings: Sequence[HandlingRow]) -> None:
        agency = self._companies[partnership.agency_id]
        at = instant(partnership.since)
        team = TeamRow(
            id=self._clock.new_id(at),
            kind="CLIENT",
            name=f"{advertiser.name}, {agency.name}"[:120],
            company_id=agency.id,
            account_id=advertiser.id,
            since=partnership.since,
            is_since_known=partnership.is_since_known,
            created_at=at,
        )
        self._roster.teams.append(team)
        for handling in handlings:
            self._roster.memberships.append(
                MembershipRow(
                    id=self._clock.new_id(handling.created_at),
                    team_id=team.id,
                    contact_id=handling.contact_id,
                    position_id=handling.position_id,
                    role_id=duty_id(self._rng.choice(_ROLES)),
                    duty_id=handling.duty_id,
                    since=handling.since,
                    is_since_known=handling.is_since_known,
                    until=handling.until,
                )
            )

    def _rank(self, row: PartnershipRow) -> tuple[bool, str]:
        return self._companies[row.advertiser_id].size not in LARGEST, row.id
