"""Text made comparable: case, accents and punctuation taken away, for searching, comparing and sorting."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby

MAX_WORD_LENGTH = 64
MAX_WORDS = 200
MAX_QUERY_WORDS = 10
MAX_QUERY_LENGTH = 2000

SHORT = 2  # letters that a word next to a lone letter may have

_WEB_PREFIX = re.compile(r"^(https?://(www\.)?|www\.)")
_PARTING = re.compile(r"[-/+–—]")
_WORD = re.compile(r"[^\W_]+")  # letters and digits of any script
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)

# Letters that Unicode does not take apart into a plain letter and an accent, and the letter-like apostrophes.
_PLAIN_LETTERS = str.maketrans(
    dict(zip("øđðłıȷħŧŋĸƒɓɗƙɨɫɵʉə", "oddlijhtnkfbdkiloue", strict=True))
    | {"æ": "ae", "œ": "oe", "þ": "th"}
    | dict.fromkeys("ʹʺʻʼʽʾʿˈˊˋˮꞌ", "'")
)


@dataclass(frozen=True, slots=True)
class QueryWord:
    """One chunk of what somebody typed. `parts` is never empty: it is `(joined,)` when punctuation did not split it."""

    joined: str
    parts: tuple[str, ...]

    def matches(self, words: list[str]) -> bool:
        """The meaning that every database's search must have: a prefix of the whole, or a prefix for every part."""
        if any(word.startswith(self.joined) for word in words):
            return True
        return all(any(word.startswith(part) for word in words) for part in self.parts)


_AND = QueryWord("and", ("and",))


def fold(text: str) -> str:
    """The words of a text in plain small letters, separated by one space; punctuation inside a word just goes.

    "L'Oréal Paris" gives "loreal paris", "AT&T" "att", "J.B. Hunt" "jb hunt", "Halden & Pike" "halden pike".
    Text of punctuation alone gives "". Folding what is folded changes nothing.
    """
    if text.isascii() and text.replace(" ", "").isalnum():
        return " ".join(text.lower().split())
    joined = ("".join(_WORD.findall(chunk)) for chunk in _plain(text).split())
    return " ".join(word for word in joined if word)


def name_key(text: str) -> str:
    """`fold`, for exact comparing and sorting of names; a name of punctuation alone ("!!!") stays itself."""
    return fold(text) or " ".join(text.casefold().split())


def phrase_key(text: str) -> str:
    """`fold` for words of the trade, whose hyphens and slashes part them: "over-the-top" is "over the top"."""
    return fold(_PARTING.sub(" ", text))


def plain_words(text: str) -> list[str]:
    """Every run of letters and digits, plain and small, in order: "A.O. Smith" gives a, o, smith."""
    return _WORD.findall(_plain(text))


def closed_up(text: str) -> str:
    """`fold`, but a letter that stands alone joins its short neighbours, as in "AT & T" and "J. B. Hunt"."""
    return close_up(fold(text))


def close_up(folded: str) -> str:
    """`closed_up` of a text that is folded already."""
    if 1 not in map(len, folded.split()):
        return folded
    closed = []
    for are_short, run in groupby(folded.split(), key=lambda word: len(word) <= SHORT):
        words = list(run)
        closed.append(("" if are_short and any(len(word) == 1 for word in words) else " ").join(words))
    return " ".join(closed)


def search_words(text: str) -> list[str]:
    """All words under which the text is found, each chunk joined and, if punctuation splits it, its parts.

    "1-800-Flowers" gives 1800flowers, 1, 800, flowers; "J. B. Hunt" gives j, b, hunt, jb. Letters and digits only, no
    repetitions, at most MAX_WORD_LENGTH characters each and MAX_WORDS in all: what comes after that is not searchable.
    """
    if text.isascii() and text.replace(" ", "").isalnum():
        plain = text.lower().split()
        if 1 not in map(len, plain):  # no letter stands alone: nothing to split, nothing to close up
            return list(dict.fromkeys(word[:MAX_WORD_LENGTH] for word in plain))[:MAX_WORDS]
    words: dict[str, None] = {}
    for chunk in _plain(text).split():
        joined, parts = _joined_and_parts(chunk)
        if joined:
            words.setdefault(joined)
            words.update(dict.fromkeys(parts))
        if len(words) >= MAX_WORDS:
            break
    words.update((word[:MAX_WORD_LENGTH], None) for word in closed_up(text).split())
    return list(words)[:MAX_WORDS]


def query_words(text: str) -> list[QueryWord]:
    """What somebody typed, as at most MAX_QUERY_WORDS words that must all match (see `QueryWord.matches`).

    "and" between other words counts as little as "&"; "https://www." before a domain as little as punctuation.
    """
    found: dict[QueryWord, None] = {}
    for chunk in _plain(text[:MAX_QUERY_LENGTH]).split():
        joined, parts = _joined_and_parts(_WEB_PREFIX.sub("", chunk))
        if joined:
            found.setdefault(QueryWord(joined, tuple(parts[:MAX_QUERY_WORDS])))
        if len(found) == MAX_QUERY_WORDS:
            break
    return [word for word in found if word != _AND] or list(found)


def _joined_and_parts(chunk: str) -> tuple[str, list[str]]:
    if chunk.isascii() and chunk.isalnum():
        return chunk[:MAX_WORD_LENGTH], [chunk[:MAX_WORD_LENGTH]]
    parts = _WORD.findall(chunk)
    return "".join(parts)[:MAX_WORD_LENGTH], [part[:MAX_WORD_LENGTH] for part in parts]


def _plain(text: str) -> str:
    """Small letters without accents; punctuation and spaces stay."""
    if text.isascii():
        return text.lower()
    text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).translate(_PLAIN_LETTERS)
    # Syllables of Korean and Japanese come together again before the marks of other scripts are dropped:
    # no word then holds a character that a database's own tokeniser takes for a separator.
    text = unicodedata.normalize("NFC", text)
    text = "".join(character for character in text if unicodedata.category(character) not in _DROPPED)
    return unicodedata.normalize("NFC", text)


_DROPPED = {"Mn", "Mc", "Me", "Cf"}  # marks, and invisible characters such as the soft hyphen
