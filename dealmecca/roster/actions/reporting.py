"""Who reports to whom: recorded, ended, and never round in a circle on any day."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dealmecca.database.locks import lock_until_commit
from dealmecca.directory.actions.contacts import lock_contact
from dealmecca.directory.models import Contact, Position
from dealmecca.history.models import Door
from dealmecca.roster.actions.days import checked_day
from dealmecca.roster.actions.handlings import present_position
from dealmecca.roster.actions.telling import day_text, since_text, tell
from dealmecca.roster.models import ReportingLine
from dealmecca.roster.permissions import Actor, can_edit_roster, require

LINES = "reporting lines"


@transaction.atomic
def set_manager(
    *, actor: Actor, door: Door, contact: Contact, manager: Contact | None, since: date | None = None, batch: str = ""
) -> ReportingLine | None:
    """From that day on (today) the person reports to `manager`, or to nobody. Raises ValidationError."""
    require(can_edit_roster(actor), "You may not record reporting lines.")
    lock_until_commit(LINES)  # two lines at once could close a circle between them
    first = checked_day("since", since) if since else timezone.localdate()
    for person in sorted({person.pk: person for person in (contact, manager) if person}.values(), key=lambda p: p.pk):
        lock_contact(person)
    position = present_position(contact, "contact_id", since)
    boss = present_position(manager, "manager_id", since) if manager else None
    if boss and boss.pk == position.pk:
        raise ValidationError({"manager_id": [f"{contact.full_name} cannot report to themselves."]})
    present = ReportingLine.objects.filter(position=position, until=None).select_related("manager__contact").first()
    if present and boss and present.manager_id == boss.pk:
        return present
    if present and first < present.since:
        raise ValidationError({"since": [f"The present line began on {day_text(present.since)}, after that day."]})
    ended = ReportingLine.objects.filter(position=position).exclude(until=None).order_by("until").last()
    if ended and ended.until and first < ended.until:
        raise ValidationError({"since": [f"A line recorded before ended on {day_text(ended.until)}, after that day."]})
    if boss:
        refuse_circle(position, boss, first, contact)
    if present:
        ReportingLine.objects.filter(pk=present.pk).update(until=first)
    line = None
    if boss:
        line = ReportingLine.objects.create(
            contact=contact, position=position, manager=boss, since=first, is_since_known=since is not None
        )
    if present or line:
        old = present.manager.contact.full_name if present else ""
        new = f"{manager.full_name}, {since_text(first, since is not None)}" if manager else ""
        told = [("contact", contact.pk, "Reports to", old, new)]
        tell(actor=actor, door=door, at=timezone.now(), told=told, batch=batch)
    return line


def refuse_circle(position: Position, boss: Position, since: date, contact: Contact) -> None:
    """Walk up from the boss, keeping to the days on which every line so far holds; one query a level."""
    level: list[tuple[str, date, date | None]] = [(boss.pk, since, None)]
    seen: set[tuple[str, date, date | None]] = set()
    while level:
        spells = {key: [(first, last) for at, first, last in level if at == key] for key, _, _ in level}
        above: list[tuple[str, date, date | None]] = []
        for line in ReportingLine.objects.filter(position__in=list(spells)):
            for first, last in spells[line.position_id]:
                start, end = max(first, line.since), _earlier(last, line.until)
                if end is not None and end <= start:
                    continue
                if line.manager_id == position.pk:
                    raise ValidationError(
                        {
                            "manager_id": [
                                f"That would be a circle: they report to {contact.full_name}, directly or not."
                            ]
                        }
                    )
                step = (line.manager_id, start, end)
                if step not in seen:
                    seen.add(step)
                    above.append(step)
        level = above


def _earlier(first: date | None, second: date | None) -> date | None:
    return min(first, second) if first and second else first or second
