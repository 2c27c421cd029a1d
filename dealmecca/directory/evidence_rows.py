"""A row of evidence, put together: which field it is about, which value, and until when it counts at most."""

from datetime import date, datetime, timedelta
from typing import Any

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact, RecordEvidence
from dealmecca.directory.verification.evidence import about, field_of, kind_of

USUALLY = timedelta(days=365)
AT_MOST = timedelta(days=730)
OPERATOR = "operator"


def evidence_row(
    record: Company | Contact,
    *,
    kind: str,
    said_on: date,
    employer: str,
    recorded_at: datetime,
    user: User | None = None,
    said_by: str = "",
    field: str = "",
    expires_on: date | None = None,
    **rest: Any,
) -> RecordEvidence:
    """Unsaved. `said_by` names who has no account here; `rest` are `note`, `link`, `id`."""
    of = kind_of(record)
    found = field_of(of, kind, field)
    return RecordEvidence(
        **{of: record},
        kind=kind,
        field=found,
        about=about(record, found),
        said_on=said_on,
        expires_on=expires_on or said_on + USUALLY,
        user=user,
        said_by=user.pk if user else said_by or OPERATOR,
        employer=employer,
        recorded_at=recorded_at,
        **rest,
    )
