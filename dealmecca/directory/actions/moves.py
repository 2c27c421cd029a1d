"""A person's move to another company, and taking back one that was recorded wrongly."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import RestrictedError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from dealmecca.directory.actions.batches import ContactWrite, save_batch
from dealmecca.directory.actions.contacts import edit_contact, lock_companies, lock_contact
from dealmecca.directory.actions.positions import JOB, former_title
from dealmecca.directory.models import Company, CompanyDomain, Contact, FormerTitle, Move, Position
from dealmecca.directory.permissions import Actor, can_edit_records, require
from dealmecca.history.models import Door
from dealmecca.lib.conflicts import Conflict

EARLIEST = date(1950, 1, 1)


@transaction.atomic
def move_contact(
    *,
    actor: Actor,
    door: Door,
    contact: Contact,
    company_id: str | None,
    moved_on: date,
    values: Mapping[str, Any] | None = None,
    batch: str = "",
) -> Contact:
    """The person left for another company (None: it is not known where to). Raises ValidationError.

    What stays with the old job: duties, teams, conversations. `values` are title, email and the like of the new one;
    an email address at the old company goes, unless a new one is given.
    """
    require(can_edit_records(actor), "You may not record moves.")
    if moved_on > timezone.localdate():
        raise ValidationError({"moved_on": ["This day is still to come. Record the move once it happened."]})
    if moved_on < EARLIEST:
        raise ValidationError({"moved_on": [f"Give a day after {EARLIEST:%Y}."]})
    if company_id == contact.company_id:
        raise ValidationError({"company_id": [f"{contact.full_name} is recorded there already."]})
    present = Position.objects.filter(contact=contact, until=None).first()
    if present and present.is_since_known and moved_on < present.since:
        raise ValidationError(
            {"moved_on": [f"The present job began on {present.since:%-d %b %Y}; a move from it comes after that."]}
        )
    before = Position.objects.filter(contact=contact, until__gt=moved_on).select_related("company").last()
    if before:
        ended = f"The job at {before.company.name} ended on {before.until:%-d %b %Y}; a move comes after that."
        raise ValidationError({"moved_on": [ended]})
    values = {"title": "", **(values or {}), "company_id": company_id}
    if not values.get("email") and _is_address_of(contact.email, contact.company_id):
        values["email"] = ""
    return edit_contact(actor=actor, door=door, contact=contact, values=values, batch=batch, since=moved_on)


@transaction.atomic
def undo_move(*, actor: Actor, door: Door, move: Move) -> Contact:
    """Both jobs and the person as they were before the move; what was changed since on the person stays.

    Raises Conflict when it was undone already, is not the last one, or when something hangs on the new job.
    """
    require(can_edit_records(actor), "You may not take back moves.")
    lock_companies({move.closed.company_id if move.closed else None, move.opened.company_id if move.opened else None})
    contact = lock_contact(move.contact)
    move = Move.objects.select_related("closed", "opened").get(pk=move.pk)
    if move.undone_at:
        raise Conflict("This move was taken back already.")
    if Move.objects.filter(contact=contact, undone_at=None, recorded_at__gt=move.recorded_at).exists():
        raise Conflict(f"{contact.full_name} has moved again since. Take back the later move first.")
    changes = _changes_back(contact, move.before)
    _give_positions_back(contact, move)
    was, after = (parse_datetime(text) if text else None for text in move.before["updated_at"])
    write = ContactWrite(contact, False, changes, updated_at=was if contact.updated_at == after else None)
    save_batch(actor=actor, door=door, contacts=[write], positions_follow=False)
    Move.objects.filter(pk=move.pk).update(undone_at=timezone.now(), opened=None)
    return contact


def _changes_back(contact: Contact, before: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What returns to its old value: fields that still hold what the move wrote."""
    changes: dict[str, tuple[Any, Any]] = {}
    stays = {"updated_at", "closed_since"}
    if "title" in before and contact.title != before["title"][1]:
        stays |= {*JOB, "department_text", "seniority_text"}  # they were read off the title, and stay with it
    for name, (old, new) in before.items():
        if name in stays or getattr(contact, name) != new:
            continue
        if name == "company_id":
            changes["company"] = (contact.company.name if contact.company else "", "")
            contact.company = Company.objects.get(pk=old) if old else None
            changes["company"] = (changes["company"][0], contact.company.name if contact.company else "")
        else:
            setattr(contact, name, old)
        changes[name] = (new, old)
    contact.email_key = contact.email.lower()
    return changes


def _give_positions_back(contact: Contact, move: Move) -> None:
    if move.opened:
        Move.objects.filter(pk=move.pk).update(opened=None)
        hangs_on_it = Conflict(
            f"Duties, teams or reporting lines were recorded at {contact.full_name}'s new job since, so it stays. "
            "Record a move back instead."
        )
        try:
            _, gone = move.opened.delete()
        except RestrictedError:
            raise hangs_on_it from None
        if set(gone) - {Position._meta.label, FormerTitle._meta.label}:
            raise hangs_on_it
    if move.closed:
        since, today = date.fromisoformat(move.before["closed_since"][0]), timezone.localdate()
        if since < today and any(getattr(move.closed, name) != getattr(contact, name) for name in JOB):
            former_title(move.closed, today).save()  # the title was corrected since, and that stays
        job = {name: getattr(contact, name) for name in JOB}
        Position.objects.filter(pk=move.closed.pk).update(since=since, until=None, **job)


def _is_address_of(email: str, company_id: str | None) -> bool:
    domain = email.rpartition("@")[2].lower()
    return bool(domain) and CompanyDomain.objects.filter(company=company_id, domain=domain).exists()
