"""What stands around a name: capitals, the sentence, other names, cities."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from dealmecca.forum.linking.lexicon import END, Lexicon, Name, Named
from dealmecca.forum.linking.pieces import Pieces
from dealmecca.forum.linking.words import BENIGN, CITIES, PLACE_WORDS, SMALL, ordinary_words
from dealmecca.lib.nicknames import is_given_name

NEAR_CITY = 3  # pieces after a name
FEWEST_CAPITALS = 5  # of a headline: four fifths of six words
_BULLET = re.compile(r"(?:^|\n)\s*[-*•]\s+$|(?:^|\s)\d{1,2}[.)]\s+$")


class Context:
    """One text with its pieces. Positions are places in `pieces`; `end` is the place after the last."""

    def __init__(self, text: str, pieces: Pieces, lexicon: Lexicon) -> None:
        self.text, self.pieces, self.lexicon = text, pieces, lexicon
        self.is_all_small = pieces.are_small()
        self._count = len(pieces)
        self._sentence = list(accumulate(pieces.begins))  # the number of each piece's own
        self._capitals = [0, *accumulate(pieces.capitals)]  # before each piece
        self._headlines: dict[int, bool] = {}
        self._keys: set[str] | None = None

    def surface(self, at: int, end: int) -> str:
        return self.text[self.pieces.starts[at] : self.pieces.ends[end - 1]]

    def between(self, at: int) -> str:
        """The signs before the piece."""
        return self.text[self.pieces.ends[at - 1] : self.pieces.starts[at]]

    def key(self, at: int) -> str:
        return self.pieces.keys[at] if 0 <= at < self._count else ""

    def is_headline(self, at: int) -> bool:
        """Whether nearly every word of this sentence has a capital, so that one says nothing."""
        number = self._sentence[at]
        if number not in self._headlines:
            first, last = bisect_left(self._sentence, number), bisect_right(self._sentence, number)
            if self._capitals[last] - self._capitals[first] < FEWEST_CAPITALS:
                self._headlines[number] = False
                return False
            words = zip(self.pieces.keys[first:last], self.pieces.capitals[first:last], strict=True)
            capitals = [capital for key, capital in words if len(key) > 2 and key not in SMALL and key.isalpha()]
            self._headlines[number] = len(capitals) >= 6 and sum(capitals) >= 0.8 * len(capitals)
        return self._headlines[number]

    def is_owner(self, end: int) -> bool:
        """Whether "'s" follows."""
        if end >= self._count or self.pieces.keys[end] != "s":
            return False
        return self.between(end) in ("'", "’")

    def is_list_item(self, at: int, end: int) -> bool:
        """Whether the name alone stands behind a bullet or a number."""
        if end < self._count and not (self.pieces.begins[end] or self.pieces.keys[end].isdigit()):
            return False
        return bool(_BULLET.search(self.text[max(0, self.pieces.starts[at] - 12) : self.pieces.starts[at]]))

    def stranger_before(self, at: int) -> bool:
        """A capital right before that makes another name: "Tim Ford"."""
        if at == 0 or self.pieces.begins[at] or self.between(at) not in (" ", "-", "–"):
            return False
        before = self.pieces.keys[at - 1]
        if not self.pieces.capitals[at - 1] or before in BENIGN:
            return False
        if is_given_name(before):
            return True
        if before in SMALL or (self.pieces.begins[at - 1] and before in ordinary_words()):
            return False
        return not self._ends_another(at - 1)

    def stranger_after(self, end: int) -> bool:
        """A capital right after that makes another name: "Delta Dental"."""
        if end >= self._count or self.between(end) not in (" ", "-", "–"):
            return False
        after = self.pieces.keys[end]
        if self.pieces.begins[end] or not self.pieces.capitals[end] or after in BENIGN or after in SMALL:
            return False
        return after not in CITIES and not self._begins_another(end)

    def is_a_place(self, end: int) -> bool:
        """ "General Mills Road"."""
        return end < self._count and self.pieces.capitals[end] and self.pieces.keys[end] in PLACE_WORDS

    def on_a_street(self, at: int, end: int) -> bool:
        """ "on Second Street": the name itself ends like a place."""
        return self.pieces.keys[end - 1] in PLACE_WORDS and self.key(at - 1) in ("on", "off", "near", "down", "along")

    def lists_another(self, at: int, end: int) -> bool:
        """Whether another company's name stands beside it in a list: "Target, Walmart and …"."""
        if end < self._count:
            gap, step = self.between(end), 0
            if self.pieces.keys[end] in ("and", "or", "vs", "versus"):
                step = 1
            if (gap.strip() in (",", "/", "&") or step) and self._begins_another(end + step):
                return True
        return at > 0 and self.between(at).strip() in (",", "/") and self._ends_another(at - 1)

    def choose(self, names: Sequence[Name], at: int, end: int) -> tuple[Name, bool]:
        """Of namesakes the one whose city is told, or else the one above the others; and whether that was clear."""
        if len(names) == 1:
            return names[0], True
        near = set(self.pieces.keys[end : end + NEAR_CITY])
        told = [name for name in names if (city := self.lexicon.cities[name.company.id]) and near.issuperset(city)]
        if len(told) == 1:
            return told[0], True
        if self._keys is None:
            self._keys = set(self.pieces.keys)
        there = [
            name for name in names if (city := self.lexicon.cities[name.company.id]) and self._keys.issuperset(city)
        ]
        if len(there) == 1:
            return there[0], True
        ids = {name.company.id for name in names}
        tops = [name for name in names if name.company.parent_id not in ids]
        written = [name for name in tops if not name.is_short] or tops
        return (written or list(names))[0], len(written) == 1

    def office_of(self, name: Name, end: int) -> Named | None:
        """ "Halden & Pike in Chicago" is the office that is called Halden & Pike Chicago."""
        if not self.lexicon.goes_on(name.keys):
            return None
        step = end + 1 if self.key(end) in ("in", "s") else end
        for length in (1, 2, 3):
            keys = tuple(self.pieces.keys[step : step + length])
            found = self.lexicon.find((*name.keys, *keys))
            if len(found) == 1 and len(keys) == length and keys == self.lexicon.cities[found[0].company.id]:
                return found[0].company
        return None

    def _begins_another(self, at: int) -> bool:
        """Whether a name that is written with a capital begins here."""
        if not 0 <= at < self._count or not self.pieces.capitals[at]:
            return False
        node, place = self.lexicon.tree.get(self.pieces.keys[at]), at + 1
        while node is not None:
            if END in node:
                return True
            node = node.get(self.key(place))
            place += 1
        return False

    def _ends_another(self, at: int) -> bool:
        return any(
            self.pieces.capitals[first] and self.lexicon.find(tuple(self.pieces.keys[first : at + 1]))
            for first in range(max(0, at - 3), at + 1)
        )
