"""Deciding on a name of the review queue, and writing the rows that waited for it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dealmecca.database.locks import lock_until_commit
from dealmecca.directory.actions import create_company
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.permissions import Actor, require
from dealmecca.history.models import Door
from dealmecca.imports.actions.running import enqueue_rows
from dealmecca.imports.engine.accounts import Accounts
from dealmecca.imports.engine.batches import Batch, save_shelf
from dealmecca.imports.engine.columns import Columns
from dealmecca.imports.engine.known import Shelf
from dealmecca.imports.engine.lookups import Lookups
from dealmecca.imports.engine.matching import Matcher
from dealmecca.imports.engine.names import mention_key
from dealmecca.imports.engine.rows import FileRow
from dealmecca.imports.engine.statements import Mention, Statement
from dealmecca.imports.engine.tally import Examples, Findings, Tally
from dealmecca.imports.engine.waiting import fingerprint_of, keep_waiting
from dealmecca.imports.models import Decision, Import, NameKind, RowState, WaitingName, WaitingRow
from dealmecca.imports.permissions import REVIEW_SENTENCE, can_review_names
from dealmecca.imports.undoing.journals import journal_of_batch
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.text_keys import phrase_key
from dealmecca.roster.actions.duties import add_alias, create_duty
from dealmecca.roster.models import Duty, DutyWord
from dealmecca.roster.permissions import can_keep_duties

Record = TypeVar("Record")
AT_ONCE = 200  # rows written while somebody waits for the page; more are left to a job
COMPANIES = (NameKind.COMPANY_AGENCY, NameKind.COMPANY_ADVERTISER)


@dataclass
class Outcome:
    """What became of the rows that waited: `later` are left to a job."""

    written: int = 0
    waiting: int = 0
    refused: int = 0
    left_out: int = 0
    later: int = 0


@transaction.atomic
def choose_record(*, actor: Actor, name: WaitingName, record_id: str) -> Outcome:
    """The name means this company, duty or person, now and in later files.

    A moderator's choice of a duty makes the text another word for it. Raises ValidationError and Conflict.
    """
    name = _locked(actor, name)
    record_id = record_id.replace("\0", " ")
    if name.kind in COMPANIES:
        name.company = _one(Company.objects.filter(pk=record_id).first(), "company")
    elif name.kind == NameKind.PERSON:
        name.contact = _one(Contact.objects.standing().filter(pk=record_id).first(), "person")
    else:
        name.duty = _one(Duty.objects.filter(pk=record_id, merged_into=None).first(), "duty")
        if can_keep_duties(actor) and not _means(name.text, name.duty):
            add_alias(actor=actor, duty=name.duty, text=name.text)
    return _decide(actor, name, Decision.CHOSEN)


@transaction.atomic
def create_record(*, actor: Actor, door: Door, name: WaitingName, category: str = "") -> Outcome:
    """The name is a new company, or a new duty of this category. Raises ValidationError, Conflict, PermissionDenied."""
    name = _locked(actor, name)
    if name.kind == NameKind.PERSON:
        raise ValidationError({"create": ["Add the person with their company first, then choose them here."]})
    if name.kind == NameKind.DUTY:
        name.duty = create_duty(actor=actor, category=category, name=name.text)
    else:
        mention = _mention(name)
        company_type = "AGENCY" if name.kind == NameKind.COMPANY_AGENCY else "ADVERTISER"
        values = {"name": name.text, "company_type": company_type, "city": mention.city if mention else ""}
        domains = [mention.domain] if mention and mention.domain else []
        name.company = create_company(actor=actor, door=door, values={**values, "domains": domains})
    return _decide(actor, name, Decision.CREATED)


@transaction.atomic
def leave_out(*, actor: Actor, name: WaitingName) -> Outcome:
    """Its rows are not written; the same file again does not bring them back. Raises Conflict."""
    name = _locked(actor, name)
    _save(actor, name, Decision.IGNORED)
    rows = WaitingRow.objects.filter(names=name, state=RowState.WAITING)
    return Outcome(left_out=rows.update(state=RowState.IGNORED))


def write_waiting_rows(*, name_id: str) -> Outcome:
    """The rows that wait for a name on which somebody decided, in batches; again after a crash does no harm."""
    outcome, after = Outcome(), ""
    actor = WaitingName.objects.select_related("decided_by").get(pk=name_id).decided_by
    while True:
        with transaction.atomic():
            lock_until_commit("import")
            rows = WaitingRow.objects.filter(names=name_id, state=RowState.WAITING, pk__gt=after)
            batch = list(rows.select_related("item__actor").order_by("pk")[:AT_ONCE])
            if not batch:
                return outcome
            _write(actor, batch, outcome)
            after = batch[-1].pk


def _decide(actor: Actor, name: WaitingName, decision: Decision) -> Outcome:
    _save(actor, name, decision)
    rows = WaitingRow.objects.filter(names=name, state=RowState.WAITING)
    count = rows.count()
    if count > AT_ONCE:
        enqueue_rows(name.pk)
        return Outcome(later=count)
    outcome = Outcome()
    _write(actor, list(rows.select_related("item__actor").order_by("pk")), outcome)
    return outcome


def _locked(actor: Actor, name: WaitingName) -> WaitingName:
    """The name as it is now, before any record is touched. Raises Conflict when it was decided meanwhile."""
    require(can_review_names(actor), REVIEW_SENTENCE)
    lock_until_commit("import")
    found = WaitingName.objects.select_for_update(of=("self",)).get(pk=name.pk)
    if found.decision != Decision.OPEN:
        raise Conflict(f"Somebody has decided on “{found.text}” already.")
    return found


def _save(actor: Actor, name: WaitingName, decision: Decision) -> None:
    name.decision, name.decided_at, name.decided_by = decision, timezone.now(), actor
    WaitingName.objects.filter(pk=name.pk).update(
        decision=decision,
        decided_at=name.decided_at,
        decided_by=actor,
        company=name.company,
        contact=name.contact,
        duty=name.duty,
    )


def _write(decider: Actor, rows: Sequence[WaitingRow], outcome: Outcome) -> None:
    """The rows through the importer's own path, each in the name of whoever imported it."""
    by_import: dict[str, list[WaitingRow]] = defaultdict(list)
    for row in rows:
        by_import[row.item_id].append(row)
    for of_import in by_import.values():
        _write_of_import(_speaker(of_import[0].item, decider), of_import[0].item, of_import, outcome)


