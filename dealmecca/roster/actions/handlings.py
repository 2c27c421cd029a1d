"""Recording who handles what, and when it ended."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from dealmecca.database.locks import lock_until_commit
from dealmecca.directory.actions.contacts import lock_companies, lock_contact
from dealmecca.directory.models import Company, Contact, Position
from dealmecca.history.models import Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.roster.actions.days import checked_day, checked_spell
from dealmecca.roster.actions.duties import VOCABULARY
from dealmecca.roster.actions.telling import day_text, since_text, tell
from dealmecca.roster.employers import employer_of
from dealmecca.roster.models import Duty, Evidence, Handling, Said
from dealmecca.roster.permissions import Actor, can_edit_roster, require
from dealmecca.roster.vocabularies import HOW


@transaction.atomic
def record_handling(
    *,
    actor: Actor,
    door: Door,
    contact: Contact,
    account: Company,
    duty: Duty,
    since: date | None = None,
    until: date | None = None,
    how: str = "OTHER",
    said_on: date | None = None,
    batch: str = "",
) -> Handling:
    """The person handles this duty for the account. What is recorded already is confirmed instead of doubled.

    Raises ValidationError when no job is known in that time, Conflict when something was deleted meanwhile.
    """
    require(can_edit_roster(actor), "You may not record duties.")
    first, is_known, until = checked_spell(since, until)
    heard_on = checked_day("said_on", said_on) if said_on else timezone.localdate()
    lock_until_commit(VOCABULARY, shared=True)  # a merge of duties would not see what is recorded beside it
    lock_companies({account.pk})
    contact = lock_contact(contact)
    duty = live_duty(duty)
    position = _position(contact, first if is_known or until else None)
    now = timezone.now()
    rows = Handling.objects.filter(position=position, account=account, duty=duty, folded_into=None)
    there = rows.overlapping(first, until).order_by(F("until").desc(nulls_first=True), "pk").first()
    if there is None:
        there = Handling(
            contact=contact, position=position, account=account, duty=duty, since=first, is_since_known=is_known,
            until=until, created_at=now,
        )  # fmt: skip
        there.save(force_insert=True)
        spell = since_text(first, is_known) + (f" until {day_text(until)}" if until else "")
        _tell(there, "", spell + _from(how), actor, door, now, batch)
    add_words([there], said=Said.CONFIRMED, how=how, said_on=heard_on, actor=actor, at=now)
    return there


@transaction.atomic
def record_handlings(
    *,
    actor: Actor,
    door: Door,
    contact: Contact,
    account: Company,
    duties: Iterable[Duty],
    since: date | None = None,
    how: str = "OTHER",
) -> list[Handling]:
    """Several duties for one account: all of them, or none. Raises as `record_handling` does."""
    return [
        record_handling(actor=actor, door=door, contact=contact, account=account, duty=duty, since=since, how=how)
        for duty in duties
    ]


@transaction.atomic
def end_handling(*, actor: Actor, door: Door, handling: Handling, until: date, batch: str = "") -> Handling:
    """The person no longer handles this, from that day on. Raises ValidationError."""
    require(can_edit_roster(actor), "You may not end duties.")
    checked_day("until", until)
    contact = lock_contact(handling.contact)
    row = unfolded(handling)
    if until < row.since:
        raise ValidationError({"until": [f"This began on {day_text(row.since)}, after that day."]})
    if row.until and row.until <= until:
        return row
    row.contact = contact
    end_rows([row], until, actor, door, timezone.now(), batch)
    return row


def end_rows(rows: Sequence[Handling], until: date, actor: Actor, door: Door, at: datetime, batch: str) -> None:
    """Within the caller's transaction: these end on that day, and their people and accounts are told."""
    Handling.objects.filter(pk__in=[row.pk for row in rows]).update(until=until)
    for row in rows:
        row.until = until
        _tell(row, since_text(row.since, row.is_since_known), f"ended {day_text(until)}", actor, door, at, batch)


