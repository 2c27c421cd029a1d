"""What a row states about accounts: an agency works for an advertiser, or somebody handles duties for an account."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from dealmecca.directory.cleaning import clean_company, clean_contact
from dealmecca.lib.contact_points import domain_of
from dealmecca.lib.day_texts import read_day
from dealmecca.lib.person_names import person_key, split_full_name
from dealmecca.roster.actions.days import checked_day, checked_spell
from dealmecca.roster.vocabularies import DISCIPLINE, HOW, MARKET

PARTNERSHIPS, HANDLINGS = "partnerships", "handlings"
MOST_DUTIES = 50
LONGEST_DUTY = 80
ASSUMED = {"discipline": "MEDIA", "market": "US"}  # of pairs that do not say; the preview tells

_BETWEEN_DUTIES = re.compile(r"[;,|\n]")
_YES = {"yes", "y", "true", "1", "x", "aor", "agency of record", "lead", "ja", "oui", "si", "✓", "✔"}
_NO = {"", "no", "n", "false", "0", "project", "roster", "non aor", "non-aor", "not aor"}
_LASTING = {"present", "current", "now", "ongoing", "today", "open", "-"}
_DAYS = ("since", "until", "confirmed_on")


@dataclass(frozen=True, slots=True)
class Mention:
    """A company as a file names it."""

    name: str
    key: str
    city: str = ""
    domain: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the row does not place at a company: by email, or by a name that must be the only one."""

    name: str = ""
    key: str = ""
    email: str = ""

    @property
    def text(self) -> str:
        return self.email or self.name


@dataclass(frozen=True, slots=True)
class Statement:
    """`account` is the advertiser. Handlings have one of `contact_id` and `person`, and one `duty` each."""

    about: str
    account: Mention
    agency: Mention | None = None
    discipline: str = ""
    market: str = ""
    is_aor: bool = False
    source: str = ""
    person: Person | None = None
    contact_id: str = ""
    duty: str = ""
    since: date | None = None
    until: date | None = None
    confirmed_on: date | None = None
    how: str = "FILE"

    def as_json(self) -> dict[str, Any]:
        values = asdict(self)
        return values | {name: day.isoformat() for name in _DAYS if (day := values[name])}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Statement":
        values = dict(stored)
        for name, kind in (("account", Mention), ("agency", Mention), ("person", Person)):
            values[name] = kind(**values[name]) if values[name] else None
        return cls(**values | {name: date.fromisoformat(values[name]) for name in _DAYS if values[name]})

    @property
    def mentions(self) -> list[Mention]:
        return [self.agency, self.account] if self.agency else [self.account]


@dataclass
class Unreadable(Exception):
    """Cells that make no statement: {target: sentence}."""

    reasons: dict[str, str] = field(default_factory=dict)


def read_pair(filled: Mapping[str, str]) -> Statement:
    """`filled` maps targets to texts that are not empty. Raises Unreadable."""
    problems: dict[str, str] = {}
    agency, account = _mention(filled, "agency", problems), _mention(filled, "advertiser", problems)
    discipline, market = _code(filled, "discipline", problems), _code(filled, "market", problems)
    answer = filled.get("account.is_aor", "").strip().lower()
    if answer not in _YES | _NO:
        problems["account.is_aor"] = f"“{answer[:60]}” is neither yes nor no."
    source = filled.get("account.source", "")
    if len(source) > 255:
        problems["account.source"] = f"This is {len(source)} characters long; 255 is the most."
    days = _days(filled, problems)
    if agency and account and (agency.key, agency.city) == (account.key, account.city):
        problems["account.agency"] = "An agency and its client are two companies."
    if problems or not account or not agency:
        raise Unreadable(problems)
    is_aor, source = answer in _YES, " ".join(source.split())
    return Statement(PARTNERSHIPS, account, agency, discipline, market, is_aor, source, **days)


