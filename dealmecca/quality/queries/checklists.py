"""Why a record has its level: each point with its reason, who stands behind it, and what would raise it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.verification.evidence import said_of
from dealmecca.directory.verification.fading import days_that_count
from dealmecca.directory.verification.levels import CONFIRMED, REVIEWED, SIGNED_OFF, Word, band_of, cap_of
from dealmecca.directory.verification.points import (
    COMPANY,
    CONTACT,
    RECENT,
    RECENT_DAYS,
    Signal,
    signals_of_company,
    signals_of_contact,
)
from dealmecca.quality.queries.evidence import Line, evidence_lines
from dealmecca.quality.words import FIELD_LABELS


@dataclass(frozen=True)
class Item:
    """One line of the sum."""

    code: str
    label: str
    points: int
    most: int
    reason: str
    how: str
    field: str  # that raises it, "" where no field does

    @property
    def is_met(self) -> bool:
        return self.points > 0


@dataclass(frozen=True)
class Gate:
    """Who must stand behind a record before it can reach this level."""

    code: str
    level: int
    label: str
    is_met: bool
    reason: str
    how: str


@dataclass(frozen=True)
class Checklist:
    """`level` is the lower of `band`, what the points reach, and `cap`, what the gates allow."""

    score: int
    band: int
    cap: int
    items: list[Item]
    gates: list[Gate]
    lines: list[Line]
    freshness: int
    recheck_on: date | None
    disputed: list[str]
    denied: list[str]
    next_step: str

    @property
    def level(self) -> int:
        return min(self.band, self.cap)

    @property
    def disputed_labels(self) -> list[str]:
        return [FIELD_LABELS[field] for field in self.disputed]


def checklist_of(*, viewer: User, record: Company | Contact) -> Checklist:
    """One query."""
    lines, today = evidence_lines(viewer=viewer, record=record), timezone.localdate()
    said = said_of(record, [line.row for line in lines])
    words = [word for word in said.words if word.said_on <= today < word.until]
    items = _items(record, words, today)
    gates = _gates(record, words, said.disputed)
    score = min(sum(item.points for item in items), 100)
    band, cap = band_of(score), cap_of(words)
    return Checklist(
        score=score,
        band=band,
        cap=cap,
        items=items,
        gates=gates,
        lines=lines,
        freshness=round(100 * record.freshness),
        recheck_on=_recheck_on(record),
        disputed=sorted(said.disputed),
        denied=sorted(set(said.denied) - said.disputed),
        next_step=_next_step(record, items, gates, band, cap, sorted(said.disputed)),
    )


def _items(record: Company | Contact, words: Sequence[Word], today: date) -> list[Item]:
    signals = CONTACT if isinstance(record, Contact) else COMPANY
    known = signals_of_contact(record) if isinstance(record, Contact) else signals_of_company(record)
    last = max((word.said_on for word in words), default=None)
    is_recent = last is not None and (today - last).days <= RECENT_DAYS
    items = []
    for signal in signals:
        is_met = is_recent if signal.code == RECENT else signal.code in known
        field = signal.fields[0] if signal.fields else ""
        points = signal.points if is_met else 0
        reason = _reason(record, signal, is_met, last)
        items.append(Item(signal.code, signal.label, points, signal.points, reason, signal.how, field))
    return items


def _reason(record: Company | Contact, signal: Signal, is_met: bool, last: date | None) -> str:
    if signal.code == RECENT:
        return f"Last on {_day(last)}" if is_met and last else f"Nobody did in {RECENT_DAYS} days"
    if is_met:
        return "Known, and well formed" if signal.code in ("email", "website") else "Known"
    given = signal.fields and getattr(record, signal.fields[0])
    return "What is on file is not well formed" if given and len(signal.fields) == 1 else "Not known"


def _gates(record: Company | Contact, words: Sequence[Word], disputed: set[str]) -> list[Gate]:
    is_person = isinstance(record, Contact)
    reach = "email" if is_person else "website"
    people = {word.by for word in words if word.kind in (REVIEWED, SIGNED_OFF)}
    signed = [word for word in words if word.kind == SIGNED_OFF]
    two = "Two people among reviewers and signers; one so far" if signed and len(people) < 2 else ""
    asked = (
        (CONFIRMED, 3, f"{reach.capitalize()} confirmed", f"Write to them, and say here that the {reach} works."
         if is_person else "Open the website, and say here that it is theirs."),
        (REVIEWED, 4, "Reviewed by a person", "Compare it with a source of your own, and say that you reviewed it."),
        (SIGNED_OFF, 5, "Signed off by an administrator", "An administrator signs off; two people for level 5."),
    )  # fmt: skip
    gates = []
    for code, level, label, how in asked:
        found = [word for word in words if word.kind == code]
        is_met = bool(found) and not (code == SIGNED_OFF and two)
        gates.append(Gate(code, level, label, is_met, _stands(found, disputed, two * (code == SIGNED_OFF)), how))
    return gates


def _stands(words: Sequence[Word], disputed: set[str], but: str) -> str:
    if but:
        return but
    if not words:
        return "Not while a field is disputed" if disputed else "Nobody yet"
    last = max(words, key=lambda word: (word.until, word.said_on))
    people = len({word.by for word in words})
    by = "one person" if people == 1 else f"{people} people"
    return f"By {by}, {_day(last.said_on)}. Holds until {_day(last.until)}"


def _next_step(
    record: Company | Contact, items: Sequence[Item], gates: Sequence[Gate], band: int, cap: int, disputed: list[str]
) -> str:
    if disputed:
        labels = " and ".join(FIELD_LABELS[field].lower() for field in disputed)
        return f"Find out about the {labels}: members of two employers say it is wrong."
    gate = next((gate for gate in gates if not gate.is_met), None)
    missing = max((item for item in items if not item.is_met), key=lambda item: item.most, default=None)
    if cap <= band and gate:
        return gate.how
    return missing.how if missing else gate.how if gate else ""


def _recheck_on(record: Company | Contact) -> date | None:
    if record.confirmed_on is None:
        return None
    return date.fromordinal(record.confirmed_on.toordinal() + days_that_count(record.share_moving))


def _day(day: date | None) -> str:
    return f"{day.day} {day:%b %Y}" if day else ""
