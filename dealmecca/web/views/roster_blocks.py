"""What the pages of one company and one person show of the roster, as of a day."""

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact, Position
from dealmecca.outlook.queries import Opening, next_openings
from dealmecca.roster.models import Partnership
from dealmecca.roster.queries import (
    Claim,
    ClaimFilter,
    accounts_of,
    agencies_of,
    career_of,
    claims_by_duty,
    find_claims,
    leads_of,
    memberships_of,
    reports_of,
    teams_of,
)
from dealmecca.roster.vocabularies import DISCIPLINE, MARKET

ACCOUNTS_SHOWN = 12
DUTIES_SHOWN, EACH_SHOWN = 14, 3


@dataclass(frozen=True)
class AgencyLine:
    """One discipline and market of an account: who works on it, and who did before."""

    discipline: str
    market: str
    present: list[Partnership]
    past: list[Partnership]


@dataclass(frozen=True)
class AccountLine:
    """A client of an agency, with the surest of the people who look after it there."""

    partnership: Partnership
    lead: Claim | None
    opening: Opening | None


@dataclass(frozen=True)
class HandledAccount:
    """One account of a person with the claims about it."""

    account: Company
    claims: list[Claim]

    @property
    def surest(self) -> Claim:
        return min(self.claims, key=lambda claim: claim.rank)


def day_asked(request: HttpRequest) -> date:
    """`?asOf=`, or today when there is none that can be read; never a day to come."""
    with suppress(ValueError):  # such as the 31st of February
        day = parse_date(request.GET.get("asOf", ""))
        if day:
            return min(day, timezone.localdate())
    return timezone.localdate()


def company_blocks(viewer: User, company: Company, day: date, *, offices: Sequence[str]) -> dict[str, Any]:
    """Agencies, accounts, people by duty and teams. `offices` are the company and all below it.

    The number of queries does not depend on how many there are.
    """
    duty_lines, handler_count = claims_by_duty(
        viewer=viewer, account_id=company.pk, day=day, duties=DUTIES_SHOWN, each=EACH_SHOWN
    )
    accounts = accounts_of(viewer=viewer, company_ids=offices, day=day)
    shown = accounts[:ACCOUNTS_SHOWN]
    leads = leads_of(viewer=viewer, offices=offices, partnerships=shown, day=day)
    openings = next_openings(viewer=viewer, account_ids=[row.advertiser_id for row in shown], day=day)
    return {
        "day": day,
        "is_past": day < timezone.localdate(),
        "agency_lines": _agency_lines(agencies_of(viewer=viewer, company=company), day),
        "account_lines": [AccountLine(row, leads.get(row.pk), openings.get(row.advertiser_id)) for row in shown],
        "account_count": len({row.advertiser_id for row in accounts}),
        "partnership_count": len(accounts),
        "duty_lines": duty_lines[:DUTIES_SHOWN],
        "duty_count": len(duty_lines),
        "handler_count": handler_count,
        "teams": teams_of(viewer=viewer, company=company, day=day),
    }


def contact_blocks(viewer: User, contact: Contact, day: date) -> dict[str, Any]:
    """What a person handles, where they worked, whom they report to, their teams."""
    claims = find_claims(viewer=viewer, wanted=ClaimFilter(contacts=(contact.pk,), day=day))
    accounts: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        accounts[claim.account.pk].append(claim)
    handled = [
        HandledAccount(own[0].account, sorted(own, key=lambda claim: claim.duty.name)) for own in accounts.values()
    ]
    career = career_of(viewer=viewer, contact=contact)
    return {
        "day": day,
        "is_past": day < timezone.localdate(),
        "handled": sorted(handled, key=lambda one: (-len(one.claims), one.account.name)),
        "duty_count": len(claims),
        "career": career,
        "has_past": any(_is_over(position, day) for position in career),
        "reports": reports_of(viewer=viewer, contact=contact, day=day),
        "memberships": memberships_of(viewer=viewer, contact=contact, day=day),
    }


def _agency_lines(rows: Sequence[Partnership], day: date) -> list[AgencyLine]:
    lines: dict[tuple[str, str], AgencyLine] = {}
    for row in rows:
        key = (row.discipline, row.market)
        line = lines.setdefault(key, AgencyLine(DISCIPLINE.label(key[0]), MARKET.label(key[1]), [], []))
        if row.since <= day and (row.until is None or row.until > day):
            line.present.append(row)
        elif row.since <= day:
            line.past.append(row)
    order = sorted(
        lines, key=lambda key: (not lines[key].present, DISCIPLINE.position(key[0]), MARKET.position(key[1]))
    )
    return [lines[key] for key in order if lines[key].present or lines[key].past]


def _is_over(position: Position, day: date) -> bool:
    return position.until is not None and position.until <= day
