"""What the generators hand over: plain rows, whose fields are named like the columns of the directory's tables."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

# Demo data knows no today: the same rows come out on every day of every year.
REFERENCE = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
SPAN = timedelta(days=730)
FIRST_WITH_WORDS = 3  # the first level that needs somebody's word
LATELY = timedelta(days=80)

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PAIRS = tuple(first + second for first in _DIGITS for second in _DIGITS)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyRow:
    id: str
    name: str
    company_type: str
    created_at: datetime
    updated_at: datetime
    website: str = ""
    description: str = ""
    industry: str = ""
    industry_text: str = ""
    size: str = ""
    location: str = ""
    address: str = ""
    postal_code: str = ""
    city: str = ""
    state: str = ""
    country: str = ""
    phone: str = ""
    parent_id: str | None = None
    verification_level: int = 1
    linkedin_url: str = ""
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    people_weight: float = 0.0  # no column: the share of the people who work here


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    id: str
    first_name: str
    last_name: str
    created_at: datetime
    updated_at: datetime
    email: str = ""
    phone: str = ""
    title: str = ""
    department: str = ""
    department_text: str = ""
    seniority: str = ""
    linkedin_url: str = ""
    personal_website: str = ""
    verification_level: int = 1
    company_id: str | None = None


@dataclass(frozen=True, slots=True)
class DemoDirectory:
    """Parents come before their children, and everything in the order of its making, which is that of its id."""

    companies: list[CompanyRow]
    contacts: list[ContactRow]


class Clock:
    """Draws days in the two years before REFERENCE, and ids that sort by them. `mark` stands in each of its ids."""

    def __init__(self, rng: random.Random, mark: str = "") -> None:
        self._rng = rng
        self._mark = mark
        self._made = 0

    def made(self, after: datetime | None = None) -> datetime:
        """When a record was made; strictly later than `after`."""
        start = after + timedelta(seconds=1) if after else REFERENCE - SPAN
        seconds = int((REFERENCE - start).total_seconds())
        share = self._rng.random()
        return start + timedelta(seconds=int(max(seconds - 3600, 0) * (share * share if after else share)))

    def raised(self, made: datetime, level: int) -> datetime:
        """When it was raised to its level, which is its last change; a record of level 1 was never changed. What
        stands on somebody's word was seen in the last weeks, or the word would have faded."""
        if level == 1:
            return made
        seconds = (REFERENCE - made).total_seconds()
        share = self._rng.random() ** 1.6
        if level >= FIRST_WITH_WORDS:
            share = min(share, 1.0) * min(1.0, LATELY.total_seconds() / max(seconds, 1.0))
        return made + timedelta(seconds=int(seconds * (1 - share)))

    def new_id(self, made: datetime) -> str:
        """The form of lib/ids.py: `c`, 8 digits of milliseconds, 4 of a counter, 12 of randomness."""
        self._made += 1
        tail = self._mark + "".join(self._rng.choices(_DIGITS, k=12 - len(self._mark)))
        return f"c{base36(int(made.timestamp() * 1000), 8)}{base36(self._made % 36**4, 4)}{tail}"


def base36(number: int, width: int) -> str:
    """`width` is even."""
    digits = ""
    for _ in range(width // 2):
        number, pair = divmod(number, 1_296)
        digits = _PAIRS[pair] + digits
    return digits
