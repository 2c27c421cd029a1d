"""Values of many records as numbers, so that millions of pairs are compared at once."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Weights = npt.NDArray[np.float64]


class Words:
    """Gives each text a number; "" is 0."""

    def __init__(self) -> None:
        self.texts: list[str] = [""]
        self._number_of: dict[str, int] = {"": 0}

    def number(self, text: str) -> int:
        found = self._number_of.get(text)
        if found is None:
            found = self._number_of[text] = len(self.texts)
            self.texts.append(text)
        return found

    def numbers(self, texts: Iterable[str]) -> Numbers:
        return np.fromiter((self.number(text) for text in texts), dtype=np.int64)


def compare_texts(
    a: Numbers, b: Numbers, texts: Sequence[str], compare: Callable[[str, str], int], wanted: Flags
) -> Numbers:
    """`compare` of each pair of texts where `wanted`, each different pair of texts compared once; elsewhere 0."""
    levels = np.zeros(len(a), dtype=np.int64)
    places = np.flatnonzero(wanted)
    if not len(places):
        return levels
    low, high = np.minimum(a[places], b[places]), np.maximum(a[places], b[places])
    combined, back = np.unique(low * len(texts) + high, return_inverse=True)
    found = [compare(texts[left], texts[right]) for left, right in zip(*(_parts(combined, len(texts))), strict=True)]
    levels[places] = np.array(found, dtype=np.int64)[back]
    return levels


def _parts(combined: Numbers, base: int) -> tuple[list[int], list[int]]:
    return (combined // base).tolist(), (combined % base).tolist()


def count_of(numbers: Numbers, most: int) -> Numbers:
    """How often each number stands there, for every place; numbers are below `most`."""
    return np.bincount(numbers, minlength=most)


def distinct_per(group: Numbers, value: Numbers, groups: int) -> Numbers:
    """How many different values each group has; values that are 0 do not count."""
    kept = value > 0
    if not kept.any():
        return np.zeros(groups, dtype=np.int64)
    base = int(value.max()) + 1
    each = np.unique(group[kept] * base + value[kept])
    return np.bincount(each // base, minlength=groups)
