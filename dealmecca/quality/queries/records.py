"""The directory's records, as the engine for duplicates takes them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from django.db.models import Count

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, CompanyDomain, Contact, ExternalId
from dealmecca.quality.matching.offices import OfficeRow
from dealmecca.quality.matching.people import PersonRow

AT_ONCE = 5_000


class _At(NamedTuple):
    """Where somebody works, as far as it helps to tell people apart."""

    name: str = ""
    city: str = ""
    domains: tuple[str, ...] = ()
    phone: str = ""


def all_people(*, viewer: User) -> Iterator[PersonRow]:
    """Everybody whom this viewer may see, oldest first, read in a stream. Three queries."""
    domains = _domains()
    companies = {
        pk: _At(name, city, domains.get(pk, ()), phone)
        for pk, name, city, phone in Company.objects.visible_to(viewer).values_list("pk", "name", "city", "phone")
    }
    contacts = Contact.objects.visible_to(viewer).order_by("pk")
    fields = ("pk", "first_name", "last_name", "email", "phone", "title", "linkedin_url", "company_id")
    nowhere = _At()
    for pk, first, last, email, phone, title, linkedin, company_id in contacts.values_list(*fields).iterator(AT_ONCE):
        at = companies.get(company_id, nowhere) if company_id else nowhere
        yield PersonRow(pk, first, last, email, phone, title, at.name, at.city, linkedin, at.domains, at.phone)


def all_offices(*, viewer: User) -> Iterator[OfficeRow]:
    """Every company that this viewer may see, oldest first. Two queries."""
    domains = _domains()
    fields = ("pk", "name", "phone", "address", "city", "state", "country", "postal_code", "linkedin_url", "parent_id")
    companies = Company.objects.visible_to(viewer).order_by("pk").values_list(*fields).iterator(AT_ONCE)
    for pk, name, phone, address, city, state, country, postal_code, linkedin, parent in companies:
        yield OfficeRow(
            pk, name, domains.get(pk, ()), phone, address, city, state, country, postal_code, linkedin, parent or ""
        )


def external_ids(kind: str, ids: Iterable[str]) -> dict[str, str]:
    """The oldest id by which another system knows each of these contacts or companies, where there is any."""
    found: dict[str, str] = {}
    waiting = iter(sorted(set(ids)))
    while some := list(islice(waiting, 900)):
        rows = ExternalId.objects.filter(**{f"{kind}_id__in": some}).order_by("pk").values_list(f"{kind}_id", "value")
        for record_id, value in rows:
            found.setdefault(record_id, value)
    return found


def worth_of(kind: str, ids: Iterable[str]) -> dict[str, int]:
    """How much each of these records matters, below a thousand: a person's lead score, a company's people."""
    found: dict[str, int] = {}
    waiting = iter(sorted(set(ids)))
    while some := list(islice(waiting, 900)):
        if kind == "contact":
            found.update(Contact.objects.filter(pk__in=some).values_list("pk", "lead_score"))
        else:
            rows = Company.objects.filter(pk__in=some).order_by().annotate(people_in_all=Count("contacts"))
            found.update((pk, min(count, 999)) for pk, count in rows.values_list("pk", "people_in_all"))
    return found


def _domains() -> dict[str, tuple[str, ...]]:
    listed: dict[str, list[str]] = defaultdict(list)
    for company_id, domain in CompanyDomain.objects.order_by("pk").values_list("company_id", "domain"):
        listed[company_id].append(domain)
    return {company_id: tuple(domains) for company_id, domains in listed.items()}
