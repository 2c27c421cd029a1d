"""Putting a row's values on the record it means.

A value that differs replaces the old one, an empty cell erases nothing. Within one file the first row that states a
field keeps it; a later row that contradicts is reported. Otherwise each run of the file would change it to and fro.
"""

from collections.abc import Callable
from typing import Any

from dealmecca.directory.actions.batches import prepare_company, prepare_contact
from dealmecca.directory.cleaning import SEVERAL
from dealmecca.directory.models import Company
from dealmecca.directory.vocabularies import CONTROLLED, department_in_title, seniority_in_title
from dealmecca.imports.engine.known import (
    COMPANY_BITS,
    CONTACT_BITS,
    RECOGNISED_BY_NAME,
    KnownCompany,
    KnownContact,
)
from dealmecca.imports.engine.matching import CompanyMatch
from dealmecca.imports.engine.rows import PLACE, CompanyCells, ContactCells
from dealmecca.lib.company_names import company_key
from dealmecca.lib.contact_points import is_role_mailbox, phone_href
from dealmecca.lib.person_names import names_compatible, person_key
from dealmecca.lib.places import city_key, country_key, same_place, state_key
from dealmecca.lib.text_keys import fold

Warn = Callable[[str, str], None]  # (target, sentence)

_SAME: dict[str, Callable[[str], str]] = {"city": city_key, "state": state_key, "country": country_key}
_READ_OFF_TITLE = {"seniority": seniority_in_title, "department": department_in_title}


def create_company(cells: CompanyCells) -> KnownCompany:
    known = KnownCompany(record=prepare_company(dict(cells.values)), is_new=True)
    known.stated = _bits(COMPANY_BITS, cells.values)
    return known


def create_named_company(name: str) -> KnownCompany:
    """A parent company of which no more than the name is known."""
    record = prepare_company({"name": name, "name_key": company_key(name)[:255]})
    return KnownCompany(record=record, is_new=True, stated=COMPANY_BITS["name"])


def update_company(known: KnownCompany, cells: CompanyCells, *, by_id: bool, warn: Warn) -> None:
    if cells.key:
        _update_company_name(known, cells, by_id, warn)
    values = {name: value for name, value in cells.values.items() if name not in ("name", "name_key")}
    place = {name: values.pop(name) for name in PLACE if name in values}
    _update_place(known, place, cells, warn)
    _update_controlled(known, "company", COMPANY_BITS, values, warn)
    for name, value in values.items():
        _set(known, "company", COMPANY_BITS, name, value, warn)


def extend_company(known: KnownCompany, cells: CompanyCells, warn: Warn) -> None:
    """Other names, web domains and the record id are added, never replaced."""
    for alias in cells.aliases:
        _add_alias(known, alias, warn)
    for domain in cells.domains:
        if domain not in known.domains:
            if len(known.domains) >= SEVERAL:
                warn("company.domain", f"{known.record.name} has {SEVERAL} web domains already; {domain} was left out.")
                continue
            known.domains.add(domain)
            known.new_domains.append(domain)
    known.give_id(cells.external_id)


def set_parent(known: KnownCompany, parent: KnownCompany, warn: Warn) -> None:
    """The caller has made sure that this makes no cycle."""
    record, bit = known.record, COMPANY_BITS["parent"]
    if record.parent_id != parent.record.pk and known.stated & bit:
        warn("company.parent", f"An earlier row put {record.name} below another company; that one stays.")
        return
    if record.parent_id != parent.record.pk:
        old = record.parent if record.parent_id else None
        known.note("parent_id", record.parent_id, parent.record.pk)
        known.note("parent", old.name if old else "", parent.record.name)
        record.parent = parent.record
    known.stated |= bit
    parent.has_children = True


def create_contact(cells: ContactCells, company: Company | None) -> KnownContact:
    record = prepare_contact(cells.values, company)
    stated = _bits(CONTACT_BITS, [name for name in cells.values if name not in cells.derived])
    known = KnownContact(record=record, is_new=True, stated=stated)
    if company:
        known.stated |= CONTACT_BITS["company"]
    if not _is_recognised(known, cells):
        _recognise_by_name(known)
    return known


