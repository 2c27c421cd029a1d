"""A list's filters as they are kept: versioned JSON, and reading every version there ever was.

{"version": 1, "filters": {"companyType": ["AGENCY"], "q": ["media"]}}: the names and values of the list's address.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse

from dealmecca.accounts.models import User
from dealmecca.directory.queries import company_names
from dealmecca.directory.search_query import COMPANY, Kind, query_from, write_query
from dealmecca.directory.search_query import NAMES as LIST_NAMES
from dealmecca.roster.queries.asking import COMPANIES, Question, question_in
from dealmecca.roster.queries.asking import NAMES as WHO_NAMES
from dealmecca.saved.models import ListKind
from dealmecca.search.criteria import Criteria

Filters = dict[str, list[str]]
PAGES = {"contact": "directory:contact_search", "company": "directory:company_search", "who": "roster:who"}
MOST_VALUES = 50
LONGEST_VALUE = 300
# What each version after the first calls otherwise: ({kind: {old name: new name}}, …). A release that renames a filter
# adds an entry; the version is how many there are, and one.
RENAMED: tuple[Mapping[str, Mapping[str, str]], ...] = ()


def version() -> int:
    return len(RENAMED) + 1


@dataclass(frozen=True)
class Listed:
    """A list as its filters describe it: `criteria` of people or companies, or `question` of who handles what.

    `lost` says, in sentences, which parts of what was saved mean nothing any more and were left out.
    """

    kind: str
    pairs: list[tuple[str, str]]
    criteria: Criteria | None = None
    question: Question | None = None
    lost: list[str] = field(default_factory=list)

    @property
    def query(self) -> str:
        return urlencode(self.pairs)

    @property
    def url(self) -> str:
        """The list on its page."""
        page = reverse(PAGES[self.kind])
        return f"{page}?{self.query}" if self.pairs else page

    @property
    def filters(self) -> Filters:
        found: Filters = {}
        for name, value in self.pairs:
            found.setdefault(name, []).append(value)
        return found


def names_of(kind: str) -> tuple[str, ...]:
    """The filters of a list of this kind."""
    if kind == ListKind.WHO:
        return WHO_NAMES
    return ("q", *([COMPANY] if kind == ListKind.PEOPLE else []), *LIST_NAMES[list_kind(kind)], "sort")


def listed(*, viewer: User, kind: str, filters: Mapping[str, Iterable[str]]) -> Listed:
    """The list that these filters make for this viewer. What cannot be used is left out and said."""
    known = names_of(kind)
    strange = [(name, values) for name, values in filters.items() if name not in known]
    lost = [f"{_said(name, values)} is no filter of this list any more." for name, values in strange]
    query = QueryDict(mutable=True)
    for name in known:
        if values := [str(value) for value in filters.get(name, ())]:
            query.setlist(name, values[:MOST_VALUES])
    if kind == ListKind.WHO:
        return _who(viewer, query, lost)
    read = query_from(query, list_kind(kind), strict=False)
    lost += [sentence for sentences in read.problems.values() for sentence in sentences]
    companies = company_names(viewer=viewer, ids=read.criteria.company)
    lost += ["A company that was chosen is gone." for key in read.criteria.company if key not in companies]
    return Listed(kind, write_query(read.criteria), read.criteria, lost=lost)


def write_filters(found: Listed) -> dict[str, Any]:
    """The filters as they are kept."""
    return {"version": version(), "filters": found.filters}


def read_filters(kind: str, kept: Any) -> tuple[Filters, list[str]]:
    """Filters of any version under the names of this one, and sentences about what could not be read."""
    if not isinstance(kept, dict) or not isinstance(kept.get("filters"), dict):
        return {}, ["What was saved cannot be read."]
    made_by = kept.get("version")
    if not isinstance(made_by, int) or made_by < 1:
        return {}, ["What was saved does not say which version wrote it."]
    lost = ["A newer release wrote this; only what this one knows is used."] if made_by > version() else []
    filters = {str(name): _texts(values) for name, values in kept["filters"].items()}
    for step in RENAMED[made_by - 1 :]:
        renamed = step.get(kind, {})
        filters = {renamed.get(name, name): values for name, values in filters.items()}
    return filters, lost


def read_filter(*, viewer: User, kind: str, kept: Any) -> Listed:
    """What a saved search means today, for this viewer."""
    filters, lost = read_filters(kind, kept)
    found = listed(viewer=viewer, kind=kind, filters=filters)
    found.lost.extend(lost)
    return found


def check_filters(*, viewer: User, kind: str, filters: Mapping[str, Iterable[str]]) -> Listed:
    """The list that somebody asks for. Raises ValidationError {"filters": […]} for what it does not understand."""
    if kind not in ListKind.values:
        raise ValidationError({"kind": [f"Give one of {', '.join(ListKind.values)}."]})
    found = listed(viewer=viewer, kind=kind, filters=filters)
    long = [name for name, values in filters.items() if len([*values]) > MOST_VALUES]
    problems = [*found.lost, *(f"Give at most {MOST_VALUES} values for {name}." for name in long)]
    if found.question and found.question.understanding.is_empty:
        problems.append("Say which duty, account or agency it is about.")
    if problems:
        raise ValidationError({"filters": problems})
    return found


def _who(viewer: User, query: QueryDict, lost: list[str]) -> Listed:
    question = question_in(viewer=viewer, query=query)
    lost = [*lost, *(f"{_said(name, [value])} is not known any more." for name, value in question.unknown)]
    unknown = set(question.unknown)
    boxed = {"q", "exact", "worksAt", "confirmed"} if question.text else set(WHO_NAMES) - {"q", "exact"}
    pairs = []
    for name, values in query.lists():
        for value in values:
            if name in COMPANIES and value in question.companies:
                value = question.companies[value].pk  # an address changes with the name, an id does not
            if name in boxed and (name, value) not in unknown and value:
                pairs.append((name, value))
    return Listed(ListKind.WHO, pairs, question=question, lost=lost)


def list_kind(kind: str) -> Kind:
    return "contact" if kind == ListKind.PEOPLE else "company"


def _texts(values: Any) -> list[str]:
    rows = values if isinstance(values, list) else [values]
    return [str(value)[:LONGEST_VALUE] for value in rows]


def _said(name: str, values: Iterable[str]) -> str:
    return f"“{name}: {', '.join(str(value) for value in values)[:80]}”"
