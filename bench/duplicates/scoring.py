"""How well pairs were found in a made-up directory: precision, recall, F1, at "sure", and whether .85 means .85."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bench.duplicates.companies import CompanyDraw
from bench.duplicates.people import Draw, pair
from dealmecca.lib.contact_points import is_placeholder_email
from dealmecca.quality.matching.finding import DUPLICATE, MOVE, Pair
from dealmecca.quality.matching.offices import OfficeRow
from dealmecca.quality.matching.people import PersonRow
from dealmecca.quality.matching.weights import SURE, THRESHOLD

Pairs = set[tuple[str, str]]
STEPS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


@dataclass
class Score:
    """`calibration` has (from, pairs, share of them that is right) for each step of confidence."""

    precision: float
    recall: float
    sure_precision: float
    sure_recall: float
    moves_as_duplicates: int
    move_f1: float
    calibration: list[tuple[float, int, float]] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return _f1(self.precision, self.recall)


def score(found: Iterable[Pair], duplicates: Pairs, moves: Pairs) -> Score:
    said = {pair(one.id_a, one.id_b): one for one in found if one.confidence >= THRESHOLD}
    same = {key for key, one in said.items() if one.label == DUPLICATE}
    moved = {key for key, one in said.items() if one.label == MOVE}
    sure = {key for key in same if said[key].confidence >= SURE}
    calibration = []
    for low, high in zip(STEPS, (*STEPS[1:], 1.01), strict=True):
        step = [key for key in same if low <= said[key].confidence < high]
        calibration.append((low, len(step), _share(len(duplicates.intersection(step)), len(step))))
    right = len(moved & moves)
    return Score(
        _share(len(same & duplicates), len(same)),
        _share(len(same & duplicates), len(duplicates)),
        _share(len(sure & duplicates), len(sure)),
        _share(len(sure & duplicates), len(duplicates)),
        len(same & moves),
        _f1(_share(right, len(moved)), _share(right, len(moves))),
        calibration,
    )


def best_f1(found: Iterable[Pair], duplicates: Pairs) -> float:
    """F1 at the threshold that turns out to be best: what somebody with the truth at hand could get."""
    best, right = 0.0, 0
    for count, one in enumerate(sorted(found, key=lambda one: -one.confidence), 1):
        right += pair(one.id_a, one.id_b) in duplicates
        best = max(best, _f1(right / count, right / len(duplicates)))
    return best


def person_rows(drawn: Draw) -> Iterator[PersonRow]:
    """As the import leaves them: filler is left out, and a city without a company."""
    for row in drawn.rows:
        yield PersonRow(
            row.id,
            row.first,
            row.last,
            "" if is_placeholder_email(row.email) else row.email,
            row.phone,
            row.title,
            row.company,
            row.city if row.company else "",
            row.linkedin,
        )


def office_rows(drawn: CompanyDraw) -> Iterator[OfficeRow]:
    for row in drawn.rows:
        domains = (row.website,) if row.website else ()
        yield OfficeRow(row.id, row.name, domains, row.phone, row.street, row.city, row.state, "", row.zip)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
