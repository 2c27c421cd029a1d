"""What reviewers' decisions say about the weights.

A weight is log2(m / u): how often one person's two records agree like this (m), against two persons' records (u;
Fellegi and Sunter, "A theory for record linkage", JASA 64, 1969). Among decided pairs neither can be counted: people
look only at pairs above the threshold, where two persons' records agree on nearly everything as well, and all weights
would sink to nothing. What can be compared is how many pairs with a level the weights expected to be one, and how many
were. For a pair with levels l that is the logistic model

    log-odds(one) = prior + d_prior + sum of (weight_l + d_l),

in which the corrections d are right whatever pairs were chosen for their levels. Each d is held at nothing by a prior
worth PRIOR decisions at even odds, the log-F(PRIOR, PRIOR) of Greenland and Mansournia ("Penalization, bias reduction,
and default priors in logistic and related categorical and survival regressions", Statistics in Medicine 34, 2015):

    PRIOR / 2 * d - PRIOR * log(1 + exp(d)).

The sum of both is concave; Newton's method finds its only maximum. Few decisions therefore move little, and a level
that nobody decided on stays where it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from dealmecca.quality.matching.columns import Weights
from dealmecca.quality.matching.weights import THRESHOLD, Table

PRIOR: Final = 100  # decisions at even odds that hold each weight where it is
FOLDS: Final = 5
STEPS, SMALL = 50, 1e-9
PRIOR_NAME: Final = "prior"
Level = tuple[str, str]


class Decided(NamedTuple):
    """One decision: the levels of the pair, whether they were one, and what the directory's size takes off."""

    levels: tuple[Level, ...]
    is_one: bool
    offset: float = 0.0


class Learnt(NamedTuple):
    """One weight: before and after, and what stands behind it."""

    feature: str
    level: str
    old: float
    new: float
    decisions: int
    same: int
    expected: float  # how many the old weights expected to be one


class Fit(NamedTuple):
    """How well weights tell the decisions, each judged without itself where they were learnt from decisions."""

    precision: float
    recall: float
    loss: float  # bits a decision; 1 is a toss of a coin


@dataclass(frozen=True)
class Lesson:
    """What the decisions of one kind of record say."""

    decisions: int
    same: int
    weights: list[Learnt]
    before: Fit
    after: Fit

    @property
    def is_better(self) -> bool:
        """Whether decisions that the new weights have not seen are told better by them than by the old ones."""
        return self.after.loss < self.before.loss


def learn(decided: Sequence[Decided], table: Table, prior: float) -> Lesson:
    """From the weights in `table`, which need not be the fixed ones. Levels that it does not know count for nothing."""
    names = [(PRIOR_NAME, ""), *((feature, level) for feature in table for level in table[feature])]
    place_of = {name: place for place, name in enumerate(names)}
    old = np.array([prior, *(weight for weights in table.values() for weight in weights.values())])
    stands = np.zeros((len(decided), len(names)))
    stands[:, 0] = 1.0
    for row, one in enumerate(decided):
        for level in one.levels:
            if level in place_of:
                stands[row, place_of[level]] = 1.0
    is_one = np.array([one.is_one for one in decided], dtype=np.float64)
    bits = stands @ old + np.array([one.offset for one in decided], dtype=np.float64)
    held_out = np.array(bits)
    folds = np.arange(len(decided)) % FOLDS
    for fold in range(FOLDS):
        rest, out = folds != fold, folds == fold
        held_out[out] += stands[out] @ corrections(stands[rest], is_one[rest], bits[rest])
    new = old + corrections(stands, is_one, bits)
    counts, same, expected = stands.sum(axis=0), is_one @ stands, _chance(bits) @ stands
    weights = [
        Learnt(*name, float(old[at]), float(new[at]), int(counts[at]), int(same[at]), float(expected[at]))
        for at, name in enumerate(names)
        if counts[at]
    ]
    return Lesson(len(decided), int(is_one.sum()), weights, _fit(bits, is_one), _fit(held_out, is_one))


def corrections(stands: Weights, is_one: Weights, bits: Weights) -> Weights:
    """What to add to each weight, in bits. `stands` has a row for each decision and a column for each weight."""
    found: Weights = np.zeros(stands.shape[1])
    seen = stands.any(axis=0)
    stands = stands[:, seen]
    to_bits = 1 / np.log(2)

    def gain(d: Weights) -> float:
        odds = bits / to_bits + stands @ d
        told = is_one * odds - np.logaddexp(0, odds)
        return float(told.sum() + (PRIOR / 2 * d - PRIOR * np.logaddexp(0, d)).sum())

    d = np.zeros(stands.shape[1])
    for _ in range(STEPS):
        chance = _chance(bits + to_bits * (stands @ d))
        held = 1 / (1 + np.exp(-d))
        slope = stands.T @ (is_one - chance) + PRIOR * (0.5 - held)
        bend = (stands.T * (chance * (1 - chance))) @ stands + np.diag(PRIOR * held * (1 - held))
        step = np.linalg.solve(bend, slope)
        while gain(d + step) < gain(d) and np.abs(step).max() > SMALL:
            step = step / 2
        d = d + step
        if np.abs(step).max(initial=0.0) <= SMALL:
            break
    found[seen] = d * to_bits
    return found


def _chance(bits: Weights) -> Weights:
    found: Weights = 1 / (1 + np.exp2(-np.clip(bits, -60, 60)))
    return found


def _fit(bits: Weights, is_one: Weights) -> Fit:
    if not len(bits):
        return Fit(0.0, 0.0, 0.0)
    chance = np.clip(_chance(bits), 1e-6, 1 - 1e-6)
    said = chance >= THRESHOLD
    right = float((said * is_one).sum())
    loss = -np.where(is_one == 1, np.log2(chance), np.log2(1 - chance)).mean()
    return Fit(right / max(float(said.sum()), 1.0), right / max(float(is_one.sum()), 1.0), float(loss))
