"""How fast what we know of somebody stops being true, by their role; computed when it is read.

The half-life follows from how many people of a rank change jobs in a year: 35 % of specialists, 33 % of managers, 30 %
of directors, 26 % of vice presidents and above; two points more where media is bought and planned, two fewer where a
house is run. h = 365 * ln 2 / -ln(1 - share). What somebody said counts while it is three quarters fresh: 227 to 382
days for a person, by role. Twelve of a hundred companies a year change name, house or number.
"""

from datetime import date, timedelta
from functools import cache
from math import log

COUNTS_WHILE = 0.75
COMPANY_SHARE = 0.12
_USUAL = 0.35
_SHARES = (
    dict.fromkeys(("MANAGER", "SENIOR_MANAGER"), 0.33)
    | dict.fromkeys(("DIRECTOR", "SENIOR_DIRECTOR"), 0.30)
    | dict.fromkeys(("VP", "SVP", "EVP", "C_LEVEL", "FOUNDER"), 0.26)
)
_QUICK = dict.fromkeys(("MEDIA_BUYING", "MEDIA_PLANNING", "PROGRAMMATIC", "SEARCH_SOCIAL", "AD_OPERATIONS"), 0.02)
_SLOW = dict.fromkeys(("LEADERSHIP", "FINANCE", "LEGAL", "PEOPLE", "OPERATIONS"), -0.02)
_DEPARTMENTS = _QUICK | _SLOW


def share_moving(seniority: str, department: str) -> float:
    """How many of a hundred people in this role are elsewhere a year later, as a fraction."""
    return _SHARES.get(seniority, _USUAL) + _DEPARTMENTS.get(department, 0.0)


def freshness(share: float, since: date, day: date) -> float:
    """1 on the day it was seen to be true, 0.5 after one half-life; a day ahead counts as today."""
    return float((1 - share) ** (max((day - since).days, 0) / 365))


@cache
def days_that_count(share: float) -> int:
    """For how many days a word counts."""
    return int(365 * log(COUNTS_WHILE) / log(1 - share))


@cache
def half_life(share: float) -> int:
    """In days."""
    return round(365 * log(0.5) / log(1 - share))


def counts_until(share: float, said_on: date, expires_on: date) -> date:
    """The first day on which a word counts no more: it fades with the role, and nobody's word outlives its expiry."""
    return min(said_on + timedelta(days=days_that_count(share)), expires_on)
