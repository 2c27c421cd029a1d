"""One record or a few: by id, by slug, by name, with what belongs to it."""

from collections.abc import Iterable, Sequence

from django.db.models import Q

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact, Erased
from dealmecca.directory.queries.redirects import led_on

PEOPLE_SHOWN = 12


def get_contact(*, viewer: User, contact_id: str) -> Contact:
    """Also by the id of a person who was merged into this one. Raises Contact.DoesNotExist for what this viewer may not
    see, and Erased for who asked to be gone."""
    if "\0" in contact_id:  # PostgreSQL takes no zero byte, not even to compare
        raise Contact.DoesNotExist
    people = Contact.objects.visible_to(viewer).select_related("company", "company__parent")
    if contact := people.filter(pk=contact_id).first() or people.filter(former_ids__old_id=contact_id).first():
        return contact
    named = Q(pk=contact_id) | Q(former_ids__old_id=contact_id)
    if viewer.is_authenticated and Contact.objects.filter(named, erased_at__isnull=False).exists():
        raise Erased("This person asked not to be listed.")
    raise Contact.DoesNotExist


def get_company(*, viewer: User, company_id: str) -> Company:
    """By id or by slug, also of a company that was merged into this one. Raises Company.DoesNotExist for what this
    viewer may not see."""
    if "\0" in company_id:
        raise Company.DoesNotExist
    companies = Company.objects.visible_to(viewer).select_related("parent").prefetch_related("domains", "aliases")
    found = {company.pk: company for company in companies.filter(Q(pk=company_id) | Q(slug=company_id))}
    company = found.get(company_id) or next(iter(found.values()), None)
    former = Q(former_ids__old_id=company_id) | Q(former_ids__old_slug=company_id)
    return company or companies.get(former)


def company_names(*, viewer: User, ids: Sequence[str]) -> dict[str, str]:
    """The names of these companies by id, without those that are unknown. No query for no ids."""
    return dict(Company.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def find_company(*, viewer: User, company_id: str) -> Company | None:
    """By id or by slug, for an address that may name a company; None for none that this viewer may see."""
    try:
        return get_company(viewer=viewer, company_id=company_id) if company_id else None
    except Company.DoesNotExist:
        return None


def find_contact(*, viewer: User, contact_id: str) -> Contact | None:
    """None for one that this viewer may not see."""
    try:
        return get_contact(viewer=viewer, contact_id=contact_id) if contact_id else None
    except Contact.DoesNotExist:
        return None


def people_of(*, viewer: User, company: Company, limit: int = PEOPLE_SHOWN) -> tuple[list[Contact], int]:
    """A company's people, best lead first, and how many there are in all."""
    people = Contact.objects.visible_to(viewer).in_company(company)
    return list(people.order_by("-lead_score", "-id")[:limit]), people.count()


def directory_size(*, viewer: User) -> tuple[int, int]:
    """How many (people, companies) this viewer can see."""
    return Contact.objects.visible_to(viewer).count(), Company.objects.visible_to(viewer).count()


def companies_by_id(*, viewer: User, ids: Sequence[str]) -> dict[str, Company]:
    """As each was asked for; also by ids of companies that were merged into others."""
    rows = Company.objects.visible_to(viewer)
    found = rows.in_bulk(ids) if ids else {}
    return found | led_on(rows, ids, found)


def companies_for_lists(*, viewer: User, ids: Sequence[str]) -> dict[str, Company]:
    """By id, with what one line about a company says: a whole record takes twice as long to read."""
    columns = ("name", "slug", "company_type", "city", "state", "country", "verification_level", "fades")
    return Company.objects.visible_to(viewer).only(*columns).in_bulk(ids) if ids else {}


def companies_named(*, viewer: User, keys: Iterable[str]) -> dict[str, Company]:
    """By id or by slug, as each was asked for, without those that are unknown. One query, two when some are."""
    wanted = {key for key in keys if key and "\0" not in key}
    visible = Company.objects.visible_to(viewer)
    rows = visible.filter(Q(pk__in=wanted) | Q(slug__in=wanted)) if wanted else []
    found = {key: row for row in rows for key in (row.slug, row.pk) if key in wanted}
    return found | led_on(visible, wanted, found)


def contacts_by_id(*, viewer: User, ids: Sequence[str]) -> dict[str, Contact]:
    """As each was asked for; also by ids of people who were merged into others."""
    rows = Contact.objects.visible_to(viewer)
    found = rows.in_bulk(ids) if ids else {}
    return found | led_on(rows, ids, found)


def count_below(*, viewer: User, company: Company) -> int:
    """How many companies hang directly below this one."""
    return Company.objects.visible_to(viewer).filter(parent=company).count()
