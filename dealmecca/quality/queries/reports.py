"""What members deny of records and nobody has decided on."""

import dataclasses
from dataclasses import dataclass
from datetime import datetime

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact, RecordEvidence
from dealmecca.directory.verification.evidence import about
from dealmecca.directory.verification.levels import DISPUTED_BY
from dealmecca.quality.words import FIELD_LABELS

SHOWN = 300  # denials looked at once, the oldest


@dataclass
class OpenReport:
    """All that is denied of one field of one record; counted by employer."""

    record: Company | Contact
    field: str
    first_at: datetime
    kinds: list[str]
    employers: set[str] = dataclasses.field(default_factory=set)
    notes: list[str] = dataclasses.field(default_factory=list)

    @property
    def is_contact(self) -> bool:
        return isinstance(self.record, Contact)

    @property
    def label(self) -> str:
        return FIELD_LABELS[self.field]

    @property
    def is_disputed(self) -> bool:
        return len(self.employers) >= DISPUTED_BY

    @property
    def value(self) -> str:
        if isinstance(self.record, Contact) and self.field == "company_id":
            return self.record.company.name if self.record.company else ""
        return str(getattr(self.record, "name" if self.field == "name_key" else self.field))

    @property
    def uphold_label(self) -> str:
        """What upholding does."""
        if self.field == "company_id":
            return "They left"
        return "It is closed" if self.field == "name_key" else f"Empty the {self.label.lower()}"


def open_reports(*, viewer: User) -> list[OpenReport]:
    """Disputed ones first, then the longest open. The caller has checked that the viewer decides on reports.

    What was put right since is left out: a report is about the value of its day. One query.
    """
    if not (viewer.is_authenticated and viewer.is_active):
        return []
    rows = RecordEvidence.objects.filter(kind__in=RecordEvidence.DENIALS, withdrawn_at=None, outcome="")
    rows = rows.select_related("contact__company", "company").order_by("recorded_at", "pk")
    found: dict[tuple[str, str], OpenReport] = {}
    for row in rows[:SHOWN]:
        record = row.contact or row.company
        if record is None or row.about != about(record, row.field):
            continue
        report = found.setdefault(
            (record.pk, row.field), OpenReport(record, row.field, row.recorded_at, [])
        )  # fmt: skip
        report.employers.add(row.employer)
        report.kinds.append(row.kind)
        report.notes += [row.note] if row.note else []
    return sorted(found.values(), key=lambda report: (not report.is_disputed, report.first_at, report.record.pk))
