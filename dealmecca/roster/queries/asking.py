"""A question as it stands in an address: words, or filters that name what is meant."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.dateparse import parse_date

from dealmecca.accounts.models import User
from dealmecca.directory.queries import companies_named
from dealmecca.directory.vocabularies import COMPANY_TYPE
from dealmecca.roster.queries.duties import find_duties
from dealmecca.roster.queries.understanding import Understanding, understand
from dealmecca.roster.queries.who import FRESH, Choices

WORDS = ("q", "exact")
DUTIES = ("duty", "place", "role")
COMPANIES = ("account", "agency")
CHOICES = ("worksAt", "confirmed")
NAMES = (*WORDS, *DUTIES, *COMPANIES, "words", "asOf", *CHOICES)
LONGEST = 300
MOST = 50  # values of one name


@dataclass(frozen=True)
class Question:
    """`companies` are those that the address names, by what it calls them; `unknown` are the (name, value) pairs that
    name nothing and were left out."""

    text: str
    understanding: Understanding
    choices: Choices
    companies: dict[str, Any]
    unknown: tuple[tuple[str, str], ...] = ()


def question_in(*, viewer: User, query: QueryDict) -> Question:
    """`q` is a question in words; without it the filters are the question. Values that name nothing are left out."""
    text = query.get("q", "").strip()[:LONGEST]
    works_at, confirmed = query.getlist("worksAt"), query.get("confirmed", "")
    fresh = [key for key, _ in FRESH]
    choices = Choices(
        tuple(code for code in works_at if code in COMPANY_TYPE.codes), confirmed if confirmed in fresh else ""
    )
    unknown = [("worksAt", code) for code in works_at if code not in COMPANY_TYPE.codes]
    unknown += [("confirmed", confirmed)] if confirmed and confirmed not in fresh else []
    if text:
        asked = understand(viewer=viewer, text=text, exact="exact" in query)
        return Question(text, asked, choices, {}, tuple(unknown))
    duties = find_duties(viewer=viewer, texts=_values(query, DUTIES))
    firms = companies_named(viewer=viewer, keys=_values(query, COMPANIES))
    unknown += [(name, value) for name in DUTIES for value in query.getlist(name) if value not in duties]
    unknown += [(name, value) for name in COMPANIES for value in query.getlist(name) if value not in firms]

    def chosen(name: str, found: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(dict.fromkeys(found[value] for value in query.getlist(name)[:MOST] if value in found))

    day = None
    with suppress(ValueError):  # such as the 31st of February
        day = parse_date(query.get("asOf", ""))
    if query.get("asOf") and day is None:
        unknown.append(("asOf", query.get("asOf", "")))
    accounts = chosen("account", firms)
    asked = Understanding(
        text="",
        duties=chosen("duty", duties),
        accounts=accounts,
        agencies=chosen("agency", firms),
        places=chosen("place", duties),
        roles=chosen("role", duties),
        day=day,
        left_over=tuple(query.get("words", "").replace("\0", " ").split()[:8]),
        account_count=len(accounts),
        any_duty=True,
    )
    return Question("", asked, choices, firms, tuple(unknown))


def _values(query: QueryDict, names: Iterable[str]) -> list[str]:
    return [value for name in names for value in query.getlist(name)]
