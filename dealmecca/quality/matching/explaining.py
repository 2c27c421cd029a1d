"""The pairs of a whole directory, each with the weights that count for and against it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from dealmecca.quality.matching.features import Compared, Directory
from dealmecca.quality.matching.finding import DUPLICATE, MOVE, Reason, explain, score_people
from dealmecca.quality.matching.finding_offices import find_offices
from dealmecca.quality.matching.office_features import OFFICE_LEVELS, ComparedOffices, OfficeDirectory
from dealmecca.quality.matching.offices import OfficeRow, Offices
from dealmecca.quality.matching.people import People, PersonRow
from dealmecca.quality.matching.weights import COMPANIES, FIXED, Weighing


class Explained(NamedTuple):
    """Places of the two rows, the smaller id first."""

    a: int
    b: int
    confidence: float
    label: str
    reasons: tuple[Reason, ...]


def explained_people(rows: Sequence[PersonRow], weighing: Weighing = FIXED) -> list[Explained]:
    people = People(rows)
    found = score_people(people, weighing)
    compared = Compared(Directory(people), found.a, found.b)
    return [
        _ordered(rows, a, b, Explained(a, b, sure, MOVE if is_move else DUPLICATE, explain(compared, place, weighing)))
        for place, (a, b, sure, is_move) in enumerate(zip(*(column.tolist() for column in found), strict=True))
    ]


def explained_offices(rows: Sequence[OfficeRow], weighing: Weighing = FIXED) -> list[Explained]:
    """Without those in other cities, which are never merged."""
    place_of = {row.id: place for place, row in enumerate(rows)}
    pairs = [pair for pair in find_offices(rows, weighing) if pair.label == DUPLICATE]
    if not pairs:
        return []
    a = np.array([place_of[pair.id_a] for pair in pairs], dtype=np.int64)
    b = np.array([place_of[pair.id_b] for pair in pairs], dtype=np.int64)
    compared = ComparedOffices(OfficeDirectory(Offices(rows)), a, b)
    table = weighing.companies
    found = []
    for place, pair in enumerate(pairs):
        levels = {name: OFFICE_LEVELS[name][compared.levels[name][place]] for name in COMPANIES}
        reasons = tuple(
            Reason(name, level, table[name][level]) for name, level in levels.items() if COMPANIES[name][level]
        )
        x, y = int(a[place]), int(b[place])
        found.append(_ordered(rows, x, y, Explained(x, y, pair.confidence, pair.label, reasons)))
    return found


def _ordered(rows: Sequence[PersonRow] | Sequence[OfficeRow], a: int, b: int, pair: Explained) -> Explained:
    return pair._replace(a=b, b=a) if rows[a].id > rows[b].id else pair
