"""A text as pieces: runs of letters and digits with their places, where sentences begin, and what is no prose."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, compress, count
from typing import NamedTuple, overload

from dealmecca.lib.text_keys import fold

_PIECE = re.compile(r"[^\W_]+|&|\+(?=\W|$)")
_PIECES = re.compile(rf"({_PIECE.pattern})")
_ASCII_PIECES = re.compile(r"([A-Za-z0-9]+|&|\+(?=\W|$))")  # the same in such a text, and faster
_WITHIN = frozenset(["", " ", "-", "'", "’", "&"])  # between two pieces of one sentence
_SIGNS = {"&": "and", "+": "plus"}
# Mail addresses, links, hashtags, handles, code, and web domains written small: what stands in them names nobody.
_NO_PROSE = {  # by a sign without which there is none: looking for the sign costs nothing
    "`": re.compile(r"`[^`\n]*`"),
    "://": re.compile(r"\bhttps?://\S+"),
    "@": re.compile(r"(?<![\w.+-])[\w.+-]*@\w[\w-]*(?:\.[\w-]+)*"),
    "#": re.compile(r"(?<!\w)#\w[\w-]*"),
    ".": re.compile(r"\.(?<=[a-z0-9]\.)(?:com|net|org|io|co|tv|ai|example|agency|media)\b(?:/\S*)?"),
}
_NEW_SENTENCE = re.compile(r"[.!?:;…]['\"”’)\]*_]*\s+['\"“‘(\[*_]*$|\n\s*(?:[-*•>\d.)#]+\s+)?['\"“‘(\[*_]*$|[“\"(\[]$")
_ABBREVIATED = {"st", "dr", "mr", "mrs", "ms", "jr", "inc", "co", "corp", "ltd", "vs", "no", "u", "s", "e", "g", "i"}


class Piece(NamedTuple):
    """`key` is what it is compared by; `start` and `end` are code points of the text."""

    key: str
    start: int
    end: int
    begins_sentence: bool
    is_capital: bool  # its first letter is; a digit counts as none


class Pieces(Sequence[Piece]):
    """The pieces of one text in order. A post has thousands and few of them are looked at, so they are kept as lists
    of what a `Piece` has, and a piece is made when somebody asks for it."""

    __slots__ = ("begins", "capitals", "ends", "keys", "starts")

    def __init__(
        self, keys: list[str], starts: list[int], ends: list[int], begins: list[bool], capitals: list[bool]
    ) -> None:
        self.keys, self.starts, self.ends, self.begins, self.capitals = keys, starts, ends, begins, capitals

    @overload
    def __getitem__(self, at: int) -> Piece: ...
    @overload
    def __getitem__(self, at: slice) -> list[Piece]: ...
    def __getitem__(self, at: int | slice) -> Piece | list[Piece]:
        if isinstance(at, slice):
            return list(map(Piece, self.keys[at], self.starts[at], self.ends[at], self.begins[at], self.capitals[at]))
        return Piece(self.keys[at], self.starts[at], self.ends[at], self.begins[at], self.capitals[at])

    def __iter__(self) -> Iterator[Piece]:
        return map(Piece, self.keys, self.starts, self.ends, self.begins, self.capitals)

    def are_small(self) -> bool:
        """Whether no word but "I" has a capital, so that a small letter says nothing."""
        return all(key == "i" for key in compress(self.keys, self.capitals))

    def __len__(self) -> int:
        return len(self.keys)


def keys_of(text: str) -> tuple[str, ...]:
    """The keys alone, as names are stored: "L'Oréal" is ("l", "oreal"), "AT&T" ("at", "and", "t")."""
    return tuple(_key(found[0]) for found in _PIECE.finditer(text))


def pieces_of(text: str) -> Pieces:
    """Without what is no prose; linear in the text."""
    is_ascii = text.isascii()
    parts = (_ASCII_PIECES if is_ascii else _PIECES).split(text)  # a gap, a piece, a gap, …
    words, gaps = parts[1::2], parts[:-1:2]
    ends = list(accumulate(map(len, parts)))
    starts, ends = ends[:-1:2], ends[1::2]
    masks = _masks(text)
    if len(masks) > 1:
        words, gaps, starts, ends = _outside(masks, text, words, starts, ends)
    if is_ascii:
        keys = list(map(str.lower, words))
        if "&" in text or "+" in text:
            keys = [_SIGNS.get(key, key) for key in keys]
    else:
        keys = [_key(word) for word in words]
    return Pieces(keys, starts, ends, _begins(keys, gaps), [word[0].isupper() for word in words])


def _begins(keys: list[str], gaps: list[str]) -> list[bool]:
    """Of each piece, whether a sentence begins with it."""
    begins = [gap not in _WITHIN for gap in gaps]
    known: dict[str, bool] = {}
    for place in list(compress(count(), begins)):
        gap = gaps[place][-40:]
        if gap not in known:
            known[gap] = bool(_NEW_SENTENCE.search(gap))
        begins[place] = known[gap] and not (gap == ". " and place and keys[place - 1] in _ABBREVIATED)
    if begins:
        begins[0] = True
    return begins


def _outside(
    masks: list[tuple[int, int]], text: str, words: list[str], starts: list[int], ends: list[int]
) -> tuple[list[str], list[str], list[int], list[int]]:
    """Words, gaps, starts and ends without the pieces that begin in a mask."""
    kept, mask = [], 0
    for place, start in enumerate(starts):
        while masks[mask][1] <= start:
            mask += 1
        if masks[mask][0] > start:
            kept.append(place)
    words = [words[place] for place in kept]
    starts, ends = [starts[place] for place in kept], [ends[place] for place in kept]
    gaps = [text[end:start] for end, start in zip([0, *ends], starts, strict=False)]
    return words, gaps, starts, ends


def _masks(text: str) -> list[tuple[int, int]]:
    """Where what is no prose begins and ends, in order, and one beyond the end."""
    masks = []
    for sign, pattern in _NO_PROSE.items():
        if sign in text:
            for found in pattern.finditer(text):
                start = found.start()
                if sign == ".":  # the domain's own beginning; written large it is a name, as in "Booking.com"
                    while start and (text[start - 1].isalnum() or text[start - 1] in "-."):
                        start -= 1
                    if any(letter.isupper() for letter in text[start : found.start()]):
                        continue
                masks.append((start, found.end()))
    return [*sorted(masks), (len(text) + 1, len(text) + 1)]


def _key(word: str) -> str:
    return word.lower() if word.isascii() and word.isalnum() else _SIGNS.get(word) or fold(word).replace(" ", "")
