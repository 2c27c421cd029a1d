"""The words of somebody who is to be forgotten, and taking them out of a text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from dealmecca.directory.suppressing import Address
from dealmecca.lib.markdown.mentions import GONE
from dealmecca.lib.text_keys import plain_words

REMOVED = "Removed person"
REMOVED_ADDRESS = "[removed]"


@dataclass(frozen=True)
class Person:
    """`names` are full names as they may stand in texts, `name_parts` their words; `points` are email addresses, phone
    numbers and web addresses as they were written, `details` titles and the like. `addresses` are those that are
    theirs alone, to be suppressed.

    Texts that name them by their full name are mended everywhere only if nobody else bears it (`is_namesake`).
    """

    id: str
    day: date
    names: tuple[str, ...]
    name_parts: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()
    is_namesake: bool = False
    former_ids: tuple[str, ...] = ()

    @cached_property
    def anywhere(self) -> tuple[str, ...]:
        """What is taken out of every text, whoever wrote it."""
        return (*self.points, *(() if self.is_namesake else self.names))

    @property
    def ids(self) -> tuple[str, ...]:
        """Theirs, and those of records that were merged into theirs."""
        return (self.id, *self.former_ids)

    @property
    def mentions(self) -> tuple[str, ...]:
        """How texts of the forum point at them."""
        return tuple(f"(contact:{one})" for one in self.ids)

    def mend(self, text: str) -> str:
        """A text of anybody: the address, and the full name unless somebody else bears it, are taken out."""
        return self._replaced(self._without_mentions(text), () if self.is_namesake else self.names)

    def mend_closely(self, text: str) -> str:
        """A text that is about this person among others: each of their names goes."""
        return self._replaced(self._without_mentions(text), (*self.names, *self.name_parts))

    def is_in(self, cells: Iterable[str]) -> bool:
        """Whether a row of a table is theirs: an address of theirs stands in it, or all words of their name."""
        text = " ".join(cells)
        if self.anywhere and _any_of(self.anywhere).search(text):
            return True
        words = set(plain_words(text))
        return not self.is_namesake and any(set(plain_words(name)) <= words for name in self.names if plain_words(name))

    def mend_json(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.mend(value)
        if isinstance(value, list):
            return [self.mend_json(item) for item in value]
        if isinstance(value, dict):
            return {self.mend(key): self.mend_json(item) for key, item in value.items()}
        return value

    def _without_mentions(self, text: str) -> str:
        return self._mention.sub(GONE["contact"], text)

    def _replaced(self, text: str, names: Iterable[str]) -> str:
        for words, instead in ((self.points, REMOVED_ADDRESS), (tuple(names), REMOVED)):
            if words:
                text = _any_of(words).sub(instead, text)
        return text

    @cached_property
    def _mention(self) -> re.Pattern[str]:
        return re.compile(rf"@\[[^\[\]\n]{{1,200}}\]\(contact:(?:{'|'.join(map(re.escape, self.ids))})\)")


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """The longest first, whole words, in small or capital letters."""
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in ordered)})(?!\w)", re.IGNORECASE)
