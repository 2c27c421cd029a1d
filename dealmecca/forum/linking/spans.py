"""The spans of a text that name companies: the longest name first, kept if what stands around it says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dealmecca.forum.linking.context import Context
from dealmecca.forum.linking.evidence import evidence_of
from dealmecca.forum.linking.lexicon import END, Lexicon, Name
from dealmecca.forum.linking.pieces import Piece, pieces_of

VERSION = "names-1"
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
    at, tree, is_small = 0, lexicon.tree, context.is_all_small
    while at < len(pieces):
        taken = 0
        node = tree.get(pieces[at].key)
        if node is None or (
            not pieces[at].is_capital and not is_small and pieces[at].key.isalpha() and _says_nothing(node)
        ):
            at += 1
            continue
        may_be_ordinary = is_small or pieces[at].is_capital or pieces[at].key.isdigit()
        for end, names in _names_at(text, pieces, at, lexicon):
            if not may_be_ordinary and all(name.is_ordinary for name in names):
                continue
            name, is_sure = context.choose(names, at, end)
            confidence = evidence_of(name, context, at, end) * (1.0 if is_sure else 0.45)
            if confidence >= sure_enough:
                company = context.office_of(name, end) or name.company
                stop = pieces[end - 1].end + len(_tail(name, text, pieces[end - 1].end))
                spans.append(Span(pieces[at].start, stop, company.id, round(confidence, 2)))
                taken = end - at
                break
        at += taken or 1
    return spans


def _says_nothing(node: dict[str, Any]) -> bool:
    """Whether only ordinary words end here, which written small are no names: most of what a post is made of."""
    return len(node) == 1 and END in node and all(name.is_ordinary for name in node[END])


def _tail(name: Name, text: str, end: int) -> str:
    """The signs that a name ends with, where the text has them: "Yahoo!"."""
    signs = name.text[len(name.text.rstrip("!?+*™®")) :]
    return signs if signs and text.startswith(signs, end) else ""


def _names_at(text: str, pieces: Sequence[Piece], at: int, lexicon: Lexicon) -> list[tuple[int, list[Name]]]:
    """The names that begin with this piece, the longest first, with the piece after each."""
    node: dict[str, Any] | None = lexicon.tree.get(pieces[at].key)
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
