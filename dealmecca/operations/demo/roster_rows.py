"""What the generators of the roster hand over: plain rows, whose fields are named like the columns of the tables."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from dealmecca.history.actions import Entry
from dealmecca.lib.text_keys import phrase_key
from dealmecca.operations.demo.rows import REFERENCE

TODAY = REFERENCE.date()
FIVE_YEARS_AGO = date(2021, 11, 1)
LATELY = TODAY - timedelta(weeks=8)  # what happened since then is in the history, so that feeds have something to tell
MARK = "demo"  # in the id of every roster row, after its date and counter: what has none was entered by somebody
MARK_FROM = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionRow:
    id: str
    contact_id: str
    company_id: str
    title: str
    department: str
    seniority: str
    since: date
    is_since_known: bool = True
    until: date | None = None

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerTitleRow:
    position_id: str
    title: str
    department: str
    seniority: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnershipRow:
    id: str
    agency_id: str
    advertiser_id: str
    discipline: str
    market: str
    since: date
    created_at: datetime
    is_since_known: bool = True
    until: date | None = None
    is_aor: bool = True
    in_review_since: date | None = None
    source: str = ""
    how: str = "OTHER"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlingRow:
    id: str
    contact_id: str
    position_id: str
    account_id: str
    duty_id: str
    since: date
    created_at: datetime
    is_since_known: bool = True
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    id: str
    handling_id: str
    said: str
    how: str
    said_on: date
    employer: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRow:
    id: str
    kind: str
    name: str
    company_id: str
    account_id: str | None
    since: date
    created_at: datetime
    is_since_known: bool = True
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipRow:
    id: str
    team_id: str
    contact_id: str
    position_id: str
    role_id: str | None
    duty_id: str | None
    since: date
    is_since_known: bool = True
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingLineRow:
    id: str
    contact_id: str
    position_id: str
    manager_id: str
    since: date
    is_since_known: bool = True
    until: date | None = None


@dataclass(slots=True)
class DemoRoster:
    """`news` are the lines of history that pages and feeds show; the rest of the roster has none."""

    positions: list[PositionRow] = field(default_factory=list)
    former_titles: list[FormerTitleRow] = field(default_factory=list)
    partnerships: list[PartnershipRow] = field(default_factory=list)
    handlings: list[HandlingRow] = field(default_factory=list)
    evidence: list[EvidenceRow] = field(default_factory=list)
    teams: list[TeamRow] = field(default_factory=list)
    memberships: list[MembershipRow] = field(default_factory=list)
    reporting_lines: list[ReportingLineRow] = field(default_factory=list)
    news: list[Entry] = field(default_factory=list)


@cache
def duty_id(name: str) -> str:
    """The id that a duty of this name has in every installation."""
    return "c" + hashlib.sha256(f"duty {phrase_key(name)}".encode()).hexdigest()[:24]


def instant(day: date, seconds: int = 0) -> datetime:
    """A moment of that day within working hours, never after REFERENCE."""
    return min(datetime.combine(day, time(9), UTC) + timedelta(seconds=seconds % 32_400), REFERENCE)
