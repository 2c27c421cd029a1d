"""What someone searches for: words, filters and an order, the same from page, API and command line."""

from dataclasses import dataclass, replace
from typing import Any

SORTS = ("relevance", "leadScore", "name", "recent")
FACET_FIELDS = ("company_type", "industry", "size", "seniority", "department", "city", "state")
SEVERAL = ("company", *FACET_FIELDS)  # filters that take several values


@dataclass(frozen=True)
class Criteria:
    """Filters of one field are alternatives; different fields must all hold. Values are canonical codes or keys
    (vocabulary codes; lib.places keys for city and state; `company` holds ids and is for contacts alone)."""

    text: str = ""
    company: tuple[str, ...] = ()
    company_type: tuple[str, ...] = ()
    industry: tuple[str, ...] = ()
    size: tuple[str, ...] = ()
    seniority: tuple[str, ...] = ()
    department: tuple[str, ...] = ()
    city: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    min_verification_level: int | None = None
    has_email: bool | None = None
    has_phone: bool | None = None
    sort: str = "relevance"

    def without(self, field: str) -> "Criteria":
        """The same search with one filter taken off: what that filter's own facet counts."""
        empty: Any = () if field in SEVERAL else None
        return replace(self, **{field: empty})

    def filters(self) -> dict[str, Any]:
        """The filters in force, by field."""
        names = (*SEVERAL, "min_verification_level", "has_email", "has_phone")
        return {name: getattr(self, name) for name in names if getattr(self, name) not in ((), None)}


@dataclass(frozen=True)
class FacetValue:
    value: str
    label: str
    count: int
    is_selected: bool = False


@dataclass(frozen=True)
class Count:
    """How many records match; `is_capped` when there are more than `value`."""

    value: int
    is_capped: bool = False


@dataclass(frozen=True)
class Found:
    """One page of a search: record ids in rank order, and what stands beside the list."""

    record_ids: list[str]
    next_cursor: str | None
    count: Count
    facets: dict[str, list[FacetValue]]