def update_contact(
    known: KnownContact, cells: ContactCells, company: CompanyMatch | None, *, by_name: bool, warn: Warn
) -> None:
    values = {name: value for name, value in cells.values.items() if name not in ("name_key", "email_key")}
    if cells.email_key in known.former_emails:
        values.pop("email", None)  # a merge decided which address counts
    if cells.key:
        _update_person_name(known, values.pop("first_name"), values.pop("last_name"), warn)
    record, old_title = known.record, known.record.title
    derived = {name: values.pop(name) for name in cells.derived}
    _update_controlled(known, "contact", CONTACT_BITS, values, warn)
    for name, value in values.items():
        _set(known, "contact", CONTACT_BITS, name, value, warn)
    if record.email.lower() != record.email_key:
        record.email_key = record.email.lower()
    if record.title == cells.values.get("title"):
        for name, value in derived.items():
            present = getattr(record, name)
            was_read_off = (
                present == _READ_OFF_TITLE[name](old_title) if present else not getattr(record, f"{name}_text")
            )
            if was_read_off and present != value and not known.stated & CONTACT_BITS[name]:
                known.note(name, present, value)
                setattr(record, name, value)
    if company and company.known:
        _update_employer(known, company, warn)
    if by_name and not _is_recognised(known, cells):
        _recognise_by_name(known)


def _is_recognised(known: KnownContact, cells: ContactCells) -> bool:
    """Whether the next run will know this row's record by its id or its own address."""
    if cells.external_id:
        return True
    return bool(cells.email_key) and known.had(cells.email_key) and not is_role_mailbox(cells.email_key)


def _recognise_by_name(known: KnownContact) -> None:
    """Nothing but name and company tells this row's record: neither may change before the next run looks for it."""
    known.stated |= CONTACT_BITS["company"] | CONTACT_BITS[RECOGNISED_BY_NAME]


def _bits(bits: dict[str, int], names: Any) -> int:
    stated = 0
    for name in names:
        stated |= bits.get(name, bits.get(name.removesuffix("_text"), 0))
    return stated


def _set(
    known: KnownCompany | KnownContact, side: str, bits: dict[str, int], name: str, value: Any, warn: Warn
) -> None:
    record: Any = known.record
    present, bit = getattr(record, name), bits[name]
    if present != value and not _is_same(name, present, value):
        if known.stated & bit:
            warn(f"{side}.{name}", _contradiction(str(record), name, value, present))
            return
        known.note(name, present, value)
        setattr(record, name, value)
    known.stated |= bit


def _is_same(name: str, present: str, value: str) -> bool:
    """Two ways of writing one value: MN and Minnesota, (504) 621-8927 and 504-621-8927."""
    if name in _SAME:
        return bool(present) and _SAME[name](present) == _SAME[name](value)
    if name == "phone" and present:
        return phone_href(present) == phone_href(value) != ""
    return False


def _contradiction(whose: str, name: str, value: str, present: str) -> str:
    label = name.removesuffix("_text").replace("_", " ")
    if not present:
        return f"“{_short(value)}” was left out: an earlier row gave {whose} another {label}."
    return f"“{_short(value)}” was left out: an earlier row gave {whose} the {label} “{_short(present)}”."


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def _update_company_name(known: KnownCompany, cells: CompanyCells, by_id: bool, warn: Warn) -> None:
    record, name, bit = known.record, cells.values["name"], COMPANY_BITS["name"]
    if by_id and cells.key != record.name_key and not known.stated & bit:
        known.note("name", record.name, name)
        old_name = record.name
        record.name, record.name_key = name, cells.key
        known.stated |= bit
        _add_alias(known, old_name, warn)
        return
    if cells.key != record.name_key and by_id:
        warn(
            "company.name",
            f"An earlier row called this company {record.name}; “{_short(name)}” is kept as another name.",
        )
    _add_alias(known, name, warn)
    known.stated |= bit


