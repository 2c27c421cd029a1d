"""Writing many records at once: the one place where companies and contacts reach the database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.base import ModelState
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.text import slugify

from dealmecca.database.bulk import insert_rows, update_rows
from dealmecca.directory.actions.levels import COLUMNS, set_levels
from dealmecca.directory.actions.positions import keep_positions
from dealmecca.directory.actions.suppressions import refuse_suppressed
from dealmecca.directory.cleaning import COMPANY_FIELDS, CONTACT_FIELDS
from dealmecca.directory.lead_score import company_points, record_score
from dealmecca.directory.models import Company, CompanyAlias, CompanyDomain, Contact, ExternalId, RecordEvidence
from dealmecca.directory.permissions import Actor, can_edit_records, require
from dealmecca.directory.queries.evidence import evidence_of
from dealmecca.directory.search_lines import REPEATED, company_lines, contact_lines
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb
from dealmecca.lib.company_names import company_key
from dealmecca.lib.ids import new_id
from dealmecca.lib.text_keys import fold
from dealmecca.search.actions import put_lines, shift_lead_scores

Changes = dict[str, tuple[Any, Any]]
LINES_AT_ONCE = 1_000


@dataclass
class CompanyWrite:
    """A company to create, or one whose fields were assigned already, with what changed on it: {field: (old, new)}.

    Aliases and domains are added to those it has. `external_id` is (source, value). `evidence` comes with a new one.
    """

    company: Company
    is_new: bool
    changes: Changes = field(default_factory=dict)
    new_aliases: list[str] = field(default_factory=list)
    new_domains: list[str] = field(default_factory=list)
    external_id: tuple[str, str] | None = None
    evidence: Sequence[RecordEvidence] = ()
    row: int | None = None  # of the file it came with


@dataclass
class ContactWrite:
    """A contact to create, or one whose fields were assigned already, with what changed on it.

    `since` is the first day at the company, where it is known: of a new contact, or of the move that `changes` hold.
    `updated_at` is when the record counts as changed, if that is not now.
    """

    contact: Contact
    is_new: bool
    changes: Changes = field(default_factory=dict)
    external_id: tuple[str, str] | None = None
    since: date | None = None
    updated_at: datetime | None = None
    updated_before: datetime | None = None  # set by save_batch
    evidence: Sequence[RecordEvidence] = ()  # that comes with a new one
    row: int | None = None  # of the file it came with


@transaction.atomic
def save_batch(
    *,
    actor: Actor,
    door: Door,
    companies: Sequence[CompanyWrite] = (),
    contacts: Sequence[ContactWrite] = (),
    batch: str = "",
    positions_follow: bool = True,
) -> None:
    """Write cleaned records with their history and search lines; all of it or nothing.

    Parents come before their children in `companies`; the caller has checked the hierarchy for cycles and holds the
    locks of what it changes (companies by id, then contacts by id). Who writes positions itself switches
    `positions_follow` off.
    """
    require(can_edit_records(actor), "You may not change the directory.")
    refuse_suppressed(contacts)
    now = timezone.now()
    for write in contacts:
        if write.changes and not write.is_new:
            write.updated_before, write.contact.updated_at = write.contact.updated_at, write.updated_at or now
    at = _companies_of(companies, contacts)
    for write in contacts:
        write.contact.lead_score = record_score(write.contact, at.get(write.contact.company_id or ""))
    _judge(companies, contacts, now)
    _write_companies(companies, now)
    follow_lead_scores(companies)
    _write_contacts(contacts, now)
    new_words = [*(write.evidence for write in companies), *(write.evidence for write in contacts)]
    insert_rows(RecordEvidence, [row for words in new_words for row in words])
    if positions_follow:
        keep_positions([write for write in contacts if write.is_new or write.changes], actor=actor, now=now)
    entries = [*_company_entries(companies, now), *_contact_entries(contacts, now)]
    record_changes(actor=actor, door=door, entries=entries, batch=batch)
    write_lines(companies, contacts, at)


def _judge(companies: Sequence[CompanyWrite], contacts: Sequence[ContactWrite], now: datetime) -> None:
    """Level and scores of what is written, from what it holds now and from what was said about it."""
    firms = {write.company.id: write.company for write in companies if write.is_new or write.changes}
    people = {write.contact.id: write.contact for write in contacts if write.is_new or write.changes}
    said: dict[str, Sequence[RecordEvidence]] = {}
    said |= evidence_of("company", [write.company.id for write in companies if write.changes and not write.is_new])
    said |= evidence_of("contact", [write.contact.id for write in contacts if write.changes and not write.is_new])
    said |= {write.company.id: write.evidence for write in companies if write.is_new}
    said |= {write.contact.id: write.evidence for write in contacts if write.is_new}
    set_levels([*firms.values(), *people.values()], said, timezone.localdate(now))


def prepare_company(cleaned: dict[str, Any], parent: Company | None = None) -> Company:
    """An unsaved company from cleaned values, with its address on the web (slug)."""
    company = Company(**{name: value for name, value in cleaned.items() if name not in ("aliases", "domains")})
    company.parent = parent
    company.slug = f"{slugify(fold(company.name))[:90].strip('-') or 'company'}-{company.pk[-6:]}"
    return company


_MADE = ("id", "created_at", "updated_at")
_CONTACT_DEFAULTS: dict[str, Any] = {
    field.attname: None if field.attname in _MADE else field.get_default() for field in Contact._meta.concrete_fields
}


def prepare_contact(cleaned: Mapping[str, Any], company: Company | None) -> Contact:
    """An unsaved contact from cleaned values, all of them columns. What a model's own __init__ does for names and
    relations that are not there takes five times as long, and millions come in."""
    now = timezone.now()
    contact = Contact.__new__(Contact)
    contact.__dict__.update(_CONTACT_DEFAULTS)
    contact.__dict__.update(cleaned)
    contact.__dict__.update(_state=ModelState(), id=new_id(), created_at=now, updated_at=now)
    contact.company = company
    return contact


def _write_companies(writes: Sequence[CompanyWrite], now: Any) -> None:
    new = [write.company for write in writes if write.is_new]
    changed = [
        write for write in writes if not write.is_new and (write.changes or write.new_aliases or write.new_domains)
    ]
    insert_rows(Company, new)
    for write in changed:
        write.company.updated_at = now
    if changed:
        fields = [*COMPANY_FIELDS, "name_key", "parent_id", *COLUMNS, "updated_at"]
        update_rows(Company, [write.company for write in changed], fields)
    aliases = [
        CompanyAlias(company=write.company, name=name, name_key=company_key(name)[:255])
        for write in writes
        for name in write.new_aliases
    ]
    CompanyAlias.objects.bulk_create(aliases, ignore_conflicts=True)
    domains = [CompanyDomain(company=write.company, domain=name) for write in writes for name in write.new_domains]
    CompanyDomain.objects.bulk_create(domains, ignore_conflicts=True)
    ExternalId.objects.bulk_create(
        ExternalId(source=write.external_id[0], value=write.external_id[1], company=write.company)
        for write in writes
        if write.external_id
    )


def _write_contacts(writes: Sequence[ContactWrite], now: Any) -> None:
    insert_rows(Contact, [write.contact for write in writes if write.is_new])
    changed = [write.contact for write in writes if not write.is_new and write.changes]
    if changed:
        fields = [*CONTACT_FIELDS, "name_key", "email_key", "company_id", "lead_score", *COLUMNS, "updated_at"]
        update_rows(Contact, changed, fields)
    ExternalId.objects.bulk_create(
        ExternalId(source=write.external_id[0], value=write.external_id[1], contact=write.contact)
        for write in writes
        if write.external_id
    )


def _companies_of(companies: Sequence[CompanyWrite], contacts: Sequence[ContactWrite]) -> dict[str, Company]:
    """These companies, and those where these contacts work, by id."""
    by_id = {write.company.id: write.company for write in companies}
    missing = {write.contact.company_id for write in contacts if write.contact.company_id} - set(by_id)
    return by_id | Company.objects.in_bulk(sorted(key for key in missing if key))


def follow_lead_scores(writes: Sequence[CompanyWrite]) -> None:
    """All people of a company gain or lose what it gains or loses: one statement each, and one for their lines."""
    for write in writes:
        now = company_points(write.company.company_type, write.company.size)
        old = {name: write.changes.get(name, (getattr(write.company, name),))[0] for name in ("company_type", "size")}
        by = now - company_points(**old)
        if by and not write.is_new:
            Contact.objects.filter(company=write.company).update(lead_score=Greatest(0, F("lead_score") + by))
            shift_lead_scores(company_id=write.company.id, by=by)


def write_lines(
    companies: Sequence[CompanyWrite], contacts: Sequence[ContactWrite], by_id: Mapping[str, Company]
) -> None:
    people = {write.contact.id: write.contact for write in contacts}
    for are_new in (True, False):
        firms = {write.company.id: write.company for write in companies if write.is_new is are_new}
        put_lines("company", company_lines(list(firms.values())), are_new=are_new)
        persons = {write.contact.id: write.contact for write in contacts if write.is_new is are_new}
        put_lines("contact", contact_lines(list(persons.values()), by_id), are_new=are_new)
    renamed = [
        write.company.id
        for write in companies
        if not write.is_new and (REPEATED & set(write.changes) or write.new_aliases)
    ]
    if renamed:
        others = Contact.objects.filter(company_id__in=renamed).exclude(pk__in=list(people)).order_by("pk")
        for chunk in _chunks(others.iterator(LINES_AT_ONCE)):
            put_lines("contact", contact_lines(chunk, by_id))


def _chunks(contacts: Iterable[Contact]) -> Iterable[list[Contact]]:
    chunk: list[Contact] = []
    for contact in contacts:
        chunk.append(contact)
        if len(chunk) == LINES_AT_ONCE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _company_entries(writes: Sequence[CompanyWrite], now: Any) -> Iterable[Entry]:
    for write in writes:
        changes = dict(write.changes)
        if write.is_new:
            changes = _given(write.company, COMPANY_FIELDS)
            if write.company.parent_id:
                changes["parent_id"] = (None, write.company.parent_id)
                changes["parent"] = ("", write.company.parent.name if write.company.parent else "")
        if write.new_aliases and "aliases" not in changes:
            changes["aliases"] = ([], write.new_aliases)
        if write.new_domains and "domains" not in changes:
            changes["domains"] = ([], write.new_domains)
        if changes:
            verb = Verb.CREATE if write.is_new else Verb.EDIT
            at = write.company.created_at if write.is_new else now
            yield Entry("company", write.company.id, verb, changes, at, write.row)


def _contact_entries(writes: Sequence[ContactWrite], now: Any) -> Iterable[Entry]:
    for write in writes:
        changes = dict(write.changes)
        if write.is_new:
            changes = _given(write.contact, CONTACT_FIELDS)
            if write.contact.company_id:
                changes["company_id"] = (None, write.contact.company_id)
                changes["company"] = ("", write.contact.company.name if write.contact.company else "")
        if changes:
            verb = Verb.CREATE if write.is_new else Verb.EDIT
            at = write.contact.created_at if write.is_new else now
            yield Entry("contact", write.contact.id, verb, changes, at, write.row)


def _given(record: Company | Contact, fields: Sequence[str]) -> Changes:
    return {name: ("", value) for name in fields if (value := getattr(record, name)) != ""}
