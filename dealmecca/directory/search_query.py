"""A search as it is written in an address: the names, how each value is read, and how a search is written back."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.http import QueryDict

from dealmecca.directory.vocabularies import BY_FIELD
from dealmecca.lib.places import city_key, state_key
from dealmecca.search.criteria import Criteria

Kind = Literal["contact", "company"]

# Criteria's fields by their name in an address, for the kinds of record that have them.
_PLACED = {"companyType": "company_type", "industry": "industry", "city": "city", "state": "state"}
NAMES: dict[Kind, dict[str, str]] = {
    "contact": {
        **_PLACED,
        "seniority": "seniority",
        "department": "department",
        "minVerificationLevel": "min_verification_level",
        "hasEmail": "has_email",
        "hasPhone": "has_phone",
    },
    "company": {
        **_PLACED,
        "size": "size",
        "minVerificationLevel": "min_verification_level",
        "hasPhone": "has_phone",
    },
}
SORTS: dict[Kind, tuple[str, ...]] = {
    "contact": ("relevance", "leadScore", "name", "recent"),
    "company": ("relevance", "name", "recent"),
}
COMPANY = "companyId"  # contacts alone; no facet
PARAMETERS = {"company": COMPANY} | {field: name for names in NAMES.values() for name, field in names.items()}

LONGEST_TEXT = 300
LONGEST_KEY = 120  # of a place, as search lines hold it
LONGEST_ID = 25
MOST_VALUES = 50
MOST_ROWS = 100
DEFAULT_ROWS = 25
LEVELS = (1, 2, 3, 4, 5)
_YES, _NO = {"true", "1", "yes", "on"}, {"false", "0", "no", "off"}


@dataclass(frozen=True)
class SearchQuery:
    """What an address asks for. `problems` holds, by name, a sentence for each value that was left out."""

    criteria: Criteria
    cursor: str | None = None
    limit: int = DEFAULT_ROWS
    only: Kind | None = None
    problems: dict[str, list[str]] = field(default_factory=dict)


def criteria_from(query: QueryDict, kind: Kind) -> Criteria:
    """The search alone. Raises ValidationError: {name: [sentences]} for a value that cannot be read."""
    return query_from(query, kind).criteria


def query_from(query: QueryDict, kind: Kind | None, *, strict: bool = True) -> SearchQuery:
    """The search, the page and its length; names that mean nothing here are left alone.

    `kind` None is the search over both, by words alone; its `only` says when just one of them is wanted.

    An empty value counts as not given, as forms send it. Strict: raises ValidationError {name: [sentences]} for values
    that cannot be read. Not strict: those values are left out, and `problems` says which and why.
    """
    reader = _Reader(query)
    filters: dict[str, Any] = {
        criterion: reader.one(name, _single(name)) if _is_single(name) else reader.several(name, _value(criterion))
        for name, criterion in (NAMES[kind] if kind else {}).items()
    }
    if kind == "contact":
        filters["company"] = reader.several(COMPANY, _id)
    filters["text"] = reader.words("q")
    if kind:
        filters["sort"] = reader.one("sort", _one_of(SORTS[kind])) or SORTS[kind][0]
    only = None if kind else reader.one("kind", _one_of(tuple(NAMES)))
    limit = reader.one("limit", _whole_number(1, MOST_ROWS)) or DEFAULT_ROWS
    cursor = reader.one("cursor", str)
    if strict and reader.problems:
        raise ValidationError(reader.problems)
    return SearchQuery(Criteria(**filters), cursor, limit, only, reader.problems)


def write_query(criteria: Criteria) -> list[tuple[str, str]]:
    """The same search as (name, value) pairs, without what goes without saying."""
    pairs = [("q", criteria.text)] if criteria.text else []
    for criterion, name in PARAMETERS.items():
        value = getattr(criteria, criterion)
        if isinstance(value, tuple):
            pairs += [(name, item) for item in value]
        elif value is not None:
            pairs.append((name, str(value).lower()))
    if criteria.sort != "relevance":
        pairs.append(("sort", criteria.sort))
    return pairs


class _Reader:
    """Reads values by name, collecting a sentence for each that cannot be read."""

    def __init__(self, query: QueryDict) -> None:
        self.query = query
        self.problems: dict[str, list[str]] = {}

    def one(self, name: str, read: Callable[[str], Any]) -> Any:
        texts = self._texts(name)
        if len(set(texts)) > 1:
            self._refuse(name, f"Give {name} once.")
        return self._read(name, texts[-1], read) if texts else None

    def words(self, name: str) -> str:
        """The text to look for; when it is too long or holds no text, what can be used of it."""
        self.one(name, _short_enough)
        words = "".join(character for character in self.query.get(name, "") if _is_text(character))
        return words.strip()[:LONGEST_TEXT]

    def several(self, name: str, read: Callable[[str], Any]) -> tuple[Any, ...]:
        texts = self._texts(name)
        if len(texts) > MOST_VALUES:
            self._refuse(name, f"Give at most {MOST_VALUES} values.")
        found = [self._read(name, text, read) for text in texts[:MOST_VALUES]]
        return tuple(dict.fromkeys(value for value in found if value is not None))

    def _texts(self, name: str) -> list[str]:
        return [text.strip() for text in self.query.getlist(name) if text.strip()]

    def _read(self, name: str, text: str, read: Callable[[str], Any]) -> Any:
        try:
            if not all(map(_is_text, text)):
                raise ValueError("This holds characters that are no text.")
            return read(text)
        except ValueError as problem:
            self._refuse(name, str(problem))
            return None

    def _refuse(self, name: str, sentence: str) -> None:
        self.problems.setdefault(name, []).append(sentence)


def _is_text(character: str) -> bool:
    """False for what no database stores: NUL, and half of a surrogate pair."""
    return character != "\0" and not "\ud800" <= character <= "\udfff"


def _is_single(name: str) -> bool:
    return name in ("minVerificationLevel", "hasEmail", "hasPhone")


def _single(name: str) -> Callable[[str], Any]:
    return _whole_number(LEVELS[0], LEVELS[-1]) if name == "minVerificationLevel" else _yes_or_no


def _value(criterion: str) -> Callable[[str], str]:
    """How one value of a filter is read: a place by its key, everything else as a term of its vocabulary."""
    places: Mapping[str, Callable[[str], str]] = {"city": city_key, "state": state_key}
    if criterion in places:
        return lambda text: _place(text, places[criterion])
    return lambda text: _term(text, criterion)


def _id(text: str) -> str:
    if len(text) > LONGEST_ID:
        raise ValueError(f"{_quoted(text)} is no id: an id has {LONGEST_ID} characters.")
    return text


def _place(text: str, key_of: Callable[[str], str]) -> str:
    key = key_of(_short_enough(text))
    if not key:
        raise ValueError(f"{_quoted(text)} names no place.")
    return key[:LONGEST_KEY]


def _term(text: str, criterion: str) -> str:
    vocabulary = BY_FIELD[criterion]
    code = vocabulary.resolve(_short_enough(text))
    if code:
        return code
    near = vocabulary.nearest(text)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"Known are {', '.join(vocabulary.codes)}."
    raise ValueError(f"{_quoted(text)} is no known {vocabulary.name}. {hint}")


def _short_enough(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"This is {len(text)} characters long; {LONGEST_TEXT} is the most.")
    return text


def _one_of(allowed: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"{_quoted(text)} is none of {', '.join(allowed)}.")
        return text

    return read


def _whole_number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise ValueError(f"{_quoted(text)} is no whole number from {least} to {most}.")
        return int(text)

    return read


def _yes_or_no(text: str) -> bool:
    if text.lower() not in _YES | _NO:
        raise ValueError(f"{_quoted(text)} is neither true nor false.")
    return text.lower() in _YES


def _quoted(text: str) -> str:
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"
