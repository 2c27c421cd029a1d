"""Saying something about records, one or many, and taking it back."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dealmecca.directory.actions.evidence import lock_records, write_words
from dealmecca.directory.evidence_rows import AT_MOST, OPERATOR, evidence_row
from dealmecca.directory.models import Company, Contact, RecordEvidence
from dealmecca.directory.queries.evidence import evidence_of
from dealmecca.directory.verification.evidence import WHOLE, about, field_of, kind_of
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.contact_points import clean_url
from dealmecca.lib.visible_text import one_line
from dealmecca.quality.permissions import (
    Actor,
    can_decide_on_reports,
    can_say,
    can_sign_off,
    can_speak_of_reach,
    require,
)
from dealmecca.quality.words import GATED, history_words, wrong_fields
from dealmecca.roster.employers import employer_of

Record = Company | Contact
Kind = RecordEvidence.Kind
EARLIEST = timedelta(days=365)


class Added(NamedTuple):
    """What came of it: rows that are new, and rows that said the same today already."""

    new: list[RecordEvidence]
    known: list[RecordEvidence]
    left_out: int  # records where there is nothing of the kind to speak about


@transaction.atomic
def add_evidence(
    *,
    actor: Actor,
    door: Door,
    kind: str,
    contacts: Sequence[Contact] = (),
    companies: Sequence[Company] = (),
    field: str = "",
    note: str = "",
    link: str = "",
    said_on: date | None = None,
    expires_on: date | None = None,
) -> Added:
    """One word about each of these records. Saying the same twice on a day adds nothing, also once it was decided on.

    `field` says what is wrong, for WRONG alone. Whoever stands up for a field takes their own reports of it back.
    Raises ValidationError, PermissionDenied; Conflict when none of the records is there any more.
    """
    require(can_say(actor), "You may not say anything about records.")
    if kind == Kind.SIGNED_OFF:
        require(can_sign_off(actor), "Only administrators sign off.")
    _check_field(kind, field, contacts, companies)
    if contacts and (field in GATED or kind in (Kind.CONFIRMED, Kind.BOUNCED)):
        require(can_speak_of_reach(actor), "Your plan does not show how to reach people.")
    day, until = _checked_days(said_on, expires_on)
    address = _checked_link(link)
    locked = lock_records(company_ids=[row.pk for row in companies], contact_ids=[row.pk for row in contacts])
    records: list[Record] = [*locked[0], *locked[1]]
    if not records:
        raise Conflict("What you speak about was deleted in the meantime.")
    now, me, employer = timezone.now(), actor.pk if actor else OPERATOR, employer_of(actor)
    said = evidence_of("company", [row.pk for row in locked[0]]) | evidence_of("contact", [row.pk for row in locked[1]])
    added = Added([], [], sum(not _speaks_of_something(record, kind, field) for record in records))
    if added.left_out == len(records):
        raise ValidationError({"kind": [f"There is no {_noun(records[0], kind, field)} that could be that."]})
    withdrawn: list[str] = []
    for record in records:
        if not _speaks_of_something(record, kind, field):
            continue
        what = field_of(kind_of(record), kind, field)
        mine = [row for row in said.get(record.pk, ()) if row.said_by == me and row.field == what]
        mine = [row for row in mine if row.about == about(record, what)]
        same = [row for row in mine if row.kind == kind and row.said_on == day]
        if same:
            added.known.append(same[0])
            continue
        added.new.append(
            evidence_row(
                record, kind=kind, field=field, said_on=day, expires_on=until, user=actor, employer=employer,
                recorded_at=now, note=one_line(note)[:280], link=address,
            )
        )  # fmt: skip
        if kind in RecordEvidence.SUPPORTS:
            withdrawn += [row.pk for row in mine if row.kind in RecordEvidence.DENIALS and not row.outcome]
    touched = {str(row.contact_id or row.company_id) for row in added.new}
    _write(actor, door, [record for record in records if record.pk in touched], added.new, withdrawn)
    return added


@transaction.atomic
def withdraw_evidence(*, actor: Actor, door: Door, evidence: RecordEvidence) -> bool:
    """Take one's own word back as if never said; moderators take back anybody's. False when it was taken back already.

    What the same person had said before counts again.
    """
    is_mine = actor is not None and evidence.said_by == actor.pk
    require(can_say(actor) and (is_mine or can_decide_on_reports(actor)), "Only who said it takes it back.")
    records = _lock(evidence)
    row = RecordEvidence.objects.filter(pk=evidence.pk, withdrawn_at=None).first()
    if row is None:
        return False
    now = timezone.now()
    before = {record.pk: record.level for record in records}
    _put(records, withdrawn=[row.pk])
    what, told = history_words(row.kind, row.field)
    entries = [_entry(record, {what: (told, "taken back")}, before[record.pk], now) for record in records]
    record_changes(actor=actor, door=door, entries=entries)
    return True


def _write(
    actor: Actor, door: Door, records: Sequence[Record], new: Sequence[RecordEvidence], withdrawn: Sequence[str]
) -> None:
    now = timezone.now()
    before = {record.pk: record.level for record in records}
    _put(records, new=new, withdrawn=withdrawn)
    said = {str(row.contact_id or row.company_id): row for row in new}
    entries = []
    for record in records:
        what, told = history_words(said[record.pk].kind, said[record.pk].field)
        entries.append(_entry(record, {what: ("", told)}, before[record.pk], now))
    record_changes(actor=actor, door=door, entries=entries)


def _put(records: Sequence[Record], **words: Any) -> None:
    companies = [record for record in records if isinstance(record, Company)]
    contacts = [record for record in records if isinstance(record, Contact)]
    write_words(companies=companies, contacts=contacts, at=timezone.now(), **words)


def _entry(record: Record, fields: dict[str, tuple[Any, Any]], before: int, at: datetime) -> Entry:
    """A line of history, with the level where it went up or down."""
    if record.level != before:
        fields = fields | {"verification_level": (before, record.level)}
    return Entry(kind_of(record), record.pk, Verb.EDIT, fields, at)


def _lock(evidence: RecordEvidence) -> list[Record]:
    companies, contacts = lock_records(
        company_ids=[evidence.company_id] if evidence.company_id else (),
        contact_ids=[evidence.contact_id] if evidence.contact_id else (),
    )
    return [*companies, *contacts]


def _check_field(kind: str, field: str, contacts: Sequence[Contact], companies: Sequence[Company]) -> None:
    if kind not in Kind.values:
        raise ValidationError({"kind": [f"Say one of {', '.join(Kind.values)}."]})
    if kind == Kind.WRONG:
        of = [name for name, rows in (("contact", contacts), ("company", companies)) if rows]
        known = [name for name, _ in wrong_fields(of[0])] if len(of) == 1 else []
        if field not in known:
            raise ValidationError({"field": [f"Say which field is wrong: {', '.join(known)}."]})
    elif field:
        raise ValidationError({"field": ["A field is named where something is wrong, and nowhere else."]})
    if kind == Kind.BOUNCED and companies:
        raise ValidationError({"kind": ["Mail bounces for people. Of a company say what is wrong."]})


def _checked_days(said_on: date | None, expires_on: date | None) -> tuple[date, date | None]:
    today = timezone.localdate()
    day = said_on or today
    if not today - EARLIEST <= day <= today:
        raise ValidationError({"said_on": ["Give a day of the last year, today at the latest."]})
    if expires_on and not today < expires_on <= day + AT_MOST:
        raise ValidationError({"expires_on": ["Give a day after today, within two years."]})
    return day, expires_on


def _checked_link(link: str) -> str:
    try:
        text = one_line(link)
        return clean_url(text)[:500] if text else ""
    except ValueError as error:
        raise ValidationError({"link": [str(error)]}) from None


def _speaks_of_something(record: Record, kind: str, field: str) -> bool:
    """Nobody confirms an address that is not there. What is said of the whole record needs no field."""
    what = field_of(kind_of(record), kind, field)
    return bool(getattr(record, what)) or (what == WHOLE[kind_of(record)] and kind != Kind.LEFT)


def _noun(record: Record, kind: str, field: str) -> str:
    return history_words(Kind.WRONG, field_of(kind_of(record), kind, field))[0].lower()
