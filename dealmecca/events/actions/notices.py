"""Telling those who go that an event moved, was cancelled, or comes tomorrow: each once, whatever workers do."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.events.models import Attendee, Event, EventNotice, EventStatus, Rsvp
from dealmecca.notifications.actions import notify
from dealmecca.notifications.kinds import Kind

CONCERNED = (Rsvp.GOING, Rsvp.WAITLISTED, Rsvp.OFFERED)
AT_ONCE = 200
DAY_BEFORE = timedelta(hours=24)
KEPT = timedelta(days=30)


def note_change(event: Event) -> None:
    """Keep how the event was, in the transaction that changes it: a second change before anybody was told adds none."""
    if event.status == EventStatus.DRAFT or event.is_over:
        return
    EventNotice.objects.get_or_create(event=event, begun_at=None, defaults={"before": as_known(event)})


def as_known(event: Event) -> dict[str, Any]:
    return {
        "status": event.status,
        "when": event.when,
        "where": event.place,
        "format": event.format,
        "virtual_url": event.virtual_url,
    }


def tell_changes() -> int:
    """For the timed job: a batch at a time, each in a transaction of its own; returns how many were told."""
    told = 0
    for notice_id in list(EventNotice.objects.filter(told_at=None).order_by("pk").values_list("pk", flat=True)):
        while batch := _tell_batch(notice_id):
            told += batch
    return told


@transaction.atomic
def _tell_batch(notice_id: str) -> int:
    """Whoever goes on with a notice holds its row; a second worker leaves it to them."""
    rows = EventNotice.objects.select_for_update(skip_locked=True, of=("self",)).select_related("event")
    notice = rows.filter(pk=notice_id, told_at=None).first()
    if notice is None:
        return 0
    if notice.begun_at is None:
        notice.begun_at = timezone.now()
        notice.sentence, notice.details = _words(notice.before, notice.event)
        notice.save(update_fields=["begun_at", "sentence", "details"])
    attendees = Attendee.objects.filter(event=notice.event, status__in=CONCERNED, pk__gt=notice.told_up_to)
    batch = list(attendees.select_related("user").order_by("pk")[:AT_ONCE]) if notice.sentence else []
    for row in batch:
        if row.created_at <= notice.created_at:  # whoever came later knows it as it is
            _notify(row.user, notice.event, f"event change {notice.pk}", notice.sentence, notice.details)
    if batch:
        EventNotice.objects.filter(pk=notice.pk).update(told_up_to=batch[-1].pk)
    else:
        EventNotice.objects.filter(pk=notice.pk).update(told_at=timezone.now())
    return len(batch)


def _words(before: dict[str, Any], event: Event) -> tuple[str, str]:
    """Sentence and details; nothing when it is again as they know it."""
    after = as_known(event)
    if after == before:
        return "", ""
    if after["status"] == EventStatus.CANCELLED:
        if before["status"] == EventStatus.CANCELLED:
            return "", ""
        return f"{event.title} is cancelled.", f"It was to be {before['when']}."
    lines = []
    if before["when"] != after["when"]:
        lines.append(f"When: {after['when']} (it was {before['when']}).")
    if before["where"] != after["where"]:
        lines.append(f"Where: {after['where'] or 'to be told'} (it was {before['where'] or 'not told'}).")
    if before["format"] != after["format"]:
        lines.append(f"It is {event.get_format_display().lower()} now.")
    if before["virtual_url"] != after["virtual_url"]:
        lines.append("The link to take part is another: the page of the event has it.")
    again = before["status"] == EventStatus.CANCELLED
    sentence = f"{event.title} takes place after all." if again else f"{event.title} has changed."
    return sentence, "\n".join(lines) or f"When: {after['when']}."


def _notify(user: User, event: Event, key: str, sentence: str, details: str = "") -> None:
    notify(
        user=user, kind=Kind.EVENT, key=key, sentence=sentence, details=details,
        link=event.url,
    )  # fmt: skip


def remind_of_events() -> int:
    """For the timed job: those who go hear of it the day before, once for each start; returns how many were told."""
    now = timezone.now()
    soon = Event.objects.filter(
        starts_at__gt=now, starts_at__lte=now + DAY_BEFORE, status=EventStatus.PUBLISHED, deleted_at=None
    )
    told = 0
    for event in soon.order_by("starts_at", "pk"):
        rows = Attendee.objects.filter(event=event, status=Rsvp.GOING).exclude(reminded_of=event.starts_at)
        for key in list(rows.order_by("pk").values_list("pk", flat=True)):
            told += _remind(key, event, now)
    return told


@transaction.atomic
def _remind(attendee_id: str, event: Event, now: datetime) -> bool:
    """The row that changes decides who tells: of two workers, one."""
    row = Attendee.objects.filter(pk=attendee_id, status=Rsvp.GOING).exclude(reminded_of=event.starts_at)
    if not row.update(reminded_of=event.starts_at):
        return False
    there = Attendee.objects.select_related("user").get(pk=attendee_id)
    if there.created_at > now - timedelta(minutes=5):  # they answered just now
        return False
    _notify(
        there.user, event, f"event reminder {event.pk} {event.starts_at.isoformat()}",
        sentence=f"{event.title} is tomorrow." if event.starts_at - now > DAY_BEFORE / 2 else f"{event.title} is soon.",
        details=f"{event.when}\n{event.place}".strip(),
    )  # fmt: skip
    return True


@transaction.atomic
def forget_old_notices() -> None:
    EventNotice.objects.filter(told_at__lt=timezone.now() - KEPT).delete()
