"""How a company and a contact read as a search line: which words find them, which facets they fall under."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.utils import timezone

from dealmecca.database.lists import ListOf
from dealmecca.directory.models import Company, CompanyAlias, CompanyDomain, Contact
from dealmecca.directory.verification.steps import read_steps
from dealmecca.directory.vocabularies import BY_FIELD
from dealmecca.lib.places import city_key, state_key, state_label
from dealmecca.search.actions import LineInput

# A company's fields that its people's lines repeat: a change of one touches them all.
REPEATED = {"name", "company_type", "industry", "city", "state", "country", "aliases"}


def company_line(company: Company, aliases: Sequence[str], domains: Sequence[str]) -> LineInput:
    return LineInput(
        record_id=company.id,
        names=[company.name, company.name_key, *aliases],
        sort_name=company.name,
        words_from=[company.name, *aliases, company.city, *(domain.replace(".", "") for domain in domains)],
        changed_at=company.updated_at,
        terms={**_company_terms(company), "size": _term("size", company.size)},
        lead_score=company.level,  # companies have no lead score: without words, the surest come first
        verification_level=company.level,
        level_steps=_level_steps(company),
        has_phone=bool(company.phone),
    )


def contact_line(contact: Contact, company: Company | None, aliases: Sequence[str]) -> LineInput:
    return _contact_line(contact, company, *_share_of(company, aliases))


def _share_of(company: Company | None, aliases: Sequence[str]) -> tuple[list[str], dict[str, tuple[str, str]]]:
    """What all lines of a company's people have in common: words and terms."""
    return ([company.name, *aliases, company.city], _company_terms(company)) if company else ([], {})


def _contact_line(
    contact: Contact, company: Company | None, words: list[str], terms: dict[str, tuple[str, str]]
) -> LineInput:
    full_name = contact.full_name
    return LineInput(
        record_id=contact.id,
        company_id=company.id if company else "",
        names=[full_name, f"{contact.last_name} {contact.first_name}"],
        sort_name=f"{contact.last_name} {contact.first_name}",
        words_from=[full_name, contact.title, *words],
        changed_at=contact.updated_at,
        terms={
            **terms,
            "seniority": _term("seniority", contact.seniority),
            "department": _term("department", contact.department),
        },
        lead_score=contact.lead_score,
        verification_level=contact.level,
        level_steps=_level_steps(contact),
        has_email=bool(contact.email),
        has_phone=bool(contact.phone),
    )


def company_lines(companies: Sequence[Company]) -> list[LineInput]:
    """Lines of these companies. Two queries."""
    ids = [company.id for company in companies]
    aliases = names_of(ids)
    domains: dict[str, list[str]] = {}
    for company_id, domain in CompanyDomain.objects.filter(company_id__in=ListOf(ids)).values_list(
        "company_id", "domain"
    ):
        domains.setdefault(company_id, []).append(domain)
    return [company_line(company, aliases.get(company.id, ()), domains.get(company.id, ())) for company in companies]


def contact_lines(contacts: Sequence[Contact], companies: Mapping[str, Company]) -> list[LineInput]:
    """Lines of these contacts, but of who was erased; `companies` holds at least their companies, by id. One query."""
    contacts = [contact for contact in contacts if not contact.erased_at]
    at = {contact.company_id: companies.get(contact.company_id) for contact in contacts if contact.company_id}
    aliases = names_of(at)
    shares = {key: _share_of(company, aliases.get(key, ())) for key, company in at.items()}
    nothing = _share_of(None, ())
    return [
        _contact_line(contact, at.get(contact.company_id or ""), *shares.get(contact.company_id or "", nothing))
        for contact in contacts
    ]


def names_of(company_ids: Iterable[str]) -> dict[str, list[str]]:
    """The aliases of these companies, by id."""
    found: dict[str, list[str]] = {}
    rows = CompanyAlias.objects.filter(company_id__in=ListOf(company_ids)).order_by("id")
    for company_id, name in rows.values_list("company_id", "name"):
        found.setdefault(company_id, []).append(name)
    return found


def _level_steps(record: Company | Contact) -> list[tuple[date, int]]:
    """The days to come on which the level falls. (Score alone may fall, too: then the level is the same.)"""
    if not record.fades:
        return []
    today = timezone.localdate()
    return [(step.day, step.level) for step in read_steps(record.fades) if step.day > today]


def _company_terms(company: Company) -> dict[str, tuple[str, str]]:
    state = state_key(company.state, company.country)
    return {
        "company_type": _term("company_type", company.company_type),
        "industry": _term("industry", company.industry),
        "city": (city_key(company.city)[:120], company.city[:120]),
        "state": (state[:120], state_label(state)[:120]),
    }


def _term(field: str, code: str) -> tuple[str, str]:
    return (code, BY_FIELD[field].label(code)) if code else ("", "")
