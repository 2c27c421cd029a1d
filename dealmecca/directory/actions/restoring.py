"""Records put back as they were, and records taken away with what hangs on them: for undoing writes as a whole."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dealmecca.directory.actions.batches import CompanyWrite, ContactWrite, follow_lead_scores, write_lines
from dealmecca.directory.actions.levels import set_levels
from dealmecca.directory.actions.suppressions import refuse_suppressed
from dealmecca.directory.lead_score import record_score
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.permissions import Actor, can_edit_records, require
from dealmecca.directory.queries.evidence import evidence_of
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb
from dealmecca.search.actions import drop_lines


@transaction.atomic
def put_back(
    *,
    actor: Actor,
    door: Door,
    companies: Sequence[CompanyWrite] = (),
    contacts: Sequence[ContactWrite] = (),
    judged: frozenset[str] = frozenset(),
    batch: str = "",
) -> None:
    """Store records whose columns were assigned already, times and levels among them, with history and search lines.

    New ones are stored already. Levels of those in `judged` are found anew. The caller holds their locks and keeps
    other names, domains and positions itself.
    """
    require(can_edit_records(actor), "You may not change the directory.")
    refuse_suppressed(contacts)
    now = timezone.now()
    _judge([write.company for write in companies], [write.contact for write in contacts], judged, now)
    _store(Company, [write.company for write in companies if not write.is_new])
    follow_lead_scores([write for write in companies if not write.is_new])
    firms = {write.company.pk: write.company for write in companies}
    missing = {write.contact.company_id for write in contacts if write.contact.company_id} - set(firms)
    at = firms | Company.objects.in_bulk(sorted(key for key in missing if key))
    for write in contacts:
        write.contact.lead_score = record_score(write.contact, at.get(write.contact.company_id or ""))
    _store(Contact, [write.contact for write in contacts])
    entries = [_entry("company", write.company.pk, write, now) for write in companies if write.changes or write.is_new]
    entries += [_entry("contact", write.contact.pk, write, now) for write in contacts if write.changes or write.is_new]
    record_changes(actor=actor, door=door, entries=entries, batch=batch)
    write_lines(companies, contacts, at)


@transaction.atomic
def take_away(*, actor: Actor, door: Door, kind: str, names: Mapping[str, str], batch: str = "") -> None:
    """Delete records with their search lines; history keeps that they were there. `names` is {id: name}.

    For records that somebody made by mistake and on which nothing was built: the caller has looked, under their locks,
    and has deleted what hangs on them.
    """
    require(can_edit_records(actor), "You may not change the directory.")
    now = timezone.now()
    entries = [Entry(kind, key, Verb.DELETE, {"name": (name, "")}, now) for key, name in names.items()]
    record_changes(actor=actor, door=door, entries=entries, batch=batch)
    drop_lines(kind, list(names))
    if kind == "company":  # one above the other may both be among them
        Company.objects.filter(pk__in=list(names)).update(parent=None)
    (Company if kind == "company" else Contact).objects.filter(pk__in=list(names)).delete()


def _judge(companies: Sequence[Company], contacts: Sequence[Contact], judged: frozenset[str], now: datetime) -> None:
    firms = [company for company in companies if company.pk in judged]
    people = [contact for contact in contacts if contact.pk in judged]
    said = evidence_of("company", [company.pk for company in firms])
    said = {**said, **evidence_of("contact", [contact.pk for contact in people])}
    set_levels([*firms, *people], said, timezone.localdate(now))


def _store(model: type[Company] | type[Contact], records: Sequence[Company] | Sequence[Contact]) -> None:
    if records:
        fields = [field.name for field in model._meta.concrete_fields if not field.primary_key]
        model._default_manager.bulk_update(records, fields, batch_size=200)  # type: ignore[arg-type]


def _entry(kind: str, key: str, write: CompanyWrite | ContactWrite, now: datetime) -> Entry:
    return Entry(kind, key, Verb.CREATE if write.is_new else Verb.EDIT, write.changes, now)
