"""The engine asked about one record: which rule set, what is known of it, what was said."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from dealmecca.directory.verification.engine import Verdict, judge
from dealmecca.directory.verification.evidence import kind_of, said_of
from dealmecca.directory.verification.points import (
    points_of_company,
    points_of_contact,
    signals_of_company,
    signals_of_contact,
)

if TYPE_CHECKING:
    from dealmecca.directory.models import Company, Contact, RecordEvidence


def verdict_of(record: "Contact | Company", rows: "Collection[RecordEvidence]", day: date) -> Verdict:
    """What the columns of this record should hold on this day, given all rows of evidence about it."""
    words = said_of(record, rows).words if rows else ()  # a file brings many records, and no words
    if kind_of(record) == "contact":
        return judge(points_of_contact, signals_of_contact(record), words, day)  # type: ignore[arg-type]
    return judge(points_of_company, signals_of_company(record), words, day)  # type: ignore[arg-type]


def stored_verdict(record: "Contact | Company") -> Verdict:
    """What they do hold."""
    return Verdict(
        -1 if record.verification_score is None else record.verification_score,
        record.verification_level, record.verified, record.confirmed_on, record.fades,
    )  # fmt: skip
