"""The spans of a text that name companies: the longest name first, kept if what stands around it says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dealmecca.forum.linking.context import Context
from dealmecca.forum.linking.evidence import evidence_of
from dealmecca.forum.linking.lexicon import END, Lexicon, Name
from dealmecca.forum.linking.pieces import Piece, pieces_of

VERSION = "names-2"
SURE_ENOUGH = 0.5
LONGEST_POST = 20_000  # code points; what comes after is not read
_TIGHT = {"", " ", "-", "–", "'", "’", ".", "\u00a0", "/", " -", "- ", ". "}


@dataclass(frozen=True, slots=True)
class Span:
    """`start` and `end` count code points of the text; `confidence` is above 0 and at most 1."""

    start: int
    end: int
    company_id: str
    confidence: float


def link(text: str, lexicon: Lexicon, *, sure_enough: float = SURE_ENOUGH) -> list[Span]:
    """In the order of the text, none within another. Time grows with the text, not with the names."""
    text = text[:LONGEST_POST]
    pieces = pieces_of(text)
    context = Context(text, pieces, lexicon)
    spans: list[Span] = []
    is_small = context.is_all_small
    free = 0  # where the last name ended
    for at in _beginnings(pieces, lexicon, is_small):
        if at < free:
            continue
        piece = pieces[at]
        may_be_ordinary = is_small or piece.is_capital or piece.key.isdigit()
        for end, names in _names_at(text, pieces, at, lexicon.tree[piece.key]):
            if not may_be_ordinary and all(name.is_ordinary for name in names):
                continue
            name, is_sure = context.choose(names, at, end)
            confidence = evidence_of(name, context, at, end) * (1.0 if is_sure else 0.45)
            if confidence >= sure_enough:
                company = context.office_of(name, end) or name.company
                stop = pieces[end - 1].end + len(_tail(name, text, pieces[end - 1].end))
                spans.append(Span(piece.start, stop, company.id, round(confidence, 2)))
                free = end
                break
    return spans


def _beginnings(pieces: Sequence[Piece], lexicon: Lexicon, is_small: bool) -> list[int]:
    """Where a name may begin. Most of a post is ordinary words written small, which alone name nobody: they are passed
    by as cheaply as can be, without a look into the tree."""
    tree, loud, seconds = lexicon.tree, lexicon.loud, lexicon.seconds
    found = []
    following = ""
    for at in range(len(pieces) - 1, -1, -1):
        key, _, _, _, is_capital = pieces[at]
        may_be_quiet = not is_capital and not key.isdigit() and (not is_small or (key.isascii() and key.isalpha()))
        if (not may_be_quiet or following in seconds or key in loud) and key in tree:
            found.append(at)
        following = key
    return found[::-1]


def _tail(name: Name, text: str, end: int) -> str:
    """The signs that a name ends with, where the text has them: "Yahoo!"."""
    signs = name.text[len(name.text.rstrip("!?+*™®.")) :]
    if not signs or not text.startswith(signs, end):
        return ""
    after = text[end + len(signs) : end + len(signs) + 2].strip()
    ends_sentence = signs == "." and (not after or after[0].isupper())
    return "" if ends_sentence else signs


def _names_at(text: str, pieces: Sequence[Piece], at: int, first: dict[str, Any]) -> list[tuple[int, list[Name]]]:
    """The names that begin with this piece, whose node is `first`; the longest first, with the piece after each."""
    node: dict[str, Any] | None = first
    found = []
    end = at + 1
    while node is not None:
        if END in node:
            found.append((end, node[END]))
        if end == len(pieces) or text[pieces[end - 1].end : pieces[end].start] not in _TIGHT:
            break
        node = node.get(pieces[end].key)
        end += 1
    return found[::-1]