def _add_alias(known: KnownCompany, name: str, warn: Warn) -> None:
    """Another way of writing the name, unless only case, accents, punctuation or spaces differ."""
    names = (known.record.name, *known.aliases)
    if name in names or any(_letters(other) == _letters(name) for other in names):
        return
    if len(known.aliases) >= SEVERAL or len(name) > 253:
        warn(
            "company.alias",
            f"{known.record.name} has {len(known.aliases)} other names already; “{_short(name)}” was left out.",
        )
        return
    known.aliases[name] = company_key(name)[:255]
    known.new_aliases.append(name)


def _letters(name: str) -> str:
    return fold(name).replace(" ", "") or name


def _update_place(known: KnownCompany, place: dict[str, str], cells: CompanyCells, warn: Warn) -> None:
    """City, state, street belong together: a company that moved does not keep the street of the old city."""
    if not place:
        return
    stated = [name for name in PLACE if known.stated & COMPANY_BITS[name]]
    if same_place(known.place, cells.place) is False:
        if stated:
            shown = known.record.location or known.record.city or known.record.state or known.record.country
            first = next(name for name in ("city", "location", "state", "country") if name in place)
            warn(f"company.{first}", _contradiction(str(known.record), "place", place[first], shown))
            return
        place = {name: place.get(name, "") for name in PLACE}
    for name, value in place.items():
        _set(known, "company", COMPANY_BITS, name, value, warn)


def _update_controlled(
    known: KnownCompany | KnownContact, side: str, bits: dict[str, int], values: dict[str, str], warn: Warn
) -> None:
    """Takes the controlled fields out of `values`. An unknown value stands beside the known one, not in its place."""
    record: Any = known.record
    for name in CONTROLLED[side]:
        if name not in values:
            continue
        code, text = values.pop(name), values.pop(f"{name}_text", "")
        present = getattr(record, name), getattr(record, f"{name}_text")
        wanted = (code, "") if code else (present[0], text)
        if present != wanted:
            if known.stated & bits[name]:
                warn(f"{side}.{name}", _contradiction(str(record), name, code or text, present[0] or present[1]))
                continue
            for field, old, new in zip((name, f"{name}_text"), present, wanted, strict=True):
                if old != new:
                    known.note(field, old, new)
                    setattr(record, field, new)
        known.stated |= bits[name]


def _update_person_name(known: KnownContact, first: str, last: str, warn: Warn) -> None:
    """A name that is only written differently, or shortened to an initial, does not replace the one that is there."""
    record = known.record
    bits = CONTACT_BITS["first_name"] | CONTACT_BITS["last_name"]
    present = record.first_name, record.last_name
    if person_key(first, last) == record.name_key or _is_shorter((first, last), present):
        known.stated |= bits
        return
    may_grow = _is_shorter(present, (first, last)) and not known.stated & CONTACT_BITS[RECOGNISED_BY_NAME]
    if known.stated & bits and not may_grow:
        warn("contact.last_name", _contradiction(record.full_name, "name", f"{first} {last}".strip(), record.full_name))
        return
    for name, value in (("first_name", first), ("last_name", last)):
        if value and value != getattr(record, name):
            known.note(name, getattr(record, name), value)
            setattr(record, name, value)
    record.name_key = person_key(record.first_name, record.last_name)[:255]
    known.stated |= bits


def _is_shorter(a: tuple[str, str], b: tuple[str, str]) -> bool:
    """Whether `a` is `b` with an initial, or nothing, in place of a name: "J. Smith" for "John Smith"."""
    if not names_compatible(*a, *b):
        return False
    return all(fold(short) == fold(full) or len(fold(short)) <= 1 for short, full in zip(a, b, strict=True))


def _update_employer(known: KnownContact, company: CompanyMatch, warn: Warn) -> None:
    record, bit = known.record, CONTACT_BITS["company"]
    if company.known is None or any(office.record.pk == record.company_id for office in company.offices):
        known.stated |= bit
        return
    employer = company.known.record
    if known.stated & bit:
        present = record.company.name if record.company else "no company"
        warn(
            "company.name",
            f"An earlier row placed {record.full_name} at {present}; “{_short(employer.name)}” was left out.",
        )
        return
    old = record.company
    known.note("company_id", old.pk if old else None, employer.pk)
    known.note("company", old.name if old else "", employer.name)
    record.company = employer
    known.stated |= bit
