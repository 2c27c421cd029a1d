"""Reading the values of an address by name, each problem kept as a sentence for whoever wrote it."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import QueryDict

from dealmecca.lib.visible_text import is_text

LONGEST_TEXT = 300
MOST_VALUES = 50
_YES, _NO = {"true", "1", "yes", "on"}, {"false", "0", "no", "off"}


class QueryReader:
    """Reads values by name, collecting a sentence for each that cannot be read."""

    def __init__(self, query: QueryDict) -> None:
        self.query = query
        self.problems: dict[str, list[str]] = {}

    def one(self, name: str, read: Callable[[str], Any]) -> Any:
        texts = self._texts(name)
        if len(set(texts)) > 1:
            self.refuse(name, f"Give {name} once.")
        return self._read(name, texts[-1], read) if texts else None

    def words(self, name: str) -> str:
        """The text to look for; when it is too long or holds no text, what can be used of it."""
        self.one(name, short_enough)
        words = "".join(character for character in self.query.get(name, "") if is_text(character))
        return words.strip()[:LONGEST_TEXT]

    def several(self, name: str, read: Callable[[str], Any]) -> tuple[Any, ...]:
        texts = self._texts(name)
        if len(texts) > MOST_VALUES:
            self.refuse(name, f"Give at most {MOST_VALUES} values.")
        found = [self._read(name, text, read) for text in texts[:MOST_VALUES]]
        return tuple(dict.fromkeys(value for value in found if value is not None))

    def _texts(self, name: str) -> list[str]:
        return [text.strip() for text in self.query.getlist(name) if text.strip()]

    def _read(self, name: str, text: str, read: Callable[[str], Any]) -> Any:
        try:
            if not is_text(text):
                raise ValueError("This holds characters that are no text.")
            return read(text)
        except ValueError as problem:
            self.refuse(name, str(problem))
            return None

    def refuse(self, name: str, sentence: str) -> None:
        self.problems.setdefault(name, []).append(sentence)


def short_enough(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"This is {len(text)} characters long; {LONGEST_TEXT} is the most.")
    return text


def one_of(allowed: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"{quoted(text)} is none of {', '.join(allowed)}.")
        return text

    return read


def whole_number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise ValueError(f"{quoted(text)} is no whole number from {least} to {most}.")
        return int(text)

    return read


def fraction(text: str) -> float:
    if not re.fullmatch(r"0?\.[0-9]{1,9}|[01](\.0{1,9})?", text):
        raise ValueError(f"{quoted(text)} is no number from 0 to 1, such as 0.75.")
    return float(text)


def iso_day(text: str) -> date:
    try:
        return date.fromisoformat(text if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else "")
    except ValueError:
        raise ValueError(f"{quoted(text)} is no day. Write it as 2026-01-31.") from None


def yes_or_no(text: str) -> bool:
    if text.lower() not in _YES | _NO:
        raise ValueError(f"{quoted(text)} is neither true nor false.")
    return text.lower() in _YES


def quoted(text: str) -> str:
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"
