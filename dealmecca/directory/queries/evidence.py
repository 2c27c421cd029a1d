"""What was said about records, as far as it counts."""

from collections.abc import Sequence

from dealmecca.database.lists import ListOf
from dealmecca.directory.models import RecordEvidence


def evidence_of(kind: str, ids: Sequence[str], with_users: bool = False) -> dict[str, list[RecordEvidence]]:
    """The rows that nobody took back, by record. One query, none for no records. For writes: it asks no viewer."""
    found: dict[str, list[RecordEvidence]] = {}
    if ids:
        rows = RecordEvidence.objects.filter(**{f"{kind}__in": ListOf(ids)}, withdrawn_at=None).order_by("pk")
        for row in rows.select_related("user") if with_users else rows:
            found.setdefault(str(row.contact_id or row.company_id), []).append(row)
    return found
