"""Erasing a person: suppressed, forgotten everywhere, written down outside the database; and replaying that."""

import logging
from functools import partial

from django.db import transaction
from django.utils import timezone

from dealmecca.database.erasing import leave_no_bytes
from dealmecca.database.locks import lock_until_commit
from dealmecca.directory.actions.contacts import lock_companies, lock_contact
from dealmecca.directory.actions.suppressions import LEDGER
from dealmecca.directory.models import Contact
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb
from dealmecca.privacy.actions.suppressions import add_to_ledger, restore_entries
from dealmecca.privacy.erasures import ERASED, LIFTED, Event, read_events, write_events
from dealmecca.privacy.forgetting import AFTERWARDS, FORGETTERS
from dealmecca.privacy.forgetting.person import Person
from dealmecca.privacy.forgetting.reading import read_person
from dealmecca.privacy.permissions import SENTENCE, Actor, can_keep_privacy, require
from dealmecca.privacy.queries.suppressions import listed_though_suppressed

REASON = "Asked to be erased"
log = logging.getLogger(__name__)


@transaction.atomic
def erase_person(*, actor: Actor, door: Door, contact: Contact, reason: str = REASON) -> Person:
    """Nothing is left but a row without a name. There is no undo. Raises Conflict when they are gone already."""
    require(can_keep_privacy(actor), SENTENCE)
    person = _erase(actor, door, contact, reason)
    write_events([{"what": ERASED, "id": contact.pk, "at": timezone.now().isoformat()}])
    return person


def replay_erasures() -> tuple[int, int]:
    """After an older backup was restored: whoever was erased since is erased again, and stays suppressed.

    Returns how many people were erased and how many addresses suppressed again. Twice is once.
    """
    erased: list[str] = []
    entries: dict[str, Event] = {}
    for event in read_events():
        if event["what"] == ERASED:
            erased.append(str(event["id"]))
        elif event["what"] == LIFTED:
            entries.pop(str(event["digest"]), None)
        else:
            entries[str(event["digest"])] = event
    suppressed = restore_entries(entries.values())
    count = _erase_again(list(dict.fromkeys(erased)))
    count += _erase_again(listed_though_suppressed())
    return count, suppressed


def _erase_again(ids: list[str]) -> int:
    count = 0
    for contact in Contact.objects.standing().filter(pk__in=ids).order_by("pk"):
        with transaction.atomic():
            _erase(None, Door.SYSTEM, contact, REASON)
        count += 1
    return count


def _erase(actor: Actor, door: Door, contact: Contact, reason: str) -> Person:
    lock_companies({contact.company_id})
    contact = lock_contact(contact)
    lock_until_commit(LEDGER)
    person = read_person(contact)
    add_to_ledger(actor=actor, door=door, addresses=person.addresses, reason=reason, erased_id=contact.pk)
    for forget in FORGETTERS:
        forget(person)
    entry = Entry("contact", contact.pk, Verb.DELETE, {"erased": ("", reason)}, timezone.now())
    record_changes(actor=actor, door=door, entries=[entry])
    transaction.on_commit(partial(_forget_outside, person))
    return person


def _forget_outside(person: Person) -> None:
    for forget in AFTERWARDS:
        forget(person)
    if not leave_no_bytes():
        log.warning("the write-ahead log could not be emptied after an erasure; it is at the next one")
