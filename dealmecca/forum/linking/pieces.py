"""A text as pieces: runs of letters and digits with their places, where sentences begin, and what is no prose."""

import re
from typing import NamedTuple

from dealmecca.lib.text_keys import fold

_PIECE = re.compile(r"[^\W_]+|&|\+(?=\W|$)")
_SIGNS = {"&": "and", "+": "plus"}
# Mail addresses, links, hashtags, handles, code, and web domains written small: what stands in them names nobody.
_NO_PROSE = {  # by a sign without which there is none: looking for the sign costs nothing
    "`": re.compile(r"`[^`\n]*`"),
    "://": re.compile(r"\bhttps?://\S+"),
    "@": re.compile(r"(?<![\w.+-])[\w.+-]*@\w[\w-]*(?:\.[\w-]+)*"),
    "#": re.compile(r"(?<!\w)#\w[\w-]*"),
    ".": re.compile(r"(?<=[a-z0-9])\.(?:com|net|org|io|co|tv|ai|example|agency|media)\b(?:/\S*)?"),
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


def keys_of(text: str) -> tuple[str, ...]:
    """The keys alone, as names are stored: "L'Oréal" is ("l", "oreal"), "AT&T" ("at", "and", "t")."""
    return tuple(_key(found[0]) for found in _PIECE.finditer(text))


def pieces_of(text: str) -> list[Piece]:
    """Without what is no prose; linear in the text."""
    masks = _masks(text)
    pieces: list[Piece] = []
    mask, end = 0, 0
    for found in _PIECE.finditer(text):
        start = found.start()
        while masks[mask][1] <= start:
            mask += 1
        if masks[mask][0] <= start:
            continue
        word = found[0]
        begins = not pieces or ((start - end > 1 or text[end] not in " -'’&") and _begins(text, pieces[-1], start))
        key = word.lower() if word.isascii() and word not in _SIGNS else _key(word)
        pieces.append(Piece(key, start, found.end(), begins, word[0].isupper()))
        end = found.end()
    return pieces


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


def _begins(text: str, before: Piece, start: int) -> bool:
    gap = text[before.end : start][-40:]
    if not _NEW_SENTENCE.search(gap):
        return False
    return not (gap == ". " and before.key in _ABBREVIATED)


def _key(word: str) -> str:
    return word.lower() if word.isascii() and word.isalnum() else _SIGNS.get(word) or fold(word).replace(" ", "")
