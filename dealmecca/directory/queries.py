"""Named reads of the directory, one per question that a door asks; each starts from the viewer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Count as CountOf

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, CompanyAlias, Contact
from dealmecca.search.criteria import Count, Criteria, FacetValue
from dealmecca.search.queries import find, newest

Record = TypeVar("Record", Company, Contact)
PEOPLE_SHOWN = 12
RECENT_SHOWN = 6
LEVELS_SHOWN = 8


@dataclass(frozen=True)
class Page(Generic[Record]):
    """One page of a list: records in rank order, the cursor of the next page, the count and the facets."""

    items: list[Record]
    next_cursor: str | None
    count: Count
    facets: dict[str, list[FacetValue]]


@dataclass(frozen=True)
class TreeNode:
    """A company in its hierarchy; `people` counts its own contacts, `people_below` those of its offices too."""

    company: Company
    children: list["TreeNode"]
    people: int
    people_below: int
    is_current: bool


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
    counts = _people_counts(viewer, found.record_ids)
    for company in visible.values():
        company.people_count = counts.get(company.pk, 0)
    return Page(_in_order(found.record_ids, visible), found.next_cursor, found.count, found.facets)


def search_everything(*, viewer: User, text: str, limit: int = 8) -> tuple[Page[Contact], Page[Company]]:
    """The header's one box: the best people and the best companies for these words."""
    criteria = Criteria(text=text)
    return (
        search_contacts(viewer=viewer, criteria=criteria, limit=limit, with_facets=False),
        search_companies(viewer=viewer, criteria=criteria, limit=limit, with_facets=False),
    )


def get_contact(*, viewer: User, contact_id: str) -> Contact:
    """Raises Contact.DoesNotExist for what this viewer may not see."""
    if "\0" in contact_id:  # PostgreSQL takes no zero byte, not even to compare
        raise Contact.DoesNotExist
    return Contact.objects.visible_to(viewer).select_related("company", "company__parent").get(pk=contact_id)


def get_company(*, viewer: User, company_id: str) -> Company:
    """By id or by slug. Raises Company.DoesNotExist for what this viewer may not see."""
    if "\0" in company_id:
        raise Company.DoesNotExist
    companies = Company.objects.visible_to(viewer).select_related("parent").prefetch_related("domains", "aliases")
    try:
        return companies.get(pk=company_id)
    except Company.DoesNotExist:
        return companies.get(slug=company_id)


def company_names(*, viewer: User, ids: Sequence[str]) -> dict[str, str]:
    """The names of these companies by id, without those that are unknown. No query for no ids."""
    return dict(Company.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def find_company(*, viewer: User, company_id: str) -> Company | None:
    """By id or by slug, for an address that may name a company; None for none that this viewer may see."""
    try:
        return get_company(viewer=viewer, company_id=company_id) if company_id else None
    except Company.DoesNotExist:
        return None


def people_of(*, viewer: User, company: Company, limit: int = PEOPLE_SHOWN) -> tuple[list[Contact], int]:
    """A company's people, best lead first, and how many there are in all."""
    people = Contact.objects.visible_to(viewer).in_company(company)
    return list(people.order_by("-lead_score", "-id")[:limit]), people.count()


def parents_of(*, viewer: User, company: Company) -> list[Company]:
    """The companies above this one, topmost first. One query a level."""
    above: list[Company] = []
    step = company.parent
    while step and len(above) < LEVELS_SHOWN:
        above.insert(0, step)
        step = Company.objects.visible_to(viewer).filter(pk=step.parent_id).first() if step.parent_id else None
    return above


def company_tree(*, viewer: User, company: Company) -> TreeNode | None:
    """The whole family from the topmost company down, or None when it stands alone. One query a level, and one."""
    above = parents_of(viewer=viewer, company=company)
    top = above[0] if above else company
    children: dict[str, list[Company]] = {}
    level = [top.pk]
    for _ in range(LEVELS_SHOWN):
        found = Company.objects.visible_to(viewer).filter(parent_id__in=level).order_by("name", "city", "id")
        level = []
        for child in found:
            children.setdefault(str(child.parent_id), []).append(child)
            level.append(child.pk)
        if not level:
            break
    if not children:
        return None
    family = [top.pk, *(child.pk for siblings in children.values() for child in siblings)]
    return _node(top, children, _people_counts(viewer, family), company.pk)


def recent_changes(*, viewer: User) -> tuple[list[Contact], list[Company]]:
    """The people and companies changed last, for the home page."""
    people, companies = newest("contact", RECENT_SHOWN), newest("company", RECENT_SHOWN)
    contacts = Contact.objects.visible_to(viewer).select_related("company").in_bulk(people)
    firms = Company.objects.visible_to(viewer).in_bulk(companies)
    return _in_order(people, contacts), _in_order(companies, firms)


def directory_size(*, viewer: User) -> tuple[int, int]:
    """How many (people, companies) this viewer can see."""
    return Contact.objects.visible_to(viewer).count(), Company.objects.visible_to(viewer).count()


def suggest_companies(*, viewer: User, text: str, limit: int = 8) -> list[Company]:
    """Companies whose name fits what is being typed, for choosing an employer or a parent."""
    return search_companies(viewer=viewer, criteria=Criteria(text=text), limit=limit, with_facets=False).items


def find_by_alias_key(name_keys: Sequence[str]) -> dict[str, list[str]]:
    """Company ids by alias key, for import matching."""
    found: dict[str, list[str]] = {}
    for key, company_id in CompanyAlias.objects.filter(name_key__in=name_keys).values_list("name_key", "company_id"):
        found.setdefault(key, []).append(company_id)
    return found


def _people_counts(viewer: User, company_ids: Sequence[str]) -> dict[str, int]:
    people = Contact.objects.visible_to(viewer).filter(company_id__in=company_ids)
    counted = people.values("company_id").annotate(people=CountOf("id")).order_by()
    return {row["company_id"]: row["people"] for row in counted}


def _in_order(ids: Sequence[str], records: dict[str, Record]) -> list[Record]:
    return [records[key] for key in ids if key in records]


def _node(company: Company, children: dict[str, list[Company]], people: dict[str, int], current: str) -> TreeNode:
    below = [_node(child, children, people, current) for child in children.get(company.pk, [])]
    own = people.get(company.pk, 0)
    return TreeNode(company, below, own, own + sum(node.people_below for node in below), company.pk == current)
