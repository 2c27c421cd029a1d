"""Invented histories of accounts: with signs that come before a change of agency, or with signs that mean nothing."""

import random
from datetime import date, timedelta

from dealmecca.outlook.vulnerability import Facts, Held, Job, Tenure, Title

TODAY = date(2026, 11, 23)
START = date(2017, 1, 1)


def within(company_id: str, agency_id: str) -> bool:
    return company_id == agency_id


def invented(accounts: int, *, is_planted: bool, seed: int = 1) -> list[Facts]:
    """Each account changes its agency now and then. Planted: most changes follow a new head within the year."""
    rng = random.Random(seed)
    return [_account(f"account{number}", rng, is_planted) for number in range(accounts)]


def _account(key: str, rng: random.Random, is_planted: bool) -> Facts:
    facts = Facts(key)
    since, agency = START + timedelta(rng.randrange(365)), 0
    while since < TODAY:
        until: date | None = since + timedelta(int(rng.expovariate(1 / 1600)) + 60)
        if until and until > TODAY:
            until = None
        facts.tenures.append(Tenure(f"agency{agency}", f"Agency {agency}", "MEDIA", True, since, True, until))
        if until is None:
            break
        if is_planted and rng.random() < 0.7:
            _head(facts, until - timedelta(rng.randrange(30, 300)))
        since, agency = until, agency + 1
    for _ in range(rng.randrange(3)):
        _head(facts, START + timedelta(rng.randrange(3500)))
    return facts


def _head(facts: Facts, since: date) -> None:
    title = Title("Chief Marketing Officer", "C_LEVEL", "MARKETING", None)
    facts.jobs.append(Job(f"{facts.account_id} head {since}", "Somebody New", since, None, (title,)))


def team(count: int, left: int, day: date) -> list[Held]:
    """So many people at agency0 for two years, of whom some left a month before."""
    since = day - timedelta(730)
    return [
        Held(f"person{number}", "agency0", since, day - timedelta(30) if number < left else None)
        for number in range(count)
    ]
