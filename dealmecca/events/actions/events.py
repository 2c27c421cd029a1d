"""Making an event, changing it, publishing, cancelling, deleting it and taking that back."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from dealmecca.events.actions.notices import WORDS, note_change
from dealmecca.events.actions.seats import locked_event, promote, settle
from dealmecca.events.cleaning import PLACE, PUBLIC, TIME, changed_fields, clean_event
from dealmecca.events.models import UNDO, Event, EventCompany, EventStatus, Presence
from dealmecca.events.permissions import can_create_events, can_edit_event, require
from dealmecca.events.queries.events import events_like
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.text_keys import fold

MINE = "Only who made this event, and moderators, may change it."
SECRET = ("virtual_url",)  # history tells that it changed, never what it was


@transaction.atomic
def create_event(
    *,
    actor: User,
    door: Door,
    values: Mapping[str, Any],
    attending: Sequence[Company] = (),
    sponsors: Sequence[Company] = (),
    is_published: bool = False,
    despite_likeness: bool = False,
) -> Event:
    """A draft, or published at once. `values` as `clean_event` takes them.

    Raises ValidationError, and Conflict when one of a like name is around that day, unless `despite_likeness`.
    """
    require(can_create_events(actor), "You may not add events.")
    event = Event(creator=actor, status=EventStatus.PUBLISHED if is_published else EventStatus.DRAFT)
    for name, value in clean_event(values).items():
        setattr(event, name, value)
    if not despite_likeness:
        like = events_like(title=event.title, starts_at=event.starts_at, viewer=actor)
        if like:
            raise Conflict(f"This looks like “{like[0].title}” of the same days. Say so if it is another event.")
    event.slug = f"{slugify(fold(event.title))[:90].strip('-') or 'event'}-{event.pk[-6:]}"
    event.save(force_insert=True)
    told = {name: ("", value) for name in PUBLIC if (value := getattr(event, name)) not in ("", None)}
    told |= set_companies(event, attending, sponsors)
    record(event, actor, door, Verb.CREATE, told)
    return event


@transaction.atomic
def edit_event(
    *,
    actor: User,
    door: Door,
    event: Event,
    values: Mapping[str, Any],
    attending: Sequence[Company] | None = None,
    sponsors: Sequence[Company] | None = None,
) -> Event:
    """Change what is given. Whoever goes hears of it; more seats go to those who wait longest.

    Raises ValidationError (also for fewer seats than are taken) and Conflict.
    """
    there = locked_event(actor, event)
    require(can_edit_event(actor, there), MINE)
    settle(there)
    there = Event.objects.select_related("organiser").get(pk=event.pk)
    cleaned = clean_event(values, there)
    changed = changed_fields(there, cleaned)
    told: dict[str, tuple[Any, Any]] = dict(changed)
    if attending is not None or sponsors is not None:
        told |= set_companies(there, attending, sponsors)
    if not told:
        return there
    _check_seats(there, cleaned["max_attendees"])
    moves = changed.keys() & {*PLACE, *TIME}
    if moves or changed.keys() & {*WORDS}:
        note_change(there)
    now = timezone.now()
    columns = {name: value for name, value in cleaned.items() if name != "organiser"}
    Event.objects.filter(pk=there.pk).update(
        **columns, sequence=F("sequence") + (1 if moves else 0), updated_at=now
    )  # fmt: skip
    there = Event.objects.select_related("organiser", "creator").get(pk=there.pk)
    if "max_attendees" in changed and there.is_open:
        promote(there)
    record(there, actor, door, Verb.EDIT, told)
    there.refresh_from_db(fields=["attendee_count", "held_count"])
    return there


@transaction.atomic
def publish_event(*, actor: User, door: Door, event: Event) -> Event:
    """Show a draft to everybody; or let a cancelled one take place after all. Twice is once."""
    return _set_status(actor, door, event, EventStatus.PUBLISHED)


@transaction.atomic
def cancel_event(*, actor: User, door: Door, event: Event) -> Event:
    """It will not take place; those who go or wait hear of it. Twice is once."""
    return _set_status(actor, door, event, EventStatus.CANCELLED)


@transaction.atomic
def delete_event(*, actor: User, door: Door, event: Event) -> None:
    """Hidden at once, gone after a week; `restore_event` takes it back. One that was to come is cancelled by it.

    What was discussed about it stays.
    """
    there = locked_event(actor, event)
    require(can_edit_event(actor, there), MINE)
    if there.is_open:
        there = _set_status(actor, door, there, EventStatus.CANCELLED)
    now = timezone.now()
    Event.objects.filter(pk=there.pk).update(deleted_at=now, updated_at=now)
    record(there, actor, door, Verb.DELETE, {"title": (there.title, "")})


@transaction.atomic
def restore_event(*, actor: User, door: Door, event: Event) -> Event:
    """As it was; one that was cancelled by its deletion stays so until it is published again. Raises Conflict."""
    rows = Event.objects.with_deleted_visible_to(actor).select_for_update(of=("self",), no_key=True)
    there = rows.filter(pk=event.pk).first()
    if there is None:
        raise Conflict("This event is gone for good.")
    require(can_edit_event(actor, there), MINE)
    if there.deleted_at is None:
        return there
    if timezone.now() - there.deleted_at > UNDO:
        raise Conflict(f"This was deleted more than {UNDO.days} days ago: it can no longer be taken back.")
    there.deleted_at, there.updated_at = None, timezone.now()
    there.save(update_fields=["deleted_at", "updated_at"])
    record(there, actor, door, Verb.CREATE, {"title": ("", there.title)})
    return there


@transaction.atomic
def forget_deleted_events() -> None:
    """For the timed job. Rows of other domains that name the event keep their words and lose the link."""
    Event.objects.filter(deleted_at__lt=timezone.now() - UNDO).delete()


def record(event: Event, actor: User, door: Door, verb: Verb, told: Mapping[str, tuple[Any, Any]]) -> None:
    fields = {name: (bool(old), bool(new)) if name in SECRET else (old, new) for name, (old, new) in told.items()}
    record_changes(actor=actor, door=door, entries=[Entry("event", event.pk, verb, fields, timezone.now())])


def set_companies(
    event: Event, attending: Sequence[Company] | None, sponsors: Sequence[Company] | None
) -> dict[str, tuple[Any, Any]]:
    """Replace those lists that are given; a company that is in both sponsors. Returns what history tells."""
    told: dict[str, tuple[Any, Any]] = {}
    for presence, companies in ((Presence.SPONSOR, sponsors), (Presence.ATTENDING, attending)):
        if companies is None:
            continue
        rows = EventCompany.objects.filter(event=event, presence=presence)
        there = dict(rows.values_list("company", "company__name"))
        taken = EventCompany.objects.filter(event=event, presence=Presence.SPONSOR).values_list("company", flat=True)
        besides = set(taken) if presence == Presence.ATTENDING else set()
        wanted = {company.pk: company for company in companies if company.pk not in besides}
        rows.exclude(company__in=list(wanted)).delete()
        new = [company for key, company in wanted.items() if key not in there]
        if presence == Presence.SPONSOR:
            EventCompany.objects.filter(event=event, company__in=new, presence=Presence.ATTENDING).delete()
        EventCompany.objects.bulk_create(
            [EventCompany(event=event, company=company, presence=presence) for company in new], ignore_conflicts=True
        )
        before, after = sorted(there.values()), sorted(company.name for company in wanted.values())
        if before != after:
            told[presence.lower()] = (before, after)
    return told


def _check_seats(event: Event, wanted: int | None) -> None:
    taken = event.attendee_count + event.held_count
    if wanted is not None and wanted < taken:
        raise ValidationError({"max_attendees": [f"{taken} seats are taken or offered already."]})


def _set_status(actor: User, door: Door, event: Event, status: EventStatus) -> Event:
    there = locked_event(actor, event)
    require(can_edit_event(actor, there), MINE)
    if there.status == status:
        return there
    was = there.status
    if EventStatus.DRAFT not in (was, status):
        note_change(there)
        Event.objects.filter(pk=there.pk).update(sequence=F("sequence") + 1)
    Event.objects.filter(pk=there.pk).update(status=status, updated_at=timezone.now())
    record(there, actor, door, Verb.EDIT, {"status": (was, status)})
    there = Event.objects.select_related("organiser", "creator").get(pk=there.pk)
    if status == EventStatus.PUBLISHED:
        settle(there)
    return there
