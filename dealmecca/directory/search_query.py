"""A search as it is written in an address: the names, how each value is read, and how a search is written back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.http import QueryDict

from dealmecca.directory.vocabularies import BY_FIELD
from dealmecca.lib.places import city_key, state_key
from dealmecca.lib.query_values import (
    QueryReader,
    one_of,
    quoted,
    short_enough,
    whole_number,
    yes_or_no,
)
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

LONGEST_KEY = 120  # of a place, as search lines hold it
LONGEST_ID = 25
MOST_ROWS = 100
DEFAULT_ROWS = 25
LEVELS = (1, 2, 3, 4, 5)


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
    reader = QueryReader(query)
    filters: dict[str, Any] = {
        criterion: reader.one(name, _single(name)) if _is_single(name) else reader.several(name, _value(criterion))
        for name, criterion in (NAMES[kind] if kind else {}).items()
    }
    if kind == "contact":
        filters["company"] = reader.several(COMPANY, _id)
    filters["text"] = reader.words("q")
    if kind:
        filters["sort"] = reader.one("sort", one_of(SORTS[kind])) or SORTS[kind][0]
    only = None if kind else reader.one("kind", one_of(tuple(NAMES)))
    limit = reader.one("limit", whole_number(1, MOST_ROWS)) or DEFAULT_ROWS
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


def _is_single(name: str) -> bool:
    return name in ("minVerificationLevel", "hasEmail", "hasPhone")


def _single(name: str) -> Callable[[str], Any]:
    return whole_number(LEVELS[0], LEVELS[-1]) if name == "minVerificationLevel" else yes_or_no


def _value(criterion: str) -> Callable[[str], str]:
    """How one value of a filter is read: a place by its key, everything else as a term of its vocabulary."""
    places: Mapping[str, Callable[[str], str]] = {"city": city_key, "state": state_key}
    if criterion in places:
        return lambda text: _place(text, places[criterion])
    return lambda text: _term(text, criterion)


def _id(text: str) -> str:
    if len(text) > LONGEST_ID:
        raise ValueError(f"{quoted(text)} is no id: an id has {LONGEST_ID} characters.")
    return text


def _place(text: str, key_of: Callable[[str], str]) -> str:
    key = key_of(short_enough(text))
    if not key:
        raise ValueError(f"{quoted(text)} names no place.")
    return key[:LONGEST_KEY]


def _term(text: str, criterion: str) -> str:
    vocabulary = BY_FIELD[criterion]
    code = vocabulary.resolve(short_enough(text))
    if code:
        return code
    near = vocabulary.nearest(text)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"Known are {', '.join(vocabulary.codes)}."
    raise ValueError(f"{quoted(text)} is no known {vocabulary.name}. {hint}")