def read_handlings(filled: Mapping[str, str]) -> tuple[Statement, ...]:
    """One for each duty of the row; the person is still to be said. Raises Unreadable."""
    problems: dict[str, str] = {}
    account = _mention(filled, "advertiser", problems)
    words = [" ".join(word.split()) for word in _BETWEEN_DUTIES.split(filled.get("account.duty", ""))]
    duties = list(dict.fromkeys(word for word in words if word))
    if not duties:
        problems["account.duty"] = "There is no duty beside the account."
    elif len(duties) > MOST_DUTIES or any(len(duty) > LONGEST_DUTY for duty in duties):
        problems["account.duty"] = f"A row has at most {MOST_DUTIES} duties of at most {LONGEST_DUTY} characters each."
    days = _days(filled, problems)
    how = "FILE"
    if text := filled.get("account.how", ""):
        how = HOW.resolve(text) or ""
        if not how:
            problems["account.how"] = f"“{text[:60]}” is none of {', '.join(label for _, label in HOW.choices)}."
    if problems or not account:
        raise Unreadable(problems)
    return tuple(Statement(HANDLINGS, account, duty=duty, how=how, **days) for duty in duties)


def read_person(filled: Mapping[str, str]) -> Person:
    """Whom a row without a company means. Raises Unreadable."""
    first, last = filled.get("contact.first_name", ""), filled.get("contact.last_name", "")
    if full := filled.get("contact.full_name", ""):
        first, last = split_full_name(full)
    given = {"first_name": first, "last_name": last} if first or last else {}
    try:
        cleaned = clean_contact({**given, "email": filled.get("contact.email", "")})
    except ValidationError as error:
        raise Unreadable({f"contact.{name}": reasons[0] for name, reasons in error.message_dict.items()}) from None
    first, last = cleaned.get("first_name", ""), cleaned.get("last_name", "")
    if not (first or last or cleaned["email_key"]):
        raise Unreadable({"": "There is no person in this row: give a name or an email address."})
    return Person(f"{first} {last}".strip(), person_key(first, last)[:255], cleaned["email_key"])


def _mention(filled: Mapping[str, str], field: str, problems: dict[str, str]) -> Mention | None:
    name = filled.get(f"account.{field}", "")
    if not name:
        problems[f"account.{field}"] = f"There is no {'agency' if field == 'agency' else 'account'} in this row."
        return None
    try:
        cleaned = clean_company({"name": name, "city": filled.get(f"account.{field}_city", "")})
    except ValidationError as error:
        reason = next(iter(error.message_dict.values()))[0]
        problems[f"account.{field}"] = reason
        return None
    domain = domain_of(filled.get(f"account.{field}_domain", "")) or ""
    return Mention(cleaned["name"], cleaned["name_key"], cleaned.get("city", ""), domain[:253])


def _code(filled: Mapping[str, str], field: str, problems: dict[str, str]) -> str:
    text = filled.get(f"account.{field}", "")
    if not text:
        return ASSUMED[field]
    vocabulary = {"discipline": DISCIPLINE, "market": MARKET}[field]
    code = vocabulary.resolve(text)
    if not code:
        near = " or ".join(vocabulary.label(one) for one in vocabulary.nearest(text[:200]))
        hint = f"Did you mean {near}?" if near else f"Known are {', '.join(label for _, label in vocabulary.choices)}."
        problems[f"account.{field}"] = f"“{text[:60]}” is no known {field}. {hint}"
    return code or ""


def _days(filled: Mapping[str, str], problems: dict[str, str]) -> dict[str, Any]:
    days: dict[str, date | None] = {}
    for name in _DAYS:
        text = filled.get(f"account.{name}", "")
        try:
            days[name] = read_day(text) if text and not (name == "until" and text.lower() in _LASTING) else None
        except ValueError as error:
            problems[f"account.{name}"] = str(error)
    try:
        checked_spell(days.get("since"), days.get("until"))
        if heard := days.get("confirmed_on"):
            checked_day("confirmed_on", heard)
    except ValidationError as error:
        for name, reasons in error.message_dict.items():
            problems.setdefault(f"account.{name}", reasons[0])
    return days
