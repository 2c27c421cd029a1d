"""Which of the trade's tags a text is about: its words, without those that only look like it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import prod
from pathlib import Path
from typing import Any, NamedTuple

from dealmecca.forum.linking.pieces import Piece, keys_of, pieces_of

MOST = 8
SURE_ENOUGH = 0.5
_STRONG, _WEAK, _AGAIN = 0.85, 0.55, 0.35  # a word alone; one that needs others; the same once more
_AROUND = frozenset(
    """ad ads advertise advertiser advertisers advertising account agencies agency aor brand brands budget budgets
    buy buyer buyers buying buys campaign campaigns channel channels client clients cpm cpms creative dollars
    flight flights impressions inventory kpi kpis marketers media network networks plan planner planners
    planning plans publisher publishers reach rfp rfps roas scatter sell sellers spend spending sponsor sponsors
    sponsorship spot spots upfront upfronts""".split()
)


class FoundTag(NamedTuple):
    """`kind` is MEDIA or TOPIC."""

    name: str
    kind: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Word:
    """One way of saying one tag, or several. Without a tag: what only looks like one."""

    keys: tuple[str, ...]
    tags: tuple[tuple[str, str], ...]
    is_weak: bool = False
    is_capital: bool = False


def tags_in(text: str, *, most: int = MOST) -> list[FoundTag]:
    """The surest first, each once."""
    pieces = pieces_of(text)
    is_small = pieces.are_small()
    trade = _trade_words(pieces)
    said: list[tuple[int, _Word]] = []  # with the number of the sentence
    ways: defaultdict[tuple[int, Any], set[tuple[str, ...]]] = defaultdict(set)  # of saying the same in one sentence
    sentence = at = 0
    while at < len(pieces):
        sentence += pieces[at].begins_sentence
        word = _word_at(pieces, at, text, is_small)
        if word and word.tags:
            said.append((sentence, word))
            ways[sentence, word.tags].add(word.keys)
            if not word.is_weak:
                trade[sentence].update(word.keys)
        at += len(word.keys) if word else 1
    found: dict[tuple[str, str], dict[tuple[str, ...], float]] = defaultdict(dict)
    for sentence, word in said:
        if word.is_weak and trade[sentence] <= set(word.keys) and len(ways[sentence, word.tags]) == 1:
            continue
        sure = _WEAK if word.is_weak else _STRONG
        for tag in word.tags:
            before = found[tag].get(word.keys)
            found[tag][word.keys] = sure if before is None else 1 - (1 - before) * (1 - sure * _AGAIN)
    tags = [FoundTag(name, kind, _together(words.values())) for (kind, name), words in found.items()]
    return sorted((tag for tag in tags if tag.confidence >= SURE_ENOUGH), key=lambda tag: (-tag.confidence, tag.name))[
        :most
    ]


def all_tags() -> list[tuple[str, str, list[str]]]:
    """(kind, name, plain words) of the file, for whoever fills a table of tags from it."""
    return [(kind, name, [word for word in words if word[0] not in "~-"]) for kind, name, words in _lines()]


def kind_of(name: str) -> str:
    """MEDIA or TOPIC; a name that is not in the file is a topic that somebody made."""
    return next((kind for kind, own, _ in _lines() if own == name), "TOPIC")


def _word_at(pieces: Sequence[Piece], at: int, text: str, is_small: bool) -> _Word | None:
    """The longest that begins here."""
    for word in _words().get(pieces[at].key, ()):
        end = at + len(word.keys)
        if tuple(piece.key for piece in pieces[at:end]) != word.keys:
            continue
        if any(piece.begins_sentence for piece in pieces[at + 1 : end]):
            continue
        written = text[pieces[at].start : pieces[end - 1].end]
        if word.is_capital and not is_small and any(letter.islower() for letter in written.removesuffix("s")):
            continue
        return word
    return None


def _trade_words(pieces: Sequence[Piece]) -> defaultdict[int, set[str]]:
    """The words of the trade in each sentence, by its number."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    sentence = 0
    for piece in pieces:
        sentence += piece.begins_sentence
        if piece.key in _AROUND:
            found[sentence].add(piece.key)
    return found


def _together(confidences: Iterable[float]) -> float:
    return round(min(1 - prod(1 - confidence for confidence in confidences), 0.99), 2)


@cache
def _lines() -> list[tuple[str, str, list[str]]]:
    text = (Path(__file__).parent / "tags.txt").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in text.splitlines() if line and not line.startswith("#")]
    return [(kind, name, [word.strip() for word in words.split(";")]) for kind, name, words in rows]


@cache
def _words() -> dict[str, list[_Word]]:
    """By their first piece, the longest first."""
    words: dict[tuple[str, ...], _Word] = {}
    for kind, name, texts in _lines():
        for text in texts:
            sign, plain = (text[0], text[1:]) if text[0] in "~-" else ("", text)
            keys = keys_of(plain)
            for own in {keys, _plural(keys)} if sign != "-" else {keys}:
                others = words[own].tags if own in words else ()
                tags = others if sign == "-" else (*others, (kind, name))
                words[own] = _Word(own, tags, sign == "~", plain.isupper())
    by_first: dict[str, list[_Word]] = defaultdict(list)
    for word in words.values():
        by_first[word.keys[0]].append(word)
    return {first: sorted(own, key=lambda word: -len(word.keys)) for first, own in by_first.items()}


def _plural(keys: tuple[str, ...]) -> tuple[str, ...]:
    last = keys[-1]
    return keys if last.endswith("s") or not last.isalpha() else (*keys[:-1], f"{last}s")
