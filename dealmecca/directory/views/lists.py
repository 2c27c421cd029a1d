"""What the two search pages share: filters with counts, chips, links that keep the rest of the search."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from dealmecca.directory.queries import Page
from dealmecca.directory.search_query import PARAMETERS, write_query
from dealmecca.directory.vocabularies import BY_FIELD
from dealmecca.lib.filters import Block, Chip, Option
from dealmecca.search.criteria import SEVERAL, Criteria, FacetValue

LEVEL_NAMES = {2: "Verified or better", 3: "Premium or better", 4: "Expert or better", 5: "Platform verified"}


@dataclass(frozen=True)
class ListState:
    """Everything beside the rows of a search page; `kept` are the filters in force that have no box to tick."""

    text: str
    sort: str
    sorts: Sequence[tuple[str, str]]
    facets: Sequence[Block]
    chips: Sequence[Chip]
    kept: Sequence[tuple[str, str]]
    address: str
    first_url: str
    clear_url: str
    next_url: str
    closed_url: str
    open_prefix: str
    is_first_page: bool
    is_anything: bool

    @property
    def query(self) -> str:
        """The search as it stands in an address, for saving and exporting this list."""
        return self.first_url.partition("?")[2]


def list_state(
    *,
    path: str,
    criteria: Criteria,
    page: Page[Any],
    cursor: str | None,
    open_id: str,
    titles: Sequence[tuple[str, str, bool]],
    sorts: Sequence[tuple[str, str]],
    companies: Mapping[str, str] = MappingProxyType({}),
) -> ListState:
    """`titles` lists the facets in order: (criterion, title, is open). "reach" stands for has email and has phone.

    `companies` names the companies whose people alone are wanted, by id.
    """
    here = [("cursor", cursor)] if cursor else []
    closed_url = _url(path, criteria, here)
    return ListState(
        text=criteria.text,
        sort=criteria.sort,
        sorts=sorts,
        facets=[_block(name, title, is_open, criteria, page.facets) for name, title, is_open in titles],
        chips=_chips(path, criteria, page.facets, companies),
        kept=[(PARAMETERS["company"], company_id) for company_id in criteria.company],
        address=_url(path, criteria, [*here, ("open", open_id)]) if open_id else closed_url,
        first_url=_url(path, criteria),
        clear_url=_url(path, Criteria(text=criteria.text, sort=criteria.sort) if criteria.filters() else Criteria()),
        next_url=_url(path, criteria, [("cursor", page.next_cursor)]) if page.next_cursor else "",
        closed_url=closed_url,
        open_prefix=f"{closed_url}{'&' if '?' in closed_url else '?'}open=",
        is_first_page=not cursor,
        is_anything=bool(criteria.text or criteria.filters()),
    )


def _block(name: str, title: str, is_open: bool, criteria: Criteria, facets: dict[str, list[FacetValue]]) -> Block:
    if name == "reach":
        options = [_flag_option(flag, label, criteria, facets) for flag, label in REACH if flag in facets]
    elif name == "min_verification_level":
        options = _level_options(criteria, facets.get(name, []))
    else:
        options = [
            Option(PARAMETERS[name], value.value, value.label, value.count, value.is_selected)
            for value in _in_order(name, facets.get(name, []))
        ]
    is_chosen = any(option.is_selected and option.value for option in options)
    return Block(PARAMETERS.get(name, name), title, options, is_open or is_chosen)


def _in_order(name: str, values: Sequence[FacetValue]) -> Sequence[FacetValue]:
    """Ranks stay in their order, the highest first; sizes from small to large; the rest by count as it came."""
    if name not in ("seniority", "size"):
        return values
    return sorted(values, key=lambda value: BY_FIELD[name].position(value.value), reverse=name == "seniority")


REACH = (("has_email", "Email known"), ("has_phone", "Phone known"))


def _flag_option(flag: str, label: str, criteria: Criteria, facets: dict[str, list[FacetValue]]) -> Option:
    count = sum(value.count for value in facets[flag] if value.value == "true")
    return Option(PARAMETERS[flag], "true", label, count, getattr(criteria, flag) is True)


def _level_options(criteria: Criteria, values: Sequence[FacetValue]) -> list[Option]:
    name, chosen = PARAMETERS["min_verification_level"], criteria.min_verification_level
    counts = {int(value.value): value.count for value in values}
    levels = [
        Option(name, str(level), LEVEL_NAMES[level], counts.get(level, 0), chosen == level, True, level)
        for level in sorted(LEVEL_NAMES, reverse=True)
    ]
    return [*levels, Option(name, "", "Any level", counts.get(1, 0), chosen is None, True)]


def _chips(
    path: str, criteria: Criteria, facets: dict[str, list[FacetValue]], companies: Mapping[str, str]
) -> list[Chip]:
    chips = []
    for name, value in criteria.filters().items():
        if name in SEVERAL:
            labels = {facet.value: facet.label for facet in facets.get(name, [])}
            if name == "company":
                labels = {item: companies.get(item, "Unknown company") for item in value}
            for item in value:
                rest: Any = tuple(other for other in value if other != item)
                chips.append(Chip(labels.get(item, item), _url(path, replace(criteria, **{name: rest}))))
        else:
            chips.append(Chip(_flag_label(name, value), _url(path, criteria.without(name))))
    return chips


def _flag_label(name: str, value: Any) -> str:
    if name == "min_verification_level":
        return LEVEL_NAMES[value]
    what = "email" if name == "has_email" else "phone"
    return f"Has {what}" if value else f"No {what}"


def _url(path: str, criteria: Criteria, extra: Sequence[tuple[str, str]] = ()) -> str:
    query = urlencode([*write_query(criteria), *extra])
    return f"{path}?{query}" if query else path
