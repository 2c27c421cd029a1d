"""What these writes share: locking a row that the actor may see, clean text, the record it is about, doubled clicks."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.crm.models.kept import UNDO, About, Kept, KeptQuerySet
from dealmecca.database.locks import lock_until_commit
from dealmecca.directory.models import Company, Contact
from dealmecca.lib.conflicts import Conflict

TWICE = timedelta(seconds=30)  # the same words about the same people again so soon are a doubled click or a retry

Row = TypeVar("Row", bound=Kept)


def locked(rows: KeptQuerySet[Row], actor: User, row: Row, *, is_deleted: bool = False) -> Row:
    """The row as it is now, for the rest of the transaction. Raises Conflict when the actor can no longer see it."""
    found = rows.with_deleted_visible_to(actor).filter(pk=row.pk, deleted_at__isnull=not is_deleted)
    there = found.select_for_update(of=("self",)).first()
    if there is None:
        raise Conflict("This was deleted or given away in the meantime. Look again.")
    return there


def delete(row: Kept) -> None:
    """Hidden now, gone in a day."""
    row.deleted_at = timezone.now()
    row.save(update_fields=["deleted_at"])


def restore(row: Kept) -> None:
    """Raises Conflict once the time for it is over."""
    if row.deleted_at and timezone.now() - row.deleted_at > UNDO:
        raise Conflict("This was deleted more than a day ago: it can no longer be taken back.")
    row.deleted_at = None
    row.save(update_fields=["deleted_at"])


def one_at_a_time(actor: User) -> None:
    """One seller's writes of new rows follow one another: of a doubled click the second one sees the first."""
    lock_until_commit(f"crm {actor.pk}")


def just_written(rows: QuerySet[Row], actor: User) -> QuerySet[Row]:
    """What this very seller wrote a moment ago."""
    return rows.filter(user=actor, deleted_at=None, created_at__gt=timezone.now() - TWICE)


def locked_contacts(contacts: Sequence[Contact]) -> list[Contact]:
    """As they are now, each once, in the order given. Who deletes one waits, and then finds this row.

    Raises Conflict.
    """
    ids = list(dict.fromkeys(contact.pk for contact in contacts))
    rows = Contact.objects.standing().filter(pk__in=ids).select_related("company").order_by("pk")
    there = {row.pk: row for row in rows.select_for_update(of=("self",), no_key=True)} if ids else {}
    if len(there) < len(ids):
        raise Conflict("This person was deleted in the meantime.")
    return [there[key] for key in ids]


def locked_company(company: Company | None) -> Company | None:
    if company is None:
        return None
    there = Company.objects.select_for_update(of=("self",), no_key=True).filter(pk=company.pk).first()
    if there is None:
        raise Conflict("This company was deleted in the meantime.")
    return there


def write_about(row: About, contact: Contact | None, company: Company | None) -> None:
    """Set whom it is about, locked and by name. Raises ValidationError for nobody."""
    if contact is None and company is None:
        raise ValidationError({"contact_id": ["Say about whom: a person or a company."]})
    there = locked_company(company)  # companies before people, as everywhere
    person = locked_contacts([contact])[0] if contact else None
    row.contact, row.contact_name = person, person.full_name[:255] if person else ""
    row.company, row.company_name = there, there.name[:255] if there else ""
