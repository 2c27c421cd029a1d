"""Writing what was said about records; the columns and search lines of the records follow at once."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from dealmecca.directory.actions.levels import refresh_levels
from dealmecca.directory.models import Company, Contact, RecordEvidence


def lock_records(
    *, company_ids: Iterable[str] = (), contact_ids: Iterable[str] = ()
) -> tuple[list[Company], list[Contact]]:
    """As they are now, locked until the transaction ends: companies by id, then contacts by id. Unknown ids are left
    out."""
    companies = Company.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=_readable(company_ids))
    contacts = (
        Contact.objects.standing().select_for_update(of=("self",), no_key=True).filter(pk__in=_readable(contact_ids))
    )
    return list(companies.order_by("pk")), list(contacts.select_related("company").order_by("pk"))


@transaction.atomic
def write_words(
    *,
    companies: Sequence[Company] = (),
    contacts: Sequence[Contact] = (),
    new: Sequence[RecordEvidence] = (),
    withdrawn: Sequence[str] = (),
    decided: Sequence[str] = (),
    outcome: str = "",
    at: datetime,
) -> None:
    """Add, take back and decide on words about these records, whose locks the caller holds; then judge them."""
    if withdrawn:
        RecordEvidence.objects.filter(pk__in=withdrawn, withdrawn_at=None).update(withdrawn_at=at)
    if decided:
        RecordEvidence.objects.filter(pk__in=decided, outcome="").update(outcome=outcome, decided_at=at)
    RecordEvidence.objects.bulk_create(new, batch_size=500)
    refresh_levels(companies=companies, contacts=contacts)


def _readable(ids: Iterable[str]) -> list[str]:
    """PostgreSQL takes no zero byte, not even to compare."""
    return [key for key in ids if key and "\0" not in key]
