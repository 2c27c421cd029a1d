"""What was said about one record, as its pages and the API tell it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone

from dealmecca.accounts.models import Role, User
from dealmecca.directory.models import Company, Contact, RecordEvidence
from dealmecca.directory.verification.evidence import about, kind_of
from dealmecca.directory.verification.fading import counts_until
from dealmecca.quality.words import FIELD_LABELS

MOST = 200


@dataclass(frozen=True)
class Line:
    """One word that nobody took back. `until` is the first day on which it counts no more."""

    row: RecordEvidence
    record: Company | Contact
    is_mine: bool

    @cached_property
    def until(self) -> date:
        return counts_until(self.record.share_moving, self.row.said_on, self.row.expires_on)

    @cached_property
    def is_about_the_present(self) -> bool:
        return self.row.about == about(self.record, self.row.field)

    @property
    def counts(self) -> bool:
        """Whether it stands for or against the record today."""
        if self.row.kind in RecordEvidence.DENIALS:
            return self.is_about_the_present and not self.row.outcome
        return self.is_about_the_present and timezone.localdate() < self.until

    @property
    def kind_label(self) -> str:
        is_closed = self.row.kind == RecordEvidence.Kind.LEFT and self.row.field == "name_key"
        return "closed" if is_closed else self.row.get_kind_display().lower()

    @property
    def field_label(self) -> str:
        return FIELD_LABELS[self.row.field]


def evidence_lines(*, viewer: User, record: Company | Contact) -> list[Line]:
    """Newest first. One query."""
    if not (viewer.is_authenticated and viewer.is_active):
        return []
    rows = RecordEvidence.objects.filter(**{kind_of(record): record}, withdrawn_at=None).select_related("user")
    return [Line(row, record, row.said_by == viewer.pk) for row in rows.order_by("-recorded_at", "-pk")[:MOST]]


def get_evidence(*, viewer: User, evidence_id: str) -> RecordEvidence:
    """The viewer's own, and anybody's for those who decide; also one that was taken back.

    Raises RecordEvidence.DoesNotExist.
    """
    if not (viewer.is_authenticated and viewer.is_active) or "\0" in evidence_id:
        raise RecordEvidence.DoesNotExist
    rows = RecordEvidence.objects.select_related("contact", "company")
    if viewer.role not in (Role.MODERATOR, Role.ADMIN):
        rows = rows.filter(said_by=viewer.pk)
    return rows.get(pk=evidence_id)
