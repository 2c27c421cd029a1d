"""Creating, editing and deleting one contact."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dealmecca.directory.actions.batches import ContactWrite, save_batch
from dealmecca.directory.actions.changes import assign
from dealmecca.directory.cleaning import clean_contact
from dealmecca.directory.learning import meaning
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.permissions import (
    Actor,
    can_create_records,
    can_delete_records,
    can_edit_records,
    require,
)
from dealmecca.directory.vocabularies import department_in_title, seniority_in_title
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb
from dealmecca.lib.conflicts import Conflict
from dealmecca.search.actions import drop_lines


@transaction.atomic
def create_contact(*, actor: Actor, door: Door, values: Mapping[str, Any], batch: str = "") -> Contact:
    """A new contact from field values and `company_id` (or None). Raises ValidationError."""
    require(can_create_records(actor), "You may not add people.")
    values = dict(values)
    company_id = values.pop("company_id", None)
    contact = Contact(**clean_contact({"first_name": "", "last_name": "", **values}))
    contact.company = _company(company_id)
    save_batch(actor=actor, door=door, contacts=[ContactWrite(contact, True)], batch=batch)
    return contact


@transaction.atomic
def edit_contact(
    *,
    actor: Actor,
    door: Door,
    contact: Contact,
    values: Mapping[str, Any],
    batch: str = "",
    since: date | None = None,
) -> Contact:
    """Change the given fields; `company_id` moves the person (None: no company known). Raises ValidationError.

    `since` is the first day at the new company, where it is known. Returns the contact as it is now. Nothing different
    means nothing written, no history.
    """
    require(can_edit_records(actor), "You may not change people.")
    values = dict(values)
    has_company = "company_id" in values
    company_id = values.pop("company_id", None) or None
    lock_companies({contact.company_id, company_id})
    company = _company(company_id) if has_company else None
    seen_at = contact.company_id
    contact = lock_contact(contact)
    if contact.company_id != seen_at:
        raise Conflict("This person was moved to another company in the meantime. Look again, then change.")
    cleaned = clean_contact(_with_both_names(contact, values))
    for field, read in (("seniority", seniority_in_title), ("department", department_in_title)):
        current = getattr(contact, field)
        if field in values or field not in cleaned or not current or current == read(contact.title):
            continue
        if field != "seniority" or current != meaning("title", contact.title, None):
            cleaned.pop(field)  # somebody stated it; only what was read off the old title follows the new one
    changes = assign(contact, cleaned)
    if has_company and company_id != contact.company_id:
        old = contact.company
        contact.company = company
        changes["company_id"] = (old.pk if old else None, company_id)
        changes["company"] = (old.name if old else "", company.name if company else "")
    if changes:
        save_batch(actor=actor, door=door, contacts=[ContactWrite(contact, False, changes, since=since)], batch=batch)
    return contact


@transaction.atomic
def delete_contact(*, actor: Actor, door: Door, contact: Contact, batch: str = "") -> None:
    """Remove a contact and its search line; history keeps that it was there."""
    require(can_delete_records(actor), "Only moderators may delete people. Report it to one.")
    if not Contact.objects.standing().select_for_update().filter(pk=contact.pk).exists():
        raise Conflict("This person was deleted in the meantime.")
    entry = Entry("contact", contact.pk, Verb.DELETE, {"name": (contact.full_name, "")}, timezone.now())
    record_changes(actor=actor, door=door, entries=[entry], batch=batch)
    drop_lines("contact", [contact.pk])
    Contact.objects.filter(pk=contact.pk).delete()


def lock_contact(contact: Contact) -> Contact:
    """The person as it is now, locked until the transaction ends. Raises Conflict when it is gone."""
    try:
        people = Contact.objects.standing().select_for_update(of=("self",)).select_related("company")
        return people.get(pk=contact.pk)
    except Contact.DoesNotExist:
        raise Conflict("This person was deleted in the meantime.") from None


def lock_companies(ids: set[str | None]) -> None:
    """Companies before contacts, by id: a rename of the company and this write then follow one another."""
    wanted = Company.objects.filter(pk__in=[_readable(key) for key in ids if key]).order_by("pk")
    list(wanted.select_for_update(no_key=True).values_list("pk"))


def _company(company_id: Any) -> Company | None:
    """The company, locked. Raises ValidationError when there is none."""
    if not company_id:
        return None
    company = Company.objects.select_for_update(no_key=True, of=("self",)).filter(pk=_readable(company_id)).first()
    if company is None:
        raise ValidationError({"company_id": ["There is no such company."]})
    return company


def _readable(key: Any) -> str:
    """PostgreSQL takes no zero byte, not even to compare."""
    return str(key).replace("\0", " ")


def _with_both_names(contact: Contact, values: Mapping[str, Any]) -> dict[str, Any]:
    """A change of one name is checked together with the other."""
    if not {"first_name", "last_name"} & set(values):
        return dict(values)
    return {"first_name": contact.first_name, "last_name": contact.last_name, **values}
