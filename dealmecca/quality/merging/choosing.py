"""Which of two records stays, and whose value of each field: the confirmed one, else the newer, else the fuller."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal

from dealmecca.directory.models import Company, Contact, RecordEvidence
from dealmecca.directory.queries.evidence import evidence_of
from dealmecca.directory.verification.evidence import COMPANY_FIELDS, CONTACT_FIELDS, about, kind_of
from dealmecca.history.models import Change

Record = Company | Contact
Side = Literal["kept", "dropped"]
KEPT: Side = "kept"
DROPPED: Side = "dropped"
READ_BACK = 300  # newest lines of history that are asked when a value was written

# What is chosen together, by the name of the choice: a title without its seniority would be another statement.
GROUPS: dict[str, dict[str, tuple[str, ...]]] = {
    "contact": {
        "name": ("first_name", "last_name"),
        "company": ("company_id",),
        "title": ("title", "department", "department_text", "seniority", "seniority_text"),
        "email": ("email",),
        "phone": ("phone",),
        "linkedin_url": ("linkedin_url",),
        "twitter_url": ("twitter_url",),
        "personal_website": ("personal_website",),
    },
    "company": {
        "name": ("name",),
        "company_type": ("company_type", "company_type_text"),
        "industry": ("industry", "industry_text"),
        "size": ("size", "size_text"),
        "place": ("location", "address", "postal_code", "city", "state", "country"),
        "website": ("website",),
        "phone": ("phone",),
        "parent": ("parent_id",),
        "linkedin_url": ("linkedin_url",),
        "twitter_url": ("twitter_url",),
        "facebook_url": ("facebook_url",),
        "logo_url": ("logo_url",),
        "description": ("description",),
    },
}
LABELS = {
    "name": "Name", "company": "Company", "title": "Job title", "email": "Email", "phone": "Phone",
    "linkedin_url": "LinkedIn", "twitter_url": "X (Twitter)", "personal_website": "Personal website",
    "company_type": "Type", "industry": "Industry", "size": "Employees", "place": "Place", "website": "Website",
    "parent": "Parent company", "facebook_url": "Facebook", "logo_url": "Logo", "description": "Description",
}  # fmt: skip


def values_of(record: Record, names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(record, name) for name in names)


def better_record(one: Record, other: Record) -> Record:
    """Which of the two stays unless somebody says otherwise: the surer, the fuller, the older."""

    def worth(record: Record) -> tuple[int, int, int]:
        filled = sum(any(values_of(record, names)) for names in GROUPS[kind_of(record)].values())
        return record.level, record.score or 0, filled

    first, second = sorted((one, other), key=lambda record: record.pk)
    return second if worth(second) > worth(first) else first


def better_values(kept: Record, dropped: Record) -> dict[str, Side]:
    """Whose value each choice takes unless somebody says otherwise. Two queries."""
    kind = kind_of(kept)
    said = evidence_of(kind, [kept.pk, dropped.pk])
    written = {record.pk: _written_at(kind, record.pk) for record in (kept, dropped)}
    return {
        choice: _better(choice, names, kept, dropped, said, written) for choice, names in GROUPS[kind].items()
    }  # fmt: skip


def _better(
    choice: str,
    names: Sequence[str],
    kept: Record,
    dropped: Record,
    said: Mapping[str, Sequence[RecordEvidence]],
    written: Mapping[str, Mapping[str, datetime]],
) -> Side:
    ours, theirs = values_of(kept, names), values_of(dropped, names)
    if ours == theirs or not any(theirs):
        return KEPT
    if not any(ours):
        return DROPPED
    trust = [_trust(record, names, said.get(record.pk, ())) for record in (kept, dropped)]
    if trust[0] != trust[1]:
        return DROPPED if trust[1] > trust[0] else KEPT
    if choice == "name":  # of a person the full name says more than initials; of a company the other is an alias
        return DROPPED if isinstance(kept, Contact) and len("".join(theirs)) > len("".join(ours)) else KEPT
    days = [
        max((written[record.pk][name] for name in names if name in written[record.pk]), default=record.created_at)
        for record in (kept, dropped)
    ]
    return DROPPED if days[1] > days[0] else KEPT


def _trust(record: Record, names: Sequence[str], rows: Sequence[RecordEvidence]) -> tuple[int, date]:
    """Denied is worse than nothing, the later confirmation better than the earlier one."""
    known = CONTACT_FIELDS if kind_of(record) == "contact" else COMPANY_FIELDS
    fields = {"name_key" if name == "name" else name for name in names} & set(known)
    counting = [
        row for row in rows
        if row.field in fields and not row.withdrawn_at and not row.outcome and row.about == about(record, row.field)
    ]  # fmt: skip
    if any(row.kind in RecordEvidence.DENIALS for row in counting):
        return -1, date.min
    days = [row.said_on for row in counting if row.kind in RecordEvidence.SUPPORTS]
    return (1, max(days)) if days else (0, date.min)


def _written_at(kind: str, record_id: str) -> dict[str, datetime]:
    """When each field got its present value, as far as history tells."""
    found: dict[str, datetime] = {}
    rows = Change.objects.of(kind, record_id).newest_first().values_list("fields", "at")[:READ_BACK]
    for fields, at in rows:
        for name in fields:
            found.setdefault(name, at)
    return found
