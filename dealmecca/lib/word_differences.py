"""What changed between two texts, word by word: lines that stayed are found first, so that long texts stay cheap."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

MOST_WORDS = 1_500  # of one changed stretch; a longer one is shown as a whole, because comparing grows by the square
_PIECES = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


class Piece(NamedTuple):
    """`kind` is same, gone or new."""

    kind: str
    text: str


def word_differences(old: str, new: str) -> list[Piece]:
    """In reading order; what is gone stands before what replaced it. Without the new pieces it is the old text."""
    pieces = (piece for piece in _by_lines(old, new) if piece.text)
    return [
        Piece(kind, "".join(piece.text for piece in run)) for kind, run in groupby(pieces, lambda piece: piece.kind)
    ]


def _by_lines(old: str, new: str) -> Iterator[Piece]:
    before, after = _LINES.findall(old), _LINES.findall(new)
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=True).get_opcodes():
        gone, there = "".join(before[a:b]), "".join(after[c:d])
        if what == "equal":
            yield Piece("same", gone)
        else:
            yield from _by_words(gone, there)


def _by_words(old: str, new: str) -> Iterator[Piece]:
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    if max(len(before), len(after)) > MOST_WORDS:
        yield Piece("gone", old)
        yield Piece("new", new)
        return
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            yield Piece("same", "".join(before[a:b]))
        else:
            yield Piece("gone", "".join(before[a:b]))
            yield Piece("new", "".join(after[c:d]))
