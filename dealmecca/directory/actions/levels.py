"""The columns of trust, in step with the engine: it is asked on every write of a record and of words about it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from django.db import transaction
from django.utils import timezone

from dealmecca.database.bulk import update_rows
from dealmecca.directory.models import Company, Contact, RecordEvidence
from dealmecca.directory.queries.evidence import evidence_of
from dealmecca.directory.search_lines import company_lines, contact_lines
from dealmecca.directory.verification.engine import Verdict
from dealmecca.directory.verification.verdicts import verdict_of
from dealmecca.search.actions import put_lines
from dealmecca.search.queries import levels_of

COLUMNS = ("verification_level", "verification_score", "data_quality_score", "verified", "confirmed_on", "fades")
AT_ONCE = 500
_columns = attrgetter(*COLUMNS)


def set_levels(
    records: Iterable[Company | Contact], rows: Mapping[str, Sequence[RecordEvidence]], day: date
) -> list[Any]:
    """Assign today's verdict to these records, without saving; returns those that it changed."""
    changed = []
    for record in records:
        before = _columns(record)
        _assign(record, verdict_of(record, rows.get(record.pk, ()), day))
        if before != _columns(record):
            changed.append(record)
    return changed


@transaction.atomic
def refresh_levels(
    *, companies: Sequence[Company] = (), contacts: Sequence[Contact] = (), with_lines: bool = False
) -> int:
    """Columns and search lines of these records as the engine says today; the caller holds their locks.

    For who writes evidence or moves it between records. `with_lines` also mends lines that tell another level than
    their record. Returns how many changed.
    """
    today, count = timezone.localdate(), 0
    for start in range(0, len(companies), AT_ONCE):
        firms = companies[start : start + AT_ONCE]
        rows = evidence_of("company", [company.pk for company in firms])
        changed = set_levels(firms, rows, today)
        if with_lines:
            changed = _with_other_lines("company", firms, changed, today)
        if changed:
            update_rows(Company, changed, COLUMNS)
            put_lines("company", company_lines(changed))
            count += len(changed)
    for start in range(0, len(contacts), AT_ONCE):
        people = contacts[start : start + AT_ONCE]
        rows = evidence_of("contact", [contact.pk for contact in people])
        changed = set_levels(people, rows, today)
        if with_lines:
            changed = _with_other_lines("contact", people, changed, today)
        if changed:
            update_rows(Contact, changed, COLUMNS)
            at = Company.objects.in_bulk(sorted({contact.company_id for contact in changed if contact.company_id}))
            put_lines("contact", contact_lines(changed, at))
            count += len(changed)
    return count


def _with_other_lines(kind: str, records: Sequence[Any], changed: Sequence[Any], day: date) -> list[Any]:
    known = levels_of(kind, [record.pk for record in records], day)
    keys = {record.pk for record in changed}
    return [record for record in records if record.pk in keys or known.get(record.pk) != record.level]


def _assign(record: Company | Contact, verdict: Verdict) -> None:
    record.verification_score = record.data_quality_score = verdict.score
    record.verification_level, record.verified = verdict.level, verdict.verified
    record.confirmed_on, record.fades = verdict.confirmed_on, verdict.fades
