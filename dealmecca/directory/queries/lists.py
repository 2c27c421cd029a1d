"""Lists of people and companies: searching, suggesting, what changed last."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Count as CountOf

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.search_query import Kind
from dealmecca.search.criteria import Count, Criteria, FacetValue
from dealmecca.search.queries import count_all, find, find_all, newest

Record = TypeVar("Record", Company, Contact)
RECENT_SHOWN = 6


@dataclass(frozen=True)
class Page(Generic[Record]):
    """One page of a list: records in rank order, the cursor of the next page, the count and the facets."""

    items: list[Record]
    next_cursor: str | None
    count: Count
    facets: dict[str, list[FacetValue]]


def search_contacts(
    *, viewer: User, criteria: Criteria, cursor: str | None = None, limit: int = 25, with_facets: bool = True
) -> Page[Contact]:
    """People in rank order, companies preloaded. Raises ValueError for a broken cursor."""
    found = find("contact", criteria, cursor=cursor, limit=limit, with_facets=with_facets)
    visible = Contact.objects.visible_to(viewer).select_related("company").in_bulk(found.record_ids)
    return Page(_in_order(found.record_ids, visible), found.next_cursor, found.count, found.facets)


def search_companies(
    *, viewer: User, criteria: Criteria, cursor: str | None = None, limit: int = 25, with_facets: bool = True
) -> Page[Company]:
    """Companies in rank order with `people_count`, parents preloaded. Raises ValueError for a broken cursor."""
    found = find("company", criteria, cursor=cursor, limit=limit, with_facets=with_facets)
    wanted = Company.objects.visible_to(viewer).select_related("parent").prefetch_related("domains", "aliases")
    visible = wanted.in_bulk(found.record_ids)
    counts = people_counts(viewer=viewer, company_ids=found.record_ids)
    for company in visible.values():
        company.people_count = counts.get(company.pk, 0)
    return Page(_in_order(found.record_ids, visible), found.next_cursor, found.count, found.facets)


def matching_ids(*, viewer: User, kind: Kind, criteria: Criteria, limit: int | None = None) -> list[str]:
    """The ids of all records of a list, in its order: what all its pages show one after the other."""
    return find_all(kind, criteria, limit=limit) if viewer.is_authenticated and viewer.is_active else []


def count_matching(*, viewer: User, kind: Kind, criteria: Criteria, limit: int | None = None) -> int:
    return count_all(kind, criteria, limit=limit) if viewer.is_authenticated and viewer.is_active else 0


def search_everything(*, viewer: User, text: str, limit: int = 8) -> tuple[Page[Contact], Page[Company]]:
    """The header's one box: the best people and the best companies for these words."""
    criteria = Criteria(text=text)
    return (
        search_contacts(viewer=viewer, criteria=criteria, limit=limit, with_facets=False),
        search_companies(viewer=viewer, criteria=criteria, limit=limit, with_facets=False),
    )


def recent_changes(*, viewer: User) -> tuple[list[Contact], list[Company]]:
    """The people and companies changed last, for the home page."""
    people, companies = newest("contact", RECENT_SHOWN), newest("company", RECENT_SHOWN)
    contacts = Contact.objects.visible_to(viewer).select_related("company").in_bulk(people)
    firms = Company.objects.visible_to(viewer).in_bulk(companies)
    return _in_order(people, contacts), _in_order(companies, firms)


def suggest_companies(*, viewer: User, text: str, limit: int = 8) -> list[Company]:
    """Companies whose name fits what is being typed, for choosing an employer or a parent."""
    return search_companies(viewer=viewer, criteria=Criteria(text=text), limit=limit, with_facets=False).items


def people_counts(*, viewer: User, company_ids: Sequence[str]) -> dict[str, int]:
    """How many people each of these companies has, without those that have none."""
    people = Contact.objects.visible_to(viewer).filter(company_id__in=company_ids)
    counted = people.values("company_id").annotate(people=CountOf("id")).order_by()
    return {row["company_id"]: row["people"] for row in counted}


def _in_order(ids: Sequence[str], records: dict[str, Record]) -> list[Record]:
    return [records[key] for key in ids if key in records]
