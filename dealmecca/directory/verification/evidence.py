"""From rows of evidence to the words that the engine counts: only what was said about the record as it is now."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from dealmecca.directory.verification.fading import counts_until
from dealmecca.directory.verification.levels import CONFIRMED, DISPUTED_BY, REVIEWED, SIGNED_OFF, SUPPORTS, Word

if TYPE_CHECKING:
    from dealmecca.directory.models import Company, Contact, RecordEvidence

CONTACT_FIELDS = ("email", "phone", "title", "linkedin_url", "company_id")
COMPANY_FIELDS = ("website", "phone", "linkedin_url", "name_key")
# What is said of a record as a whole is about the person at this company, and about the company of this name.
WHOLE = {"contact": "company_id", "company": "name_key"}
REACH = {"contact": "email", "company": "website"}
_KEYS = {"email": "email_key"}


class Said(NamedTuple):
    """What counts for a record, and what is denied of it: {field: employers who deny it}."""

    words: Sequence[Word]
    denied: dict[str, int]

    @property
    def disputed(self) -> set[str]:
        return {field for field, employers in self.denied.items() if employers >= DISPUTED_BY}


def kind_of(record: "Contact | Company") -> str:
    return "contact" if hasattr(record, "company_id") else "company"


def field_of(kind_of_record: str, kind: str, field: str = "") -> str:
    """Which field somebody speaks about who says this; `field` is named where something is wrong."""
    if kind in (CONFIRMED, "BOUNCED"):
        return REACH[kind_of_record]
    return field if kind == "WRONG" and field else WHOLE[kind_of_record]


def about(record: "Contact | Company", field: str) -> str:
    """A short digest of the field's present value: it tells one value from another and gives none away."""
    value = getattr(record, _KEYS.get(field, field)) or ""
    return sha256(f"{field}\n{value}".encode()).hexdigest()[:16]


def said_of(record: "Contact | Company", rows: "Iterable[RecordEvidence]") -> Said:
    """What these rows come to. Withdrawn rows, decided reports and words about another value say nothing.

    A field is disputed when people of two employers deny it; whoever denies a field no longer stands up for it. While
    any field is disputed no review and no sign-off counts, and a disputed email is not confirmed.
    """
    digests: dict[str, str] = {}
    supports, denials = [], []
    for row in rows:
        if row.field not in digests:
            digests[row.field] = about(record, row.field)
        if row.withdrawn_at or row.about != digests[row.field]:
            continue
        if row.kind in SUPPORTS:
            supports.append(row)
        elif not row.outcome:
            denials.append(row)
    employers: dict[str, set[str]] = {}
    for row in denials:
        employers.setdefault(row.field, set()).add(row.employer)
    denied = {field: len(found) for field, found in employers.items()}
    disputed = {field for field, count in denied.items() if count >= DISPUTED_BY}
    took_back = {(row.said_by, row.field) for row in denials}
    share = record.share_moving
    words = [
        Word(row.kind, row.said_by, row.said_on, counts_until(share, row.said_on, row.expires_on))
        for row in supports
        if row.field not in disputed
        and (row.said_by, row.field) not in took_back
        and not (disputed and row.kind in (REVIEWED, SIGNED_OFF))
    ]
    return Said(words, denied)