def add_words(
    rows: Sequence[Handling],
    *,
    said: Said,
    how: str,
    said_on: date,
    actor: Actor,
    at: datetime,
    note: str = "",
) -> None:
    """Evidence on each of these, within the caller's transaction.

    Saying the same twice on a day adds nothing, unless something else was said in between: the last word counts.
    """
    employer = employer_of(actor)
    mine = Q(user=actor) if actor else Q(user=None, employer=employer)
    today = Evidence.objects.filter(mine, handling__in=rows, said_on=said_on, withdrawn_at=None)
    last = dict(today.order_by("pk").values_list("handling_id", "said"))
    changed = [row for row in rows if last.get(row.pk) != said]
    today.filter(handling__in=changed, said=said).update(withdrawn_at=at)
    new = [
        Evidence(
            handling=row, said=said, how=HOW.resolve(how) or "OTHER", said_on=said_on, employer=employer, note=note,
            user_id=actor.pk if actor else None, recorded_at=at,
        )
        for row in changed
    ]  # fmt: skip
    Evidence.objects.bulk_create(new, ignore_conflicts=True)


def handled_text(handling: Handling) -> str:
    return f"{handling.duty.name} for {handling.account.name}"


def unfolded(handling: Handling) -> Handling:
    """The handling as it is now, or the one that it was folded into by a merge of duties."""
    rows = Handling.objects.select_related("account", "duty", "contact", "position")
    row = rows.get(pk=handling.pk)
    while row.folded_into_id:
        row = rows.get(pk=row.folded_into_id)
    return row


def live_duty(duty: Duty) -> Duty:
    """The duty that this one was merged into, if it was."""
    duty = Duty.objects.select_related("merged_into").get(pk=duty.pk)
    for _ in range(20):
        if duty.merged_into is None:
            return duty
        duty = Duty.objects.select_related("merged_into").get(pk=duty.merged_into.pk)
    raise Conflict("This duty was merged round in a circle. Tell whoever runs DealMecca.")


def present_position(contact: Contact, field: str, since: date | None = None) -> Position:
    """The person's job now, for what lasts from `since` on. Raises ValidationError."""
    position = Position.objects.filter(contact=contact, until=None).select_related("company").first()
    if position is None:
        raise ValidationError({field: [f"Record first where {contact.full_name} works."]})
    if since and position.is_since_known and since < position.since:
        began = f"{contact.full_name} has been at {position.company.name} only since {day_text(position.since)}."
        raise ValidationError({"since": [began]})
    return position


def _position(contact: Contact, day: date | None) -> Position:
    return job_on(list(Position.objects.filter(contact=contact).select_related("company")), contact, day)


def job_on(positions: Sequence[Position], contact: Contact, day: date | None) -> Position:
    """Of all the person's jobs the one in which a duty is held: that of the day, or the present one.

    Raises ValidationError.
    """
    present = next((job for job in positions if job.until is None), None)
    if day and not (present and day >= present.since):
        held = [job for job in positions if job.since <= day and (job.until is None or job.until > day)]
        if held:
            return max(held, key=lambda job: job.since)
        if present is None or present.is_since_known:
            raise ValidationError({"since": [f"No job of {contact.full_name} is known on {day_text(day)}."]})
    return present or present_position(contact, "contact_id")


def _tell(row: Handling, old: str, new: str, actor: Actor, door: Door, at: datetime, batch: str) -> None:
    what = handled_text(row)
    told = [
        ("contact", row.contact_id, f"Handles {what}", old, new),
        ("company", row.account_id, f"{row.contact.full_name} handles {row.duty.name}", old, new),
    ]
    tell(actor=actor, door=door, at=at, told=told, batch=batch)


def _from(how: str) -> str:
    code = HOW.resolve(how)
    return f" ({HOW.label(code).lower()})" if code and code != "OTHER" else ""
