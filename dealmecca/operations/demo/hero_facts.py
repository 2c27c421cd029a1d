"""The shapes of hand-written facts about the roster, and reading them from tables of text."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class HeroJob:
    person: str
    company: str
    title: str
    seniority: str
    department: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class HeroTitle:
    """What a hero's present job was called until that day."""

    person: str
    title: str
    seniority: str
    department: str
    until: date


@dataclass(frozen=True, slots=True)
class HeroPartnership:
    agency: str
    advertiser: str
    discipline: str
    market: str
    since: date
    until: date | None
    in_review_since: date | None
    how: str
    source: str


@dataclass(frozen=True, slots=True)
class HeroWord:
    said: str
    how: str
    said_on: date
    employer: str


@dataclass(frozen=True, slots=True)
class HeroHandling:
    person: str
    account: str
    duty: str
    since: date
    until: date | None
    words: tuple[HeroWord, ...]


@dataclass(frozen=True, slots=True)
class HeroTeam:
    name: str
    kind: str
    company: str
    account: str
    since: date


@dataclass(frozen=True, slots=True)
class HeroMembership:
    team: str
    person: str
    role: str
    duty: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class HeroLine:
    person: str
    manager: str
    since: date


def cells(table: str) -> list[list[str]]:
    """The table's lines, in their parts."""
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def first_day(text: str) -> date:
    return date.fromisoformat(text)


def words(text: str) -> tuple[HeroWord, ...]:
    found = []
    for word in text.split(","):
        *denial, how, said_on, employer = word.split()
        said = denial[0] if denial else "CONFIRMED"
        found.append(HeroWord(said, how, first_day(said_on), f"domain {employer}.example"))
    return tuple(found)
