"""How promising a record is by itself: four lines of whole points. Pure: the same facts give the same lines.

    seniority       up to 30   who signs and who decides, from the person's level
    department      up to 20   whether that department decides about media money
    company         up to 20   what the company is, and how large
    reachability    up to 10   email 4, phone 4, LinkedIn 2

Their sum is the lead score of the shared lists. What one seller did themselves comes on top for them alone, in
crm/lead_formula.py. It is not the data quality and not the level, which say how sure we are of the record.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dealmecca.directory.models import Company, Contact
from dealmecca.directory.vocabularies import DEPARTMENT, SENIORITY

_SENIORITY = {
    "FOUNDER": 30, "C_LEVEL": 30, "EVP": 28, "SVP": 26, "VP": 24, "SENIOR_DIRECTOR": 20, "DIRECTOR": 18,
    "SENIOR_MANAGER": 12, "MANAGER": 8, "SENIOR_SPECIALIST": 5, "SPECIALIST": 4, "COORDINATOR": 2, "INTERN": 0,
}  # fmt: skip
_OTHER_LEVEL = 4
_DECIDES = {
    "MEDIA_BUYING": 20, "MEDIA_PLANNING": 20, "PROGRAMMATIC": 20, "AUDIO_VIDEO": 20, "OUT_OF_HOME": 20,
    "LEADERSHIP": 18, "MARKETING": 16, "DIGITAL": 14, "SEARCH_SOCIAL": 14, "STRATEGY": 14, "SPONSORSHIPS": 14,
}  # fmt: skip
_OTHER_DEPARTMENT = 6
_TYPE = {
    "AGENCY": 10, "OFFICE": 10, "AGENCY_NETWORK": 10, "HOLDING_COMPANY": 8, "ADVERTISER": 10, "BRAND": 10,
}  # fmt: skip
_OTHER_TYPE = 3
_WAYS = (("email", "email", 4), ("phone", "phone", 4), ("LinkedIn", "linkedin_url", 2))
_SIZE = {"10001+": 10, "5001-10000": 9, "1001-5000": 8, "501-1000": 6, "201-500": 5, "51-200": 3, "11-50": 2}


@dataclass(frozen=True)
class Item:
    """One line: what it is about, in words, and its points."""

    code: str
    label: str
    points: int

    def stored(self) -> dict[str, Any]:
        return {"code": self.code, "label": self.label, "points": self.points}


def record_items(contact: Contact, company: Company | None) -> list[Item]:
    """The lines of a person who works at this company."""
    return [_seniority(contact), _department(contact), _company(company), _reachability(contact)]


def record_score(contact: Contact, company: Company | None) -> int:
    """0 to 80: what the record is worth to anybody."""
    return (
        _seniority_points(contact)
        + _department_points(contact)
        + (company_points(company.company_type, company.size) if company else 0)
        + sum(points for _, field, points in _WAYS if getattr(contact, field))
    )


def company_points(company_type: str, size: str) -> int:
    """0 to 20: what all people of such a company have in common."""
    return (_TYPE.get(company_type, _OTHER_TYPE) if company_type else 0) + _SIZE.get(size, 0)


def total(items: Iterable[Item]) -> int:
    return sum(item.points for item in items)


def _seniority_points(contact: Contact) -> int:
    return _SENIORITY.get(contact.seniority, _OTHER_LEVEL) if contact.seniority else 0


def _department_points(contact: Contact) -> int:
    return _DECIDES.get(contact.department, _OTHER_DEPARTMENT) if contact.department else 0


def _seniority(contact: Contact) -> Item:
    return Item("seniority", SENIORITY.label(contact.seniority) or "Seniority not known", _seniority_points(contact))


def _department(contact: Contact) -> Item:
    return Item(
        "department", DEPARTMENT.label(contact.department) or "Department not known", _department_points(contact)
    )


def _company(company: Company | None) -> Item:
    if company is None:
        return Item("company", "Company not known", 0)
    points = company_points(company.company_type, company.size)
    about = [text for text in (company.get_company_type_display(), company.get_size_display()) if text]
    return Item("company", ", ".join(about) or "Type and size of the company not known", points)


def _reachability(contact: Contact) -> Item:
    known = [name for name, field, _ in _WAYS if getattr(contact, field)]
    label = f"{', '.join(known)[:1].upper()}{', '.join(known)[1:]} known" if known else "No way to reach them known"
    return Item("reachability", label, sum(points for name, _, points in _WAYS if name in known))
