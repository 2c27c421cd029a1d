"""`dealmecca search`: the lists of pages and API, from a terminal."""

import json
import re
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.http import QueryDict

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import operator
from dealmecca.directory.everything import search_both
from dealmecca.directory.queries import search_companies, search_contacts
from dealmecca.directory.schemas import (
    CompanyListing,
    ContactListing,
    HitListing,
    company_listing,
    contact_listing,
    hit_listing,
)
from dealmecca.directory.search_query import NAMES, SORTS, Kind, query_from
from dealmecca.directory.vocabularies import COMPANY_TYPE, INDUSTRY
from dealmecca.search.criteria import FACET_FIELDS

KINDS: dict[str, Kind] = {"contacts": "contact", "companies": "company"}
FILTERS = NAMES["contact"] | NAMES["company"]
ALL_SORTS = tuple(dict.fromkeys(sort for sorts in SORTS.values() for sort in sorts))
WIDEST = 40


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Find people and companies. Filters and order need --kind; repeat a filter for alternatives."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("text", nargs="*", metavar="TEXT", help="words in any order, each may be a beginning")
        parser.add_argument("--kind", choices=KINDS, help="people or companies alone (default: both)")
        parser.add_argument("--json", action="store_true", help="answer as the API does")
        for name, field in FILTERS.items():
            several = field in FACET_FIELDS
            parser.add_argument(_option(name), dest=name, metavar="VALUE", action="append" if several else "store")
        parser.add_argument("--sort", choices=ALL_SORTS, help="default: relevance")
        parser.add_argument("--limit", metavar="N", help="items a page, at most 100 (default 25)")
        parser.add_argument("--cursor", help="the nextCursor of the page before")

    def handle(self, *args: Any, **options: Any) -> None:
        kind = KINDS.get(options["kind"] or "")
        query = QueryDict(mutable=True)
        query["q"] = " ".join(options["text"])
        for name in (*FILTERS, "sort", "limit", "cursor"):
            given = options[name]
            if given and name not in _understood(kind):
                kinds = " or ".join(one for one, key in KINDS.items() if name in _understood(key))
                raise CommandError(f"{_option(name)} needs --kind {kinds}.")
            query.setlist(name, given if isinstance(given, list) else [given] if given else [])
        try:
            listing = _search(operator(), query, kind)
        except ValidationError as error:
            problems = [f"{_option(name)}: {' '.join(texts)}" for name, texts in error.message_dict.items()]
            raise CommandError("\n".join(problems).replace("--q:", "TEXT:")) from None
        except ValueError as error:
            raise CommandError(f"--cursor: {error}") from None
        if options["json"]:
            self.stdout.write(json.dumps(listing.model_dump(by_alias=True), cls=DjangoJSONEncoder, indent=2))
        else:
            self.stdout.write(_table(listing))


def _understood(kind: Kind | None) -> tuple[str, ...]:
    return (*NAMES[kind], "sort", "limit", "cursor") if kind else ("limit", "cursor")


def _search(viewer: User, query: QueryDict, kind: Kind | None) -> ContactListing | CompanyListing | HitListing:
    """Raises ValidationError for a value and ValueError for a cursor that cannot be read."""
    asked = query_from(query, kind)
    if kind == "contact":
        return contact_listing(
            viewer, search_contacts(viewer=viewer, criteria=asked.criteria, cursor=asked.cursor, limit=asked.limit)
        )
    if kind == "company":
        return company_listing(
            search_companies(viewer=viewer, criteria=asked.criteria, cursor=asked.cursor, limit=asked.limit)
        )
    return hit_listing(
        viewer, search_both(viewer=viewer, text=asked.criteria.text, cursor=asked.cursor, limit=asked.limit)
    )


def _table(listing: ContactListing | CompanyListing | HitListing) -> str:
    rows = [_columns(item) for item in listing.items]
    widths = [min(max(map(len, column)), WIDEST) for column in zip(*rows, strict=True)]
    lines = ["  ".join(_cell(text, width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    count = f"{listing.count.value:,}{'+' if listing.count.is_capped else ''} found"
    more = f"; for more: --cursor {listing.next_cursor}" if listing.next_cursor else ""
    return "\n".join([*lines, f"{count}{more}"])


def _columns(item: Any) -> tuple[str, ...]:
    """What a terminal shows of one record: name, what, where, how to reach."""
    record = getattr(item, "record", item)
    if hasattr(record, "first_name"):
        name = f"{record.first_name} {record.last_name}".strip()
        company = record.company
        return name, record.title or "", company.name if company else "", _place(company), record.email or ""
    kind = COMPANY_TYPE.label(record.company_type or "") or record.company_type_text or ""
    industry = INDUSTRY.label(record.industry or "") or record.industry_text or ""
    return record.name, kind, industry, _place(record), record.website or ""


def _place(company: Any) -> str:
    return ", ".join(text for text in (company.city, company.state) if text) if company else ""


def _cell(text: str, width: int) -> str:
    text = "".join(character if character.isprintable() else " " for character in text)  # no terminal escapes
    return f"{text:<{width}}" if len(text) <= width else f"{text[: width - 1]}…"


def _option(name: str) -> str:
    return "--" + re.sub("[A-Z]", lambda capital: f"-{capital[0].lower()}", name)
