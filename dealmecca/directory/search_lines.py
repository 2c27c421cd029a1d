"""How a company and a contact read as a search line: which words find them, which facets they fall under."""

from collections.abc import Iterable, Mapping, Sequence

from dealmecca.directory.models import Company, CompanyAlias, CompanyDomain, Contact
from dealmecca.directory.vocabularies import BY_FIELD
from dealmecca.lib.places import city_key, state_key, state_label
from dealmecca.search.actions import LineInput

# A company's fields that its people's lines repeat: a change of one touches them all.
REPEATED = {"name", "company_type", "industry", "city", "state", "country", "aliases"}


def company_line(company: Company, aliases: Sequence[str], domains: Sequence[str]) -> LineInput:
    return LineInput(
        record_id=company.pk,
        names=[company.name, company.name_key, *aliases],
        sort_name=company.name,
        words_from=[company.name, *aliases, company.city, *(domain.replace(".", "") for domain in domains)],
        changed_at=company.updated_at,
        terms={**_company_terms(company), "size": _term("size", company.size)},
        lead_score=company.verification_level,  # companies have no lead score: without words, the surest come first
        verification_level=company.verification_level,
        has_phone=bool(company.phone),
    )


def contact_line(contact: Contact, company: Company | None, aliases: Sequence[str]) -> LineInput:
    words = [contact.full_name, contact.title]
    if company:
        words += [company.name, *aliases, company.city]
    return LineInput(
        record_id=contact.pk,
        company_id=company.pk if company else "",
        names=[contact.full_name, f"{contact.last_name} {contact.first_name}"],
        sort_name=f"{contact.last_name} {contact.first_name}",
        words_from=words,
        changed_at=contact.updated_at,
        terms={
            **(_company_terms(company) if company else {}),
            "seniority": _term("seniority", contact.seniority),
            "department": _term("department", contact.department),
        },
        lead_score=contact.lead_score,
        verification_level=contact.verification_level,
        has_email=bool(contact.email),
        has_phone=bool(contact.phone),
    )


def company_lines(companies: Sequence[Company]) -> list[LineInput]:
    """Lines of these companies. Two queries."""
    ids = [company.pk for company in companies]
    aliases = names_of(ids)
    domains: dict[str, list[str]] = {}
    for company_id, domain in CompanyDomain.objects.filter(company_id__in=ids).values_list("company_id", "domain"):
        domains.setdefault(company_id, []).append(domain)
    return [company_line(company, aliases.get(company.pk, ()), domains.get(company.pk, ())) for company in companies]


def contact_lines(contacts: Sequence[Contact], companies: Mapping[str, Company]) -> list[LineInput]:
    """Lines of these contacts; `companies` holds at least their companies, by id. One query."""
    aliases = names_of({contact.company_id for contact in contacts if contact.company_id})
    return [
        contact_line(
            contact,
            companies.get(contact.company_id) if contact.company_id else None,
            aliases.get(contact.company_id or "", ()),
        )
        for contact in contacts
    ]


def names_of(company_ids: Iterable[str]) -> dict[str, list[str]]:
    """The aliases of these companies, by id."""
    found: dict[str, list[str]] = {}
    rows = CompanyAlias.objects.filter(company_id__in=list(company_ids)).order_by("id")
    for company_id, name in rows.values_list("company_id", "name"):
        found.setdefault(company_id, []).append(name)
    return found


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
