"""Who in the directory may be the person that somebody is about to add, found by the directory's own indexes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q

from dealmecca.accounts.models import User
from dealmecca.directory.field_policy import shows_reach
from dealmecca.directory.models import Company, CompanyDomain, Contact
from dealmecca.directory.queries import directory_size
from dealmecca.lib.company_names import company_key
from dealmecca.lib.contact_points import is_free_mail, is_role_mailbox
from dealmecca.lib.nicknames import NICKNAMES, full_forms
from dealmecca.lib.person_names import name_parts, person_key
from dealmecca.quality.matching.finding import Likely, likely_same
from dealmecca.quality.matching.people import PersonRow, read_mail, read_profile
from dealmecca.quality.queries.weights import weighing_in_force

SHOWN = 5
OFFICES = 50  # of one firm
COLLEAGUES = 300  # looked at, of those whose names begin with the same letters


LABELS = {
    "family": "Last name", "given": "First name", "order": "Order of the names", "email": "Email", "phone": "Phone",
    "linkedin": "LinkedIn", "title": "Job title", "place": "Company and city",
}  # fmt: skip


class Line(NamedTuple):
    """One reason as a page shows it: "Last name: same, rare +3.6"."""

    label: str
    level: str
    weight: str


@dataclass(frozen=True, slots=True)
class Alike:
    """Somebody who may be the same person, with why."""

    contact: Contact
    likely: Likely

    @property
    def percent(self) -> int:
        return int(self.likely.confidence * 100)

    @property
    def reasons(self) -> list[Line]:
        """What speaks for it, then what speaks against it."""
        ordered = sorted(self.likely.reasons, key=lambda reason: -reason.weight)
        return [Line(LABELS[each.feature], each.level, f"{each.weight:+.1f}".replace("-", "−")) for each in ordered]

    @property
    def is_move(self) -> bool:
        return self.likely.label == "move"


def people_alike(*, viewer: User, asked: PersonRow, without: str = "") -> list[Alike]:
    """People who may be the one asked for, the likeliest first, `without` the record at hand.

    Whoever may not see addresses and numbers of people is not told by them either. At most eight queries.
    """
    if not (asked.first.strip() or asked.last.strip()):
        return []
    is_open = shows_reach(viewer)
    if not is_open:
        asked = asked._replace(email="", phone="")
    found = {contact.pk: contact for contact in _candidates(viewer, asked) if contact.pk != without}
    domains = _domains_of({contact.company_id for contact in found.values() if contact.company_id})
    rows = [_row(contact, domains, is_open) for contact in found.values()]
    size = directory_size(viewer=viewer)[0]
    likely = likely_same(asked, rows, max(size, 1), weighing_in_force()) if rows else []
    return [Alike(found[one.id], one) for one in likely[:SHOWN]]


def _candidates(viewer: User, asked: PersonRow) -> Iterable[Contact]:
    people = Contact.objects.visible_to(viewer).select_related("company")
    mail = read_mail(asked.email)
    if mail.key and not is_role_mailbox(asked.email):
        yield from people.exclude(email_key="").filter(email_key=asked.email.strip().lower())[:SHOWN]
    yield from people.filter(name_key__in=_name_keys(asked.first, asked.last))[:COLLEAGUES]
    offices = _offices(asked, "" if mail.is_free else mail.domain)
    parts = name_parts(asked.first, asked.last)
    begins = Q()
    for letter in {word[0] for word in (*parts.given[:1], *parts.family[:1])}:
        begins |= Q(first_name__istartswith=letter) | Q(last_name__istartswith=letter)
    if offices and begins:
        yield from people.filter(begins, company_id__in=offices)[:COLLEAGUES]
    if profile := read_profile(asked.linkedin):
        yield from people.filter(linkedin_url__in=_spellings(profile))[:SHOWN]


def _name_keys(first: str, last: str) -> set[str]:
    """The keys of the name, of it with short or full forms of the given name, and of both the other way round."""
    parts = name_parts(first, last)
    family = " ".join(parts.family)
    keys = {person_key(first, last), person_key(last, first)}
    for given in parts.given[:1]:
        forms = {form for full in full_forms(given) for form in (full, *NICKNAMES.get(full, ()))}
        keys |= {f"{form} {family}".strip() for form in forms | {given}}
    return {key for key in keys if key}


def _offices(asked: PersonRow, domain: str) -> list[str]:
    """Ids of the companies of that name, and of those on the domain of the address."""
    found: list[str] = []
    if asked.company:
        named = Company.objects.filter(name_key=company_key(asked.company)[:255])
        found += named.order_by("pk").values_list("pk", flat=True)[:OFFICES]
    shared = [domain] if domain and not is_free_mail(domain) else []
    for each in {*shared, *asked.domains}:
        found += CompanyDomain.objects.filter(domain=each).order_by("pk").values_list("company_id", flat=True)[:OFFICES]
    return list(dict.fromkeys(found))


def _spellings(profile: str) -> list[str]:
    hosts = ("https://www.linkedin.com", "https://linkedin.com", "http://www.linkedin.com", "http://linkedin.com")
    return [f"{host}/in/{profile}{end}" for host in hosts for end in ("", "/")]


def _domains_of(company_ids: set[str]) -> dict[str, tuple[str, ...]]:
    domains: dict[str, tuple[str, ...]] = {}
    for company_id, domain in (
        CompanyDomain.objects.filter(company_id__in=company_ids).order_by("pk").values_list("company_id", "domain")
    ):
        domains[company_id] = (*domains.get(company_id, ()), domain)
    return domains


def _row(contact: Contact, domains: dict[str, tuple[str, ...]], is_open: bool) -> PersonRow:
    company = contact.company
    return PersonRow(
        contact.pk,
        contact.first_name,
        contact.last_name,
        contact.email if is_open else "",
        contact.phone if is_open else "",
        contact.title,
        company.name if company else "",
        company.city if company else "",
        contact.linkedin_url,
        domains.get(company.pk, ()) if company else (),
        company.phone if company else "",
    )
