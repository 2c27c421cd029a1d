"""Telling those who go that an event moved, was cancelled, or comes tomorrow: each once, whatever workers do."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.events.models import COMING, Attendee, Event, EventNotice, EventStatus, Matter, Rsvp
from dealmecca.notifications.actions import notify
from dealmecca.notifications.kinds import Kind

WORDS = ("title", "website", "organiser_id", "organiser_name", "description")  # told with the daily news
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
        "title": event.title,
        "website": event.website,
        "run_by": event.run_by,
        "description": hashlib.sha256(event.description.encode()).hexdigest(),  # only whether it is another
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
    rows = EventNotice.objects.select_for_update(skip_locked=True, of=("self",)).select_related("event__organiser")
    notice = rows.filter(pk=notice_id, told_at=None).first()
    if notice is None:
        return 0
    if notice.begun_at is None:
        notice.begun_at = timezone.now()
        notice.matter, notice.sentence, notice.details = _words(notice.before, notice.event)
        notice.save(update_fields=["begun_at", "matter", "sentence", "details"])
    attendees = Attendee.objects.filter(event=notice.event, status__in=COMING, pk__gt=notice.told_up_to)
    batch = list(attendees.select_related("user").order_by("pk")[:AT_ONCE]) if notice.sentence else []
    for row in batch:
        if row.created_at <= notice.created_at:  # whoever came later knows it as it is
            kind = _kind_for(row, notice)
            _notify(row.user, notice.event, f"event change {notice.pk}", notice.sentence, notice.details, kind)
    if batch:
        EventNotice.objects.filter(pk=notice.pk).update(told_up_to=batch[-1].pk)
    else:
        EventNotice.objects.filter(pk=notice.pk).update(told_at=timezone.now())
    return len(batch)


def _kind_for(row: Attendee, notice: EventNotice) -> Kind:
    """At once to everybody whether it takes place, and to those who go when and where; the rest waits for a digest."""
    is_urgent = notice.matter == Matter.HELD or (notice.matter == Matter.MOVED and row.status != Rsvp.MAYBE)
    return Kind.EVENT if is_urgent else Kind.EVENT_NEWS


def _words(before: dict[str, Any], event: Event) -> tuple[Matter, str, str]:
    """What it is about, sentence and details; nothing when it is again as they know it."""
    after = as_known(event)
    before = after | before
    if after == before:
        return Matter.WORDS, "", ""
    is_off, was_off = (status == EventStatus.CANCELLED for status in (after["status"], before["status"]))
    if is_off:
        cancelled = (f"{event.title} is cancelled.", f"It was to be {before['when']}.")
        return Matter.HELD, *(("", "") if was_off else cancelled)
    moves, words = _moves(before, after, event), _other_words(before, after)
    details = "\n".join([*moves, *words])
    if was_off:
        return Matter.HELD, f"{event.title} takes place after all.", details or f"When: {after['when']}."
    return Matter.MOVED if moves else Matter.WORDS, f"{event.title} has changed.", details


def _moves(before: dict[str, Any], after: dict[str, Any], event: Event) -> list[str]:
    lines = []
    if before["when"] != after["when"]:
        lines.append(f"When: {after['when']} (it was {before['when']}).")
    if before["where"] != after["where"]:
        lines.append(f"Where: {after['where'] or 'to be told'} (it was {before['where'] or 'not told'}).")
    if before["format"] != after["format"]:
        lines.append(f"It is {event.get_format_display().lower()} now.")
    if before["virtual_url"] != after["virtual_url"]:
        lines.append("The link to take part is another: the page of the event has it.")
    return lines


def _other_words(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    lines = []
    if before["title"] != after["title"]:
        lines.append(f"It was called {before['title']}.")
    if before["run_by"] != after["run_by"]:
        lines.append(f"Run by {after['run_by'] or 'nobody named'} (it was {before['run_by'] or 'nobody named'}).")
    if before["website"] != after["website"]:
        lines.append(f"Website: {after['website'] or 'none'} (it was {before['website'] or 'none'}).")
    if before["description"] != after["description"]:
        lines.append("What it is about was rewritten: the page of the event has it.")
    return lines


def _notify(user: User, event: Event, key: str, sentence: str, details: str, kind: Kind = Kind.EVENT) -> None:
    """A deleted event has no page: its notice leads to those that are."""
    link = event.url if event.deleted_at is None else reverse("events:event_list")
    notify(user=user, kind=kind, key=key, sentence=sentence, details=details, link=link)


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
