"""Which records are compared at all: those that share a key which not too many share."""

from collections.abc import Iterator

import numpy as np

from dealmecca.quality.matching.columns import Numbers

PAIRS_AT_ONCE = 2_000_000
Keys = list[tuple[Numbers, Numbers, int]]


def pairs_of(keys: Keys, count: int) -> Iterator[tuple[Numbers, Numbers]]:
    """(a, b) places of records, a < b, each pair once, in pieces.

    `keys` has for each kind of key: the records' places, their keys, and the size from which on a block says nothing.
    """
    found = [_pairs_of_one(places, values, most, count) for places, values, most in keys]
    together = np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)
    for start in range(0, len(together), PAIRS_AT_ONCE):
        piece = together[start : start + PAIRS_AT_ONCE]
        yield piece // count, piece % count


def _pairs_of_one(places: Numbers, values: Numbers, most: int, count: int) -> Numbers:
    """Pairs as a * count + b."""
    order = np.argsort(values, kind="stable")
    places, values = places[order], values[order]
    starts = np.flatnonzero(np.r_[True, values[1:] != values[:-1]]) if len(values) else np.zeros(0, dtype=np.int64)
    sizes = np.diff(np.r_[starts, len(values)])
    found = []
    for size in np.unique(sizes):
        if not 2 <= size <= most:
            continue
        members = places[starts[sizes == size][:, None] + np.arange(size)]
        left, right = np.triu_indices(int(size), 1)
        a, b = members[:, left].ravel(), members[:, right].ravel()
        low, high = np.minimum(a, b), np.maximum(a, b)
        found.append(np.unique((low * count + high)[low != high]))
    return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)
