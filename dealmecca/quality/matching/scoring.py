"""From levels to a probability: prior and weights added up."""

from collections.abc import Mapping

import numpy as np

from dealmecca.quality.matching.columns import Numbers, Weights
from dealmecca.quality.matching.weights import Table

TUNED_AT = 10_000  # people in the directories on which the prior was tuned


def add_up(levels: Mapping[str, Numbers], table: Table, prior: float) -> Weights:
    """The log-odds of each pair, in bits."""
    total = np.full(len(next(iter(levels.values()))), prior)
    for feature, weights in table.items():
        total += np.array(list(weights.values()))[levels[feature]]
    return total


def prior_of_size(count: int) -> float:
    """What the prior loses as a directory grows: the more strangers, the more of them are called the same."""
    return -float(np.log2(max(count, 1) / TUNED_AT)) if count > TUNED_AT else 0.0


def probability(bits: Weights) -> Weights:
    return 1.0 / (1.0 + np.exp2(-np.clip(bits, -60, 60)))
