"""What stands around a name: capitals, the sentence, other names, cities."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from dealmecca.forum.linking.lexicon import END, Lexicon, Name, Named
from dealmecca.forum.linking.pieces import Piece
from dealmecca.forum.linking.words import BENIGN, CITIES, PLACE_WORDS, SMALL, ordinary_words
from dealmecca.lib.nicknames import is_given_name

NEAR_CITY = 3  # pieces after a name
FEWEST_CAPITALS = 5  # of a headline: four fifths of six words
_BULLET = re.compile(r"(?:^|\n)\s*[-*•]\s+$|(?:^|\s)\d{1,2}[.)]\s+$")


class Context:
    """One text with its pieces. Positions are places in `pieces`; `end` is the place after the last."""

    def __init__(self, text: str, pieces: Sequence[Piece], lexicon: Lexicon) -> None:
        self.text, self.pieces, self.lexicon = text, pieces, lexicon
        self.is_all_small = not any(piece.is_capital and piece.key != "i" for piece in pieces)
        self._sentence = list(accumulate(piece.begins_sentence for piece in pieces))  # the number of each piece's own
        self._capitals = [0, *accumulate(piece.is_capital for piece in pieces)]  # before each piece
        self._headlines: dict[int, bool] = {}
        self._keys: set[str] | None = None

    def surface(self, at: int, end: int) -> str:
        return self.text[self.pieces[at].start : self.pieces[end - 1].end]

    def between(self, at: int) -> str:
        """The signs before the piece."""
        return self.text[self.pieces[at - 1].end : self.pieces[at].start]

    def key(self, at: int) -> str:
        return self.pieces[at].key if 0 <= at < len(self.pieces) else ""

    def is_headline(self, at: int) -> bool:
        """Whether nearly every word of this sentence has a capital, so that one says nothing."""
        number = self._sentence[at]
        if number not in self._headlines:
            first, last = bisect_left(self._sentence, number), bisect_right(self._sentence, number)
            if self._capitals[last] - self._capitals[first] < FEWEST_CAPITALS:
                self._headlines[number] = False
                return False
            words = [p for p in self.pieces[first:last] if p.key not in SMALL and len(p.key) > 2 and p.key.isalpha()]
            capitals = sum(piece.is_capital for piece in words)
            self._headlines[number] = len(words) >= 6 and capitals >= 0.8 * len(words)
        return self._headlines[number]

    def is_owner(self, end: int) -> bool:
        """Whether "'s" follows."""
        if end >= len(self.pieces) or self.pieces[end].key != "s":
            return False
        return self.between(end) in ("'", "’")

    def is_list_item(self, at: int, end: int) -> bool:
        """Whether the name alone stands behind a bullet or a number."""
        if end < len(self.pieces) and not (self.pieces[end].begins_sentence or self.pieces[end].key.isdigit()):
            return False
        return bool(_BULLET.search(self.text[max(0, self.pieces[at].start - 12) : self.pieces[at].start]))

    def stranger_before(self, at: int) -> bool:
        """A capital right before that makes another name: "Tim Ford"."""
        if at == 0 or self.pieces[at].begins_sentence or self.between(at) not in (" ", "-", "–"):
            return False
        before = self.pieces[at - 1]
        if before.is_capital and is_given_name(before.key) and before.key not in BENIGN:
            return True
        if not before.is_capital or before.key in BENIGN or before.key in SMALL:
            return False
        if before.begins_sentence and before.key in ordinary_words():
            return False
        return not self._ends_another(at - 1)

    def stranger_after(self, end: int) -> bool:
        """A capital right after that makes another name: "Delta Dental"."""
        if end >= len(self.pieces) or self.between(end) not in (" ", "-", "–"):
            return False
        after = self.pieces[end]
        if after.begins_sentence or not after.is_capital or after.key in BENIGN or after.key in SMALL:
            return False
        return after.key not in CITIES and not self._begins_another(end)

    def is_a_place(self, end: int) -> bool:
        """ "General Mills Road"."""
        return end < len(self.pieces) and self.pieces[end].is_capital and self.pieces[end].key in PLACE_WORDS

    def on_a_street(self, at: int, end: int) -> bool:
        """ "on Second Street": the name itself ends like a place."""
        return self.pieces[end - 1].key in PLACE_WORDS and self.key(at - 1) in ("on", "off", "near", "down", "along")

    def lists_another(self, at: int, end: int) -> bool:
        """Whether another company's name stands beside it in a list: "Target, Walmart and …"."""
        if end < len(self.pieces):
            gap, step = self.between(end), 0
            if self.pieces[end].key in ("and", "or", "vs", "versus"):
                step = 1
            if (gap.strip() in (",", "/", "&") or step) and self._begins_another(end + step):
                return True
        return at > 0 and self.between(at).strip() in (",", "/") and self._ends_another(at - 1)

    def choose(self, names: Sequence[Name], at: int, end: int) -> tuple[Name, bool]:
        """Of namesakes the one whose city is told, or else the one above the others; and whether that was clear."""
        if len(names) == 1:
            return names[0], True
        near = {piece.key for piece in self.pieces[end : end + NEAR_CITY]}
        told = [name for name in names if (city := self.lexicon.cities[name.company.id]) and near.issuperset(city)]
        if len(told) == 1:
            return told[0], True
        if self._keys is None:
            self._keys = {piece.key for piece in self.pieces}
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
            keys = tuple(piece.key for piece in self.pieces[step : step + length])
            found = self.lexicon.find((*name.keys, *keys))
            if len(found) == 1 and len(keys) == length and keys == self.lexicon.cities[found[0].company.id]:
                return found[0].company
        return None

    def _begins_another(self, at: int) -> bool:
        """Whether a name that is written with a capital begins here."""
        if not 0 <= at < len(self.pieces) or not self.pieces[at].is_capital:
            return False
        node, place = self.lexicon.tree.get(self.pieces[at].key), at + 1
        while node is not None:
            if END in node:
                return True
            node = node.get(self.key(place))
            place += 1
        return False

    def _ends_another(self, at: int) -> bool:
        return any(
            self.pieces[first].is_capital
            and self.lexicon.find(tuple(piece.key for piece in self.pieces[first : at + 1]))
            for first in range(max(0, at - 3), at + 1)
        )
