"""What becomes of reports: the record is put right, or stays as it is; those who reported see which."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dealmecca.directory.actions import edit_company, edit_contact, move_contact
from dealmecca.directory.actions.contacts import lock_companies
from dealmecca.directory.actions.evidence import lock_records, write_words
from dealmecca.directory.models import Company, Contact, RecordEvidence
from dealmecca.directory.queries.evidence import evidence_of
from dealmecca.directory.verification.evidence import about, kind_of
from dealmecca.history.models import Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.quality.permissions import Actor, can_decide_on_reports, require

Outcome = RecordEvidence.Outcome


@transaction.atomic
def decide_on_reports(*, actor: Actor, door: Door, record: Company | Contact, field: str, outcome: str) -> int:
    """Upheld: the field is emptied, and a person who left is recorded as gone. Rejected: the record stays.

    Returns how many reports were decided. Raises Conflict when there are none.
    """
    require(can_decide_on_reports(actor), "Only moderators decide on reports.")
    if outcome not in Outcome.values:
        raise ValidationError({"outcome": [f"Decide {' or '.join(Outcome.values)}."]})
    is_contact = isinstance(record, Contact)
    if isinstance(record, Contact):
        lock_companies({record.company_id})  # before the person: putting it right may need it
    companies, contacts = lock_records(
        company_ids=[] if is_contact else [record.pk], contact_ids=[record.pk] if is_contact else []
    )
    locked: list[Company | Contact] = [*companies, *contacts]
    found = locked[0] if locked else None
    rows = evidence_of(kind_of(record), [record.pk]).get(record.pk, []) if found else []
    open_rows = [
        row for row in rows
        if found and row.field == field and row.kind in RecordEvidence.DENIALS and not row.outcome
        and row.about == about(found, field)
    ]  # fmt: skip
    if not open_rows or found is None:
        raise Conflict("Somebody decided on this in the meantime, or it was put right.")
    now = timezone.now()
    write_words(
        companies=companies, contacts=contacts, decided=[row.pk for row in open_rows], outcome=outcome, at=now
    )  # fmt: skip
    if outcome == Outcome.UPHELD:
        _put_right(actor, door, found, field)
    return len(open_rows)


def _put_right(actor: Actor, door: Door, record: Company | Contact, field: str) -> None:
    if isinstance(record, Company):
        if field != "name_key":  # what is closed stays on file, for those who look for it
            edit_company(actor=actor, door=door, company=record, values={field: ""})
    elif field == "company_id":
        move_contact(actor=actor, door=door, contact=record, company_id=None, moved_on=timezone.localdate())
    else:
        edit_contact(actor=actor, door=door, contact=record, values={field: ""})
