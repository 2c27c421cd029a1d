"""Which people of a directory are one person twice, and who has moved."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from dealmecca.quality.matching.blocking import pairs_of
from dealmecca.quality.matching.columns import Flags, Numbers, Weights
from dealmecca.quality.matching.features import LEVELS, OTHER_FIRM, Compared, Directory
from dealmecca.quality.matching.groups import for_review
from dealmecca.quality.matching.keys import keys_of
from dealmecca.quality.matching.people import People, PersonRow
from dealmecca.quality.matching.scoring import add_up, prior_of_size, probability
from dealmecca.quality.matching.weights import FIXED, NOT_SURE, PEOPLE, SURE, THRESHOLD, Weighing

DUPLICATE, MOVE, OFFICE = "duplicate", "move", "office"
STRANGERS = LEVELS["place"].index("firm unknown, same city")  # from here on: not of one firm


class Pair(NamedTuple):
    id_a: str
    id_b: str
    confidence: float
    label: str


class Scored(NamedTuple):
    """Pairs above the threshold, by their places."""

    a: Numbers
    b: Numbers
    confidence: Weights
    is_move: Numbers


def find_people(rows: Iterable[PersonRow], weighing: Weighing = FIXED) -> list[Pair]:
    """Pairs that are rather one person than two, the surest first."""
    people = People(rows)
    found = score_people(people, weighing)
    order = np.lexsort((found.b, found.a, -found.confidence))
    ids = people.ids
    return [
        Pair(ids[a], ids[b], round(confidence, 4), MOVE if is_move else DUPLICATE)
        for a, b, confidence, is_move in zip(
            *(column[order].tolist() for column in (found.a, found.b, found.confidence, found.is_move)), strict=True
        )
    ]


def score_people(people: People, weighing: Weighing = FIXED) -> Scored:
    directory = Directory(people)
    keys = keys_of(people, directory.firms.number)
    pieces = [_score(directory, a, b, weighing) for a, b in pairs_of(keys, len(people))]
    if not pieces:
        nothing = np.zeros(0, dtype=np.int64)
        return Scored(nothing, nothing, np.zeros(0), nothing)
    found = Scored(*(np.concatenate(columns) for columns in zip(*pieces, strict=True)))
    return _reviewed(people, found)


def _score(directory: Directory, a: Numbers, b: Numbers, weighing: Weighing) -> Scored:
    compared = Compared(directory, a, b)
    confidence, is_move = confidence_of(compared, weighing)
    kept = confidence >= THRESHOLD
    return Scored(a[kept], b[kept], confidence[kept], is_move[kept].astype(np.int64))


def confidence_of(compared: Compared, weighing: Weighing = FIXED) -> tuple[Weights, Flags]:
    """How sure it is that the two of each pair are one person, and whether that makes a move of it."""
    bits = bits_of(compared, compared.directory.size, weighing)
    confidence = np.where(compared.vetoed, 0.0, probability(bits))
    confidence = np.where(compared.levels["linkedin"] == 2, np.minimum(confidence, NOT_SURE), confidence)
    is_move = np.isin(compared.levels["place"], OTHER_FIRM)
    return np.where(is_move & ~_proves_move(compared), 0.0, confidence), is_move


def bits_of(compared: Compared, count: int, weighing: Weighing = FIXED) -> Weights:
    """The log-odds of each pair; away from one's own firm, the prior falls as the directory grows."""
    bits = add_up(compared.levels, weighing.people, weighing.people_prior)
    strangers = compared.levels["place"] >= STRANGERS
    return bits + np.where(strangers, prior_of_size(count), 0.0)


def _proves_move(compared: Compared) -> Flags:
    levels = compared.levels
    return (levels["linkedin"] == 1) | (levels["phone"] == 1) | (levels["email"] == 1)


def _reviewed(people: People, found: Scored) -> Scored:
    """Pairs of large groups, and of groups with two profiles, are no longer sure."""
    together = found.is_move == 0
    places = np.flatnonzero(together & (found.confidence >= SURE))
    sure = list(zip(found.a[places].tolist(), found.b[places].tolist(), strict=True))
    partners = zip(found.a[together].tolist(), found.b[together].tolist(), strict=True)
    doubtful = for_review(sure, partners, people.profile.tolist())
    confidence = found.confidence.copy()
    confidence[[place for place, pair in zip(places.tolist(), sure, strict=True) if pair in doubtful]] = NOT_SURE
    return found._replace(confidence=confidence)


class Reason(NamedTuple):
    """One line of why: "family: same, rare +3.6"."""

    feature: str
    level: str
    weight: float


class Likely(NamedTuple):
    """Somebody known who may be the person asked for."""

    id: str
    confidence: float
    label: str
    reasons: tuple[Reason, ...]


def likely_same(asked: PersonRow, known: Sequence[PersonRow], size: int, weighing: Weighing = FIXED) -> list[Likely]:
    """Which of `known` may be the person asked for, the likeliest first; the directory has `size` people."""
    directory = Directory(People([asked, *known]), size)
    others = np.arange(1, len(known) + 1)
    compared = Compared(directory, np.zeros(len(known), dtype=np.int64), others)
    confidence, is_move = confidence_of(compared, weighing)
    found = [
        Likely(
            known[place].id,
            float(confidence[place]),
            MOVE if is_move[place] else DUPLICATE,
            explain(compared, place, weighing),
        )
        for place in np.flatnonzero(confidence >= THRESHOLD).tolist()
    ]
    return sorted(found, key=lambda one: (-one.confidence, one.id))


def explain(compared: Compared, place: int, weighing: Weighing = FIXED) -> tuple[Reason, ...]:
    """The weights that count for and against one pair, as pages show them; of each feature that says anything."""
    levels = ((feature, LEVELS[feature][compared.levels[feature][place]]) for feature in PEOPLE)
    table = weighing.people
    return tuple(Reason(feature, level, table[feature][level]) for feature, level in levels if PEOPLE[feature][level])