def _speaker(item: Import, decider: Actor) -> Actor:
    if item.door == Door.CLI:
        return None
    return item.actor if item.actor and item.actor.is_active else decider


def _write_of_import(actor: Actor, item: Import, rows: Sequence[WaitingRow], outcome: Outcome) -> None:
    accounts = Accounts(Shelf(), actor)
    said = [FileRow(row.number, [], statements=(Statement.from_json(row.cells),)) for row in rows]
    Lookups(accounts.shelf, names=accounts.names, source=item.source, import_id="", has_lock=True).load(said)
    accounts.load(said)
    matcher = Matcher(accounts.shelf, ids_alone=False, company_ids=False, contact_ids=False)
    columns = Columns(item.mapping_in_order, item.kind)
    batch = Batch(accounts.shelf, matcher, accounts, columns, Tally(), Findings(), Examples())
    batch.apply(said)
    journal = journal_of_batch(accounts.shelf, accounts.ledger, item.pk)
    save_shelf(accounts.shelf, actor=actor, source=item.source, import_id=item.pk)
    late = dict(accounts.ledger.write(actor, item.pk))
    journal.keep()
    refused = {id(row): reason for row, reason in batch.refused}
    kept = {id(each.row): each for each in accounts.kept}
    replaced = []
    for row, file_row in zip(rows, said, strict=True):
        reason = refused.get(id(file_row), "") or late.get(row.number, "")
        row.state, row.reason = (RowState.REFUSED, reason[:500]) if reason else (RowState.WRITTEN, "")
        if again := kept.get(id(file_row)):
            row.state = RowState.WAITING
            if fingerprint_of(again.statement) != row.fingerprint:  # the person is known by now
                replaced.append(row.pk)
        outcome.waiting += row.state == RowState.WAITING
        outcome.refused += row.state == RowState.REFUSED
        outcome.written += row.state == RowState.WRITTEN
    WaitingRow.objects.bulk_update(rows, ["state", "reason"])
    WaitingRow.objects.filter(pk__in=replaced).delete()
    keep_waiting(accounts.kept, item.pk)


def _one(record: Record | None, what: str) -> Record:
    if record is None:
        raise ValidationError({"choose": [f"There is no such {what}."]})
    return record


def _means(text: str, duty: Duty) -> bool:
    return DutyWord.objects.filter(key=phrase_key(text), duty=duty).exists()


def _mention(name: WaitingName) -> Mention | None:
    """The company as the file gave it, with its city and web domain."""
    row = WaitingRow.objects.filter(names=name).order_by("pk").first()
    mentions = Statement.from_json(row.cells).mentions if row else []
    return next((mention for mention in mentions if mention_key(mention) == name.key), None)
