"""What gives points, in two rule sets: what is known of a person, and of a company.

A person's weights are the specification's, exactly. A company's mirror them: how to reach it and what it is, together
85, and 15 for what somebody confirmed lately. Points say that something is on file, not that it is right: that is what
evidence is for (levels.py).
"""

import re
from typing import NamedTuple, Protocol


class Person(Protocol):
    """What is looked at of a person, whoever holds it: a record, or a row that is to become one."""

    @property
    def email(self) -> str: ...
    @property
    def linkedin_url(self) -> str: ...
    @property
    def company_id(self) -> str | None: ...
    @property
    def phone(self) -> str: ...
    @property
    def title(self) -> str: ...


class Firm(Protocol):
    """What is looked at of a company."""

    @property
    def website(self) -> str: ...
    @property
    def linkedin_url(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def city(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def industry(self) -> str: ...
    @property
    def company_type(self) -> str: ...


class Signal(NamedTuple):
    """One line of the sum; `fields` are those of the form that raise it, `how` says so."""

    code: str
    label: str
    points: int
    how: str
    fields: tuple[str, ...] = ()


RECENT = "recent"
RECENT_DAYS = 180
MOST = 100
CONTACT = (
    Signal("email", "Email well formed", 25, "Add their email address.", ("email",)),
    Signal("linkedin", "LinkedIn profile", 20, "Add the address of their LinkedIn profile.", ("linkedin_url",)),
    Signal("company", "Company known", 15, "Say where they work.", ("company_id",)),
    Signal("phone", "Phone known", 15, "Add a phone number.", ("phone",)),
    Signal("title", "Job title known", 10, "Add their job title.", ("title",)),
    Signal(RECENT, "Confirmed lately", 15, f"Confirm it: what somebody said counts for {RECENT_DAYS} days."),
)
COMPANY = (
    Signal("website", "Website well formed", 25, "Add the address of its website.", ("website",)),
    Signal("linkedin", "LinkedIn page", 15, "Add the address of its LinkedIn page.", ("linkedin_url",)),
    Signal("phone", "Main phone known", 15, "Add its main phone number.", ("phone",)),
    Signal("place", "City and country known", 15, "Say in which city and country it is.", ("city", "country")),
    Signal("industry", "Industry known", 10, "Choose its industry.", ("industry",)),
    Signal("type", "Kind of company known", 5, "Say what kind of company it is.", ("company_type",)),
    Signal(RECENT, "Confirmed lately", 15, f"Confirm it: what somebody said counts for {RECENT_DAYS} days."),
)
_POINTS_OF_CONTACT = {signal.code: signal.points for signal in CONTACT}
_POINTS_OF_COMPANY = {signal.code: signal.points for signal in COMPANY}
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@.]+")
_WEBSITE = re.compile(r"https?://[^\s/]+\.[^\s/]+", re.IGNORECASE)


def signals_of_contact(contact: Person) -> set[str]:
    """What is known of a person, without what was said lately."""
    met = set()
    if contact.email and _EMAIL.fullmatch(contact.email):
        met.add("email")
    if contact.linkedin_url:
        met.add("linkedin")
    if contact.company_id:
        met.add("company")
    if contact.phone:
        met.add("phone")
    if contact.title:
        met.add("title")
    return met


def signals_of_company(company: Firm) -> set[str]:
    met = {
        "website": bool(company.website and _WEBSITE.match(company.website)),
        "linkedin": bool(company.linkedin_url),
        "phone": bool(company.phone),
        "place": bool(company.city and (company.country or company.state)),
        "industry": bool(company.industry),
        "type": bool(company.company_type),
    }
    return {code for code, is_met in met.items() if is_met}


def points_of_contact(met: set[str]) -> int:
    return min(sum(_POINTS_OF_CONTACT[code] for code in met), MOST)


def points_of_company(met: set[str]) -> int:
    return min(sum(_POINTS_OF_COMPANY[code] for code in met), MOST)
