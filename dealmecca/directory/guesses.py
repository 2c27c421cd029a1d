"""What an unknown word may mean: the values whose names look most like it, with how much in words. Never an answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

from dealmecca.directory.word_fields import WORD_FIELDS, key_of
from dealmecca.lib.text_keys import plain_words

ENOUGH = 0.45  # below it, a name is no guess
ENOUGH_OF_TITLE = 0.6  # titles say what somebody does as well: one word of two is no seniority
MOST = 5
ALIKE = 0.75  # of two words' letters; fewer are chance
_SURE = ((0.85, "very likely"), (0.7, "likely"), (0.0, "perhaps"))
_NO_WORDS = {"and", "of", "the", "to", "for", "a", "in"}
_SHORTENED = 3  # letters that the beginning of a word has at least: "bev", "alc"


@dataclass(frozen=True, slots=True)
class ValueGuess:
    """`like` is the name that the word looks like: the label itself, another name, or a word learnt before."""

    value: str
    label: str
    score: float
    how: str
    like: str


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    value: str
    key: str
    words: tuple[str, ...]


def guesses_for(field: str, text: str, taught: Iterable[tuple[str, str]] = (), most: int = MOST) -> list[ValueGuess]:
    """Best first. `taught` are words of this field that were learnt: (word, value)."""
    word, least = _name(text, ""), ENOUGH_OF_TITLE if field == "title" else ENOUGH
    best: dict[str, tuple[float, str]] = {}
    for name in (*_names(field), *(_name(learnt, value) for learnt, value in taught)):
        score = likeness(word.key, word.words, name.key, name.words)
        if score >= least and score > best.get(name.value, (0.0, ""))[0]:
            best[name.value] = (score, name.text)
    known = WORD_FIELDS[field]
    found = [
        ValueGuess(value, known.label_of(value), round(score, 2), in_words(score), like)
        for value, (score, like) in best.items()
    ]
    places = {value: place for place, (value, _) in enumerate(known.choices)}
    return sorted(found, key=lambda guess: (-guess.score, places.get(guess.value, 0)))[:most]


def in_words(score: float) -> str:
    return next(words for least, words in _SURE if score >= least)


def likeness(key: str, words: tuple[str, ...], other_key: str, other_words: tuple[str, ...]) -> float:
    """0 to 1: how alike the letters are, or how well each word finds one of the other's, shortened or misspelt."""
    letters = fuzz.ratio(key, other_key) / 100
    letters = letters if letters >= ALIKE else 0.0
    if letters == 1.0 or not (words and other_words):
        return letters
    found = sum(max(_alike(word, other) for other in other_words) for word in words) / len(words)
    covered = min(1.0, sum(map(len, words)) / sum(map(len, other_words)))
    return max(letters, found * (0.8 + 0.15 * covered))


@lru_cache(maxsize=50_000)
def _alike(word: str, other: str) -> float:
    if word == other:
        return 1.0
    if len(word) >= _SHORTENED and other.startswith(word):
        return 0.9
    ratio = fuzz.ratio(word, other) / 100
    return ratio if ratio >= ALIKE else 0.0


@cache
def _names(field: str) -> tuple[_Name, ...]:
    return tuple(_name(text, value) for text, value in WORD_FIELDS[field].names())


def _name(text: str, value: str) -> _Name:
    return _Name(text, value, key_of(text), tuple(word for word in plain_words(text) if word not in _NO_WORDS))
