"""The spans of a text that name companies: the longest name first, kept if what stands around it says so."""

from dataclasses import dataclass
from typing import Any

from dealmecca.forum.linking.context import Context
from dealmecca.forum.linking.evidence import evidence_of
from dealmecca.forum.linking.lexicon import END, Lexicon, Name
from dealmecca.forum.linking.pieces import Pieces, pieces_of

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
    is_small = context.is_all_small
    spans: list[Span] = []
    free = 0  # where the last name ended
    for at in _beginnings(pieces, lexicon):
        if at < free:
            continue
        may_be_ordinary = is_small or pieces.capitals[at] or pieces.keys[at].isdigit()
        for end, names in _names_at(context, at):
            if not may_be_ordinary and all(name.is_ordinary for name in names):
                continue
            name, is_sure = context.choose(names, at, end)
            confidence = evidence_of(name, context, at, end) * (1.0 if is_sure else 0.45)
            if confidence >= sure_enough:
                company = context.office_of(name, end) or name.company
                stop = pieces.ends[end - 1] + len(_tail(name, text, pieces.ends[end - 1]))
                spans.append(Span(pieces.starts[at], stop, company.id, round(confidence, 2)))
                free = end
                break
    return spans


def _beginnings(pieces: Pieces, lexicon: Lexicon) -> list[int]:
    """Where a name may begin. Most of a post is ordinary words written small, which alone name nobody: they are passed
    by as cheaply as can be, without a look into the tree."""
    tree, loud, seconds = lexicon.tree, lexicon.loud, lexicon.seconds
    following = [*pieces.keys[1:], ""]
    return [
        at
        for at, (key, is_capital, second) in enumerate(zip(pieces.keys, pieces.capitals, following, strict=False))
        if key in loud or ((is_capital or second in seconds) and key in tree)
    ]


def _tail(name: Name, text: str, end: int) -> str:
    """The signs that a name ends with, where the text has them: "Yahoo!"."""
    signs = name.text[len(name.text.rstrip("!?+*™®.")) :]
    if not signs or not text.startswith(signs, end):
        return ""
    after = text[end + len(signs) : end + len(signs) + 2].strip()
    ends_sentence = signs == "." and (not after or after[0].isupper())
    return "" if ends_sentence else signs


def _names_at(context: Context, at: int) -> list[tuple[int, list[Name]]]:
    """The names that begin with this piece; the longest first, with the piece after each."""
    keys = context.pieces.keys
    node: dict[str, Any] = context.lexicon.tree[keys[at]]
    found = []
    end = at + 1
    while True:
        if END in node:
            found.append((end, node[END]))
        if end == len(keys) or keys[end] not in node or context.between(end) not in _TIGHT:
            break
        node = node[keys[end]]
        end += 1
    return found[::-1]
