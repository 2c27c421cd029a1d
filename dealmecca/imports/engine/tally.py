"""What a run counts and remembers: records by outcome, rows by outcome, problems, unknown values, examples."""

import copy
from dataclasses import asdict, dataclass, field
from typing import Any

from dealmecca.imports.engine.rows import Problem

CREATED, UPDATED, UNCHANGED, REFUSED, WAITING = "created", "updated", "unchanged", "refused", "waiting"
MOST_PROBLEMS = 1_000
MOST_UNKNOWN = 200  # different values per field
MOST_NAMES = 2_000  # different names that wait, per kind
MOST_EXAMPLES = 50  # rows per outcome
MOST_RANGES = 200  # of row numbers per outcome


def _none_yet() -> dict[str, int]:
    return {"companies": 0, "contacts": 0}


@dataclass
class Tally:
    """Records count once however many rows name them; `row_outcomes` and `refused` count rows and add up to `rows`.

    `statements` counts what rows say, by outcome: {"partnerships": {"created": 3, "waiting": 1}}.
    """

    rows: int = 0
    created: dict[str, int] = field(default_factory=_none_yet)
    updated: dict[str, int] = field(default_factory=_none_yet)
    unchanged: dict[str, int] = field(default_factory=_none_yet)
    refused: int = 0
    row_outcomes: dict[str, int] = field(default_factory=lambda: {CREATED: 0, UPDATED: 0, UNCHANGED: 0})
    statements: dict[str, dict[str, int]] = field(default_factory=dict)

    def move(self, kind: str, before: str, after: str) -> None:
        """A record of this kind goes from one outcome ("" for not seen yet) to another."""
        if before != after:
            if before:
                getattr(self, before)[kind] -= 1
            getattr(self, after)[kind] += 1

    def count_row(self, outcome: str) -> None:
        self.row_outcomes[outcome] = self.row_outcomes.get(outcome, 0) + 1

    def count_statement(self, about: str, outcome: str) -> None:
        counts = self.statements.setdefault(about, {CREATED: 0, UPDATED: 0, UNCHANGED: 0, REFUSED: 0, WAITING: 0})
        counts[outcome] += 1

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Tally":
        return cls(**copy.deepcopy(stored))


@dataclass
class Findings:
    """Problems and unknown values of a run; only so many are kept, the rest are counted."""

    problems: list[dict[str, Any]] = field(default_factory=list)
    more_problems: int = 0
    unknown_values: dict[str, dict[str, int]] = field(default_factory=dict)
    warnings: int = 0
    waiting_names: dict[str, list[str]] = field(default_factory=dict)
    is_changed: bool = False

    def add(self, row: int, problem: Problem) -> None:
        self.is_changed = True
        self.warnings += problem.is_warning
        if len(self.problems) >= MOST_PROBLEMS:
            self.more_problems += 1
            return
        severity = "warning" if problem.is_warning else "error"
        self.problems.append(
            {"row": row, "column": problem.column or None, "reason": problem.reason, "severity": severity}
        )

    def add_unknown(self, name: str, text: str) -> None:
        values = self.unknown_values.setdefault(name, {})
        if text in values or len(values) < MOST_UNKNOWN:
            values[text] = values.get(text, 0) + 1
            self.is_changed = True

    def add_waiting(self, kind: str, key: str) -> None:
        """A name that somebody has to decide on; each counts once."""
        names = self.waiting_names.setdefault(kind, [])
        if key not in names and len(names) < MOST_NAMES:
            names.append(key)
            self.is_changed = True

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Findings":
        return cls(**copy.deepcopy(stored))

    def as_json(self) -> dict[str, Any]:
        return {
            "problems": self.problems,
            "more_problems": self.more_problems,
            "unknown_values": self.unknown_values,
            "warnings": self.warnings,
            "waiting_names": self.waiting_names,
        }


@dataclass
class Examples:
    """The first rows of each outcome with what they change, and the numbers of all rows of each outcome as ranges."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    ranges: dict[str, list[list[int]]] = field(default_factory=dict)
    is_changed: bool = False

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Examples":
        return cls(**copy.deepcopy(stored))

    def as_json(self) -> dict[str, Any]:
        return {"rows": self.rows, "ranges": self.ranges}

    def note(self, outcome: str, row: int) -> None:
        """Rows come in order: one more makes the last range longer or begins another, while there are few."""
        ranges = self.ranges.setdefault(outcome, [])
        if ranges and ranges[-1][1] == row - 1:
            ranges[-1][1] = row
        elif len(ranges) < MOST_RANGES:
            ranges.append([row, row])
        else:
            return
        self.is_changed = True

    def wants(self, outcome: str) -> bool:
        return len(self.rows.get(outcome, ())) < MOST_EXAMPLES

    def add(self, outcome: str, row: int, name: str, about: str, changes: list[dict[str, str]]) -> None:
        """`about` tells the record from others of its name: a person's title and company, a company's place."""
        if self.wants(outcome):
            self.is_changed = True
            example = {"row": row, "name": name, "about": about, "changes": changes}
            self.rows.setdefault(outcome, []).append(example)
