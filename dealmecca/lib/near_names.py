"""Names that are nearly the same: a letter or two apart, other order of words, one the beginning of the other."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dealmecca.lib.text_keys import plain_words

SHORTEST = 4  # letters; below that every name is near some other
EDGE = 3  # letters at either end of which one side must be without a typo
_NO_WORDS = {"the", "and"}


@dataclass(frozen=True, slots=True)
class Near:
    """How like the asked name a known one is: `score` from 0 to 1, and why, in words."""

    id: str
    score: float
    reason: str


class NearNames:
    """Known names, found by names like them. `key` is the name without spaces, as `company_key` makes it."""

    def __init__(self) -> None:
        self._key_of: list[tuple[str, str]] = []  # (id, key) of each name
        self._by_edge: dict[tuple[str, int], list[int]] = defaultdict(list)
        self._by_words: dict[frozenset[str], list[int]] = defaultdict(list)
        self._by_beginning: dict[str, list[int]] = defaultdict(list)
        self._by_key: dict[str, list[int]] = defaultdict(list)

    def add(self, id: str, name: str, key: str) -> None:
        place = len(self._key_of)
        self._key_of.append((id, key))
        words = _words(name)
        self._by_key[key].append(place)
        self._by_words[frozenset(words)].append(place)
        for beginning in _beginnings(words):
            self._by_beginning[beginning].append(place)
        if len(key) >= SHORTEST:
            self._by_edge["^" + key[:EDGE], len(key)].append(place)
            self._by_edge["$" + key[-EDGE:], len(key)].append(place)

    def near(self, name: str, key: str, *, most: int = 5) -> list[Near]:
        """The names most like this one, best first, without those of the very same key."""
        found: dict[str, Near] = {}
        words = _words(name)
        for place in self._by_words.get(frozenset(words), ()):
            self._note(found, place, key, 0.92, "the same words")
        longer = self._by_beginning.get(key, ()) if len(key) >= SHORTEST else ()
        for place in longer:
            share = len(key) / max(len(self._key_of[place][1]), 1)
            self._note(found, place, key, 0.5 + 0.4 * min(share, 1), "begins with this name")
        for beginning in _beginnings(words):
            for place in self._by_key.get(beginning, ()):
                share = len(beginning) / max(len(key), 1)
                self._note(found, place, key, 0.5 + 0.4 * min(share, 1), "is the beginning of this name")
        for place in self._misspelt(key):
            letters = edit_distance(key, self._key_of[place][1], _typos(key))
            if letters is not None:
                reason = "one letter differs" if letters == 1 else f"{letters} letters differ"
                self._note(found, place, key, 1 - letters / len(key), reason)
        return sorted(found.values(), key=lambda near: (-near.score, near.id))[:most]

    def _misspelt(self, key: str) -> Iterable[int]:
        if len(key) < SHORTEST:
            return set()
        lengths = range(len(key) - _typos(key), len(key) + _typos(key) + 1)
        edges = ("^" + key[:EDGE], "$" + key[-EDGE:])
        return {place for length in lengths for edge in edges for place in self._by_edge.get((edge, length), ())}

    def _note(self, found: dict[str, Near], place: int, key: str, score: float, reason: str) -> None:
        id, other = self._key_of[place]
        if other != key and (id not in found or found[id].score < score):
            found[id] = Near(id, round(score, 2), reason)


def edit_distance(a: str, b: str, most: int) -> int | None:
    """How many letters must be changed, added, left out or swapped with the next to make b of a; None above `most`."""
    if (
        abs(len(a) - len(b)) > most or len(set(a) ^ set(b)) > 2 * most
    ):  # one change swaps at most one letter for another
        return None
    before: list[int] = []
    last: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        before, last, row = last, row, [i]
        for j, other in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None


def _typos(key: str) -> int:
    return 1 if len(key) < 8 else 2


def _words(name: str) -> list[str]:
    return [word for word in plain_words(name.replace("&", " ")) if word not in _NO_WORDS]


def _beginnings(words: list[str]) -> list[str]:
    """The first words joined, the first two, and so on, without the whole."""
    joined = ["".join(words[:count]) for count in range(1, len(words))]
    return [beginning for beginning in joined if len(beginning) >= SHORTEST]
