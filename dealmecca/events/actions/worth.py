"""For oneself alone: whom one met at an event, which is logged as interactions, and what it was worth."""

from collections.abc import Sequence
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.crm.actions.interactions import log_interaction
from dealmecca.directory.models import Contact
from dealmecca.events.actions.seats import locked_event
from dealmecca.events.models import GOES, Attendee, Event, MetPerson, RoiLog
from dealmecca.events.permissions import can_keep_own, require
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.visible_text import is_text, without_invisible

MOST_AT_ONCE = 50
LONGEST_NOTE = 2_000
MOST = 1_000_000
_NOT_THERE = "Only those who were there met people. Say first that you were."


@transaction.atomic
def log_met_people(*, actor: User, event: Event, contacts: Sequence[Contact], note: str = "") -> list[MetPerson]:
    """An interaction with each person, on the day of the event; those who were ticked before have theirs already.

    Returns the new ones. Raises ValidationError, Conflict.
    """
    require(can_keep_own(actor), "You may not log for somebody else.")
    if len(contacts) > MOST_AT_ONCE:
        raise ValidationError({"contact_ids": [f"At most {MOST_AT_ONCE} people at once."]})
    there = locked_event(actor, event)
    if not there.has_begun:
        raise Conflict("This event has not begun yet.")
    if not Attendee.objects.filter(event=there, user=actor, status__in=GOES).exists():
        raise Conflict(_NOT_THERE)
    known = set(MetPerson.objects.filter(event=there, user=actor).values_list("contact", flat=True))
    new = [contact for contact in {contact.pk: contact for contact in contacts}.values() if contact.pk not in known]
    said = f"Met at {there.title}." + (f" {note.strip()}" if note.strip() else "")
    happened_at = min(there.ends_at, timezone.now())
    rows = []
    for contact in sorted(new, key=lambda contact: contact.pk):
        interaction, _ = log_interaction(
            actor=actor, text=said, kind="EVENT", happened_at=happened_at, contacts=[contact]
        )  # fmt: skip
        rows.append(MetPerson.objects.create(event=there, user=actor, contact=contact, interaction=interaction))
    return rows


@transaction.atomic
def set_roi(
    *,
    actor: User,
    event: Event,
    met_count: int | None = None,
    lead_count: int | None = None,
    cost: Decimal | None = None,
    note: str = "",
) -> RoiLog:
    """What one reckons, whole: what is left out is empty then. Raises ValidationError."""
    require(can_keep_own(actor), "You may not log for somebody else.")
    problems = {
        name: [f"Give a number from 0 to {MOST:,}."]
        for name, value in (("met_count", met_count), ("lead_count", lead_count), ("cost", cost))
        if value is not None and not 0 <= value <= MOST
    }
    words = without_invisible("".join(filter(is_text, note.replace("\r\n", "\n")))).strip()
    if len(words) > LONGEST_NOTE:
        problems["note"] = [f"This is {len(words):,} characters long; {LONGEST_NOTE:,} is the most."]
    if problems:
        raise ValidationError(problems)
    there = locked_event(actor, event)
    values = {"met_count": met_count, "lead_count": lead_count, "cost": cost, "note": words}
    row, _ = RoiLog.objects.update_or_create(
        event=there, user=actor, defaults=values | {"updated_at": timezone.now()}
    )  # fmt: skip
    return row
