"""Controlled vocabularies: an ordered list of terms, each found under its code, its label and its aliases."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from dealmecca.lib.text_keys import plain_words

_THOUSANDS = re.compile(r"(?<=\d)[,.' \u00a0\u202f](?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Term:
    """One value: `code` is what is stored, `label` what people read, `aliases` what files call it."""

    code: str
    label: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """Raises ValueError when made with a code twice, or with one name for two terms."""

    name: str
    terms: tuple[Term, ...]
    _by_code: dict[str, Term] = field(init=False, repr=False, compare=False)
    _by_key: dict[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {term.code: term for term in self.terms})
        object.__setattr__(self, "_by_key", self._keys())
        if len(self._by_code) != len(self.terms):
            raise ValueError(f"{self.name} has the same code twice.")

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(self._by_code)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """(code, label) in the vocabulary's order, as form fields take them."""
        return [(term.code, term.label) for term in self.terms]

    def resolve(self, text: str) -> str | None:
        """The code that a text names, whatever its case, accents, punctuation and spacing; None if it names none."""
        return self._by_key.get(word_key(text))

    def label(self, code: str) -> str:
        """The label of a code; "" for "" and the text itself for anything unknown, so that a page never breaks."""
        term = self._by_code.get(code)
        return term.label if term else code

    def position(self, code: str) -> int:
        """Where the code stands in the order (for sorting); unknown codes come last."""
        return list(self._by_code).index(code) if code in self._by_code else len(self._by_code)

    def nearest(self, text: str, count: int = 3) -> list[str]:
        """Codes whose names look most like the text, best first: suggestions for a person, never an answer."""
        near = difflib.get_close_matches(word_key(text), list(self._by_key), n=count * 4, cutoff=0.6)
        return list(dict.fromkeys(self._by_key[key] for key in near))[:count]

    def _keys(self) -> dict[str, str]:
        keys: dict[str, str] = {}
        for term in self.terms:
            for key in _all_keys(term):
                if keys.setdefault(key, term.code) != term.code:
                    raise ValueError(f"{self.name} uses {key!r} for {keys[key]} and for {term.code}.")
        return keys


def _all_keys(term: Term) -> Iterable[str]:
    for text in (term.code, term.label, *term.aliases):
        key = word_key(text)
        if not key:
            raise ValueError(f"{text!r} cannot name the term {term.code}: it holds no letter and no digit.")
        yield key


@lru_cache(maxsize=4_096)
def word_key(text: str) -> str:
    """Letters and digits alone, without "and"; two numbers keep a dash between them ("1-10", "1 to 10", not "110")."""
    words = [word for word in plain_words(_THOUSANDS.sub("", text)) if word not in ("and", "to")]
    key = ""
    for word in words:
        key += f"-{word}" if key[-1:].isdigit() and word[0].isdigit() else word
    return key
