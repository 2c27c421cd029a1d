"""People and companies in one list: a page of both, and a cursor that remembers where each of them stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.queries import Page, search_companies, search_contacts
from dealmecca.directory.search_query import Kind
from dealmecca.directory.vocabularies import COMPANY_TYPE
from dealmecca.lib.cursors import decode_cursor, encode_cursor
from dealmecca.lib.text_keys import name_key
from dealmecca.search.criteria import Count, Criteria, FacetValue
from dealmecca.search.queries import COUNT_CAP

KINDS: dict[Kind, str] = {"contact": "People", "company": "Companies"}
_ENDED = "end"


@dataclass(frozen=True)
class Hit:
    """A record that the words found, as a list of both kinds shows it."""

    kind: Kind
    record: Contact | Company
    id: str
    name: str
    subtitle: str


@dataclass(frozen=True)
class HitPage:
    """One page of both kinds; `kinds` counts them."""

    items: list[Hit]
    next_cursor: str | None
    count: Count
    kinds: list[FacetValue]


def search_both(
    *, viewer: User, text: str, kind: Kind | None = None, cursor: str | None = None, limit: int = 25
) -> HitPage:
    """Half people, half companies while there are both; within a page those named like the words come first.

    `kind` leaves the other one out. A page before the last may be shorter than `limit`. Raises ValueError for a cursor
    that is broken or belongs to another list.
    """
    at = _read(cursor, kind)
    open_kinds = [one for one in KINDS if kind in (None, one) and at[one] != _ENDED]
    shares = dict(zip(open_kinds, [limit - limit // 2, limit // 2] if len(open_kinds) == 2 else [limit], strict=False))
    hits: list[Hit] = []
    totals: dict[Kind, int] = {}
    for one in KINDS:
        share = shares.get(one, 0)
        page = _search(viewer, one, text, at[one] if share else "", share or 1)
        totals[one] = page.count.value + page.count.is_capped
        if share:
            hits += [_hit(record) for record in page.items]
            at[one] = page.next_cursor or _ENDED
    matches = sum(total for one, total in totals.items() if kind in (None, one))
    return HitPage(
        sorted(hits, key=lambda hit: _distance(hit.name, text)),
        encode_cursor(["both", kind or "", *at.values()]) if any(at[one] != _ENDED for one in open_kinds) else None,
        Count(min(matches, COUNT_CAP), matches > COUNT_CAP),
        [FacetValue(one, KINDS[one], min(total, COUNT_CAP), one == kind) for one, total in totals.items() if total],
    )


def _search(viewer: User, kind: Kind, text: str, cursor: str, limit: int) -> Page[Any]:
    search: Any = search_contacts if kind == "contact" else search_companies
    return search(viewer=viewer, criteria=Criteria(text=text), cursor=cursor or None, limit=limit, with_facets=False)


def _read(cursor: str | None, kind: Kind | None) -> dict[Kind, str]:
    """Where each kind stands: "" at its beginning, else the cursor of its own list, or _ENDED."""
    if not cursor:
        return dict.fromkeys(KINDS, "")
    values = [str(value) for value in decode_cursor(cursor, [str] * 4)]
    if values[:2] != ["both", kind or ""]:
        raise ValueError("This cursor belongs to another list: start again without it.")
    return dict(zip(KINDS, values[2:], strict=True))


def _hit(record: Contact | Company) -> Hit:
    if isinstance(record, Contact):
        employer = record.company.name if record.company else ""
        return Hit("contact", record, record.pk, record.full_name, _joined(" · ", (record.title, employer)))
    place = _joined(", ", (record.city, record.state))
    kind_of_company = COMPANY_TYPE.label(record.company_type) or record.company_type_text
    return Hit("company", record, record.pk, record.name, _joined(" · ", (kind_of_company, place)))


def _joined(between: str, texts: Iterable[str]) -> str:
    return between.join(text for text in texts if text)


def _distance(name: str, text: str) -> int:
    """0 when the words are the name, 1 when it begins so, else 2."""
    whole, wanted = name_key(name), name_key(text)
    return 0 if whole == wanted else 1 if whole.startswith(wanted) else 2
