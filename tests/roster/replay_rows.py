"""The rows of the replay: spells as ranges of days, which are numbers (date.toordinal)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

FOREVER = 10**7
Ledger = list[tuple[Any, str, Any, Any]]


class Refused(Exception):
    """What the roster must refuse, in a sentence."""


def refuse_if(is_so: object) -> None:
    if is_so:
        raise Refused


@dataclass(eq=False)
class Row:
    since: int
    until: int | None = field(default=None, kw_only=True)

    @property
    def days(self) -> range:
        return range(self.since, self.end)

    @property
    def end(self) -> int:
        return FOREVER if self.until is None else self.until

    def close(self, day: int) -> None:
        refuse_if(day < self.since)
        self.until = min(self.end, day)


@dataclass(eq=False)
class Job(Row):
    person: int
    company: int
    is_known: bool
    titles: list[tuple[int, str]]

    def title_on(self, day: int) -> str:
        return [title for first, title in self.titles if first <= day][-1]

    def retitle(self, today: int, title: str) -> None:
        self.titles = [*self.titles, (today, title)] if self.since < today else [(0, title)]


@dataclass(eq=False)
class Handling(Row):
    job: Job
    account: int
    duty: str
    folded: "Handling | None" = None

    @property
    def live(self) -> "Handling":
        return self.folded.live if self.folded else self


@dataclass(eq=False)
class Word:
    row: Handling
    user: int
    employer: str
    is_denial: bool
    said: str
    how: str
    day: int
    is_withdrawn: bool = False


@dataclass(eq=False)
class Partnership(Row):
    agency: int
    advertiser: int
    is_aor: bool


@dataclass(eq=False)
class Place(Row):
    team: int
    job: Job
    role: str | None


@dataclass(eq=False)
class Line(Row):
    job: Job
    boss: Job


@dataclass(eq=False)
class Move:
    person: int
    closed: Job | None
    opened: Job | None
    since_before: int
    titles: tuple[str, str]
    is_undone: bool = False


@dataclass(eq=False)
class Merge:
    kept: str
    dropped: str
    ledger: Ledger
    is_undone: bool = False


def meeting(rows: Iterable[Any], first: int, until: int | None) -> list[Any]:
    """The rows that share a day with this spell; a spell of no day is one that ended on the day before."""
    asked = range(first, FOREVER if until is None else until) or range(first - 1, first)
    shared = (range(max(row.since, asked.start), min(row.end, asked.stop)) for row in rows)
    return [row for row, both in zip(rows, shared, strict=True) if both or (row.since, row.until) == (first, until)]


def put(ledger: Ledger, row: Any, name: str, new: Any) -> None:
    old = getattr(row, name)
    if old is not new and old != new:
        ledger.append((row, name, old, new))
        setattr(row, name, new)
