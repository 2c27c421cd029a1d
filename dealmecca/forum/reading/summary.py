"""The two or three sentences that say what a long text says, in its own words: chosen, never written anew."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dealmecca.forum.reading.sentences import sentences_of
from dealmecca.lib.text_keys import fold

FROM_WORDS = 150  # shorter texts are their own summary
LONG = 400  # from here on three sentences
_FEWEST, _MOST = 6, 45  # words of a sentence that may stand alone
_LONGEST = 480  # characters of all together
_ALIKE = 0.5
_SMALL = frozenset(
    """a about after again all also am an and any anybody anyone are as at be because been before being but by can could
    did do does doing done for from get gets getting go going gone got had has have having he her here him his how i if
    in into is it its just know like make many may me might more most much my need no not now of off on one only or
    other our out over own really said same say see she should so some somebody someone something still such than that
    the their them then there these they thing things think this those though through to too up us very want was way we
    well were what when where which while who why will with would yes yet you your""".split()
)
_NO_CONTENT = re.compile(
    r"^(?:hi|hey|hello|thanks|thank you|cheers|best|regards|happy (?:monday|tuesday|wednesday|thursday|friday)|edit|ps|"
    r"p\.s\.|tl;?dr:?$|let me know|any (?:help|thoughts|insight)s?\b.{0,30}appreciated|dm me|feel free|sorry)\b",
    re.IGNORECASE,
)
_POINTS_BACK = frozenset("this that these those they it he she his her its their also but so and however which".split())


@dataclass(frozen=True, slots=True)
class Summary:
    """`confidence` is the share of what the text is about that the sentences hold. Without a text there is none."""

    text: str = ""
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class _Sentence:
    place: int
    text: str
    words: frozenset[str]
    count: int
    opens: bool  # the first of its paragraph


def summary_of(paragraphs: Sequence[str], about: Iterable[str] = ()) -> Summary:
    """`about` are names and tags that were found: a sentence that holds them says more."""
    sentences = list(_sentences(paragraphs))
    if sum(sentence.count for sentence in sentences) <= FROM_WORDS:
        return Summary()
    weights = Counter(word for sentence in sentences for word in sentence.words)
    known = {word for name in about for word in fold(name).split()} - _SMALL
    for word in known & weights.keys():
        weights[word] += 2
    scored = [(_score(sentence, weights, len(sentences)), sentence) for sentence in sentences]
    best = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: (-pair[0], pair[1].place))
    wanted = 3 if sum(sentence.count for sentence in sentences) > LONG else 2
    chosen: list[_Sentence] = []
    for _, sentence in best:
        is_new = all(len(sentence.words & other.words) < _ALIKE * len(sentence.words) for other in chosen)
        if is_new and sum(len(other.text) for other in chosen) + len(sentence.text) <= _LONGEST:
            chosen.append(sentence)
        if len(chosen) == wanted:
            break
    if not chosen:
        return Summary()
    held = frozenset[str]().union(*(sentence.words for sentence in chosen))
    matters = {word: count for word, count in weights.items() if count > 1}
    share = sum(count for word, count in matters.items() if word in held) / max(sum(matters.values()), 1)
    in_order = sorted(chosen, key=lambda sentence: sentence.place)
    return Summary(" ".join(sentence.text for sentence in in_order), round(min(share, 1.0), 2))


def words_of(text: str) -> frozenset[str]:
    """The words that say something, each once and in one form."""
    return frozenset(_stem(key) for key in _keys(text) if key not in _SMALL and len(key) > 2)


def _keys(text: str) -> list[str]:
    return fold(text.replace("-", " ").replace("/", " ")).split()


def _sentences(paragraphs: Sequence[str]) -> Iterable[_Sentence]:
    place = 0
    for paragraph in paragraphs:
        for number, text in enumerate(sentences_of(paragraph)):
            yield _Sentence(place, text, words_of(text), len(_keys(text)), number == 0)
            place += 1


def _score(sentence: _Sentence, weights: Counter[str], of: int) -> float:
    """What it says by the word, more for where it stands; nothing for greetings, fragments and endless sentences."""
    text = sentence.text
    if not _FEWEST <= sentence.count <= _MOST or _NO_CONTENT.match(text) or text[-1] == ":":
        return 0.0
    says = sum(weights[word] - 1 for word in sentence.words) / (len(sentence.words) + 3)
    says += 0.15 * any(letter.isdigit() for letter in text)
    if sentence.place == 0:
        says *= 1.5
    elif sentence.opens:
        says *= 1.2
    if text[-1] == "?":  # what is asked is what a thread is about, most of all at the end
        says *= 1.3 if sentence.place >= of - 3 else 1.1
    if fold(text.split()[0]) in _POINTS_BACK:
        says *= 0.6
    return says


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
