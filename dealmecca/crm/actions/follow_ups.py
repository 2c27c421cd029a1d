"""Planning what to do next, doing it, putting it off, handing it to a team-mate."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.crm.actions.lead_scores import store_scores
from dealmecca.crm.actions.rows import delete, just_written, locked, one_at_a_time, restore, write_about
from dealmecca.crm.models import FollowUp, Interaction
from dealmecca.crm.models.follow_ups import LONGEST
from dealmecca.crm.permissions import can_keep_records, can_take_over, can_work_on, require
from dealmecca.directory.models import Company, Contact
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.written_text import cleaned_line

OLDEST, FARTHEST = timedelta(days=366), timedelta(days=3_660)
SEEN = "You may change follow-ups of your own and of your team."


@transaction.atomic
def plan_follow_up(
    *,
    actor: User,
    text: str,
    due_on: date,
    due_time: time | None = None,
    contact: Contact | None = None,
    company: Company | None = None,
    interaction: Interaction | None = None,
) -> tuple[FollowUp, bool]:
    """The follow-up, and whether it is new: the same within half a minute is one. Raises ValidationError.

    Day and hour are those of the actor's time zone.
    """
    require(can_keep_records(actor), "You may not plan follow-ups.")
    one_at_a_time(actor)
    row = FollowUp(user=actor, sales_team_id=actor.sales_team_id, interaction=interaction)
    row.text = cleaned_line(text, "text", LONGEST)
    _set_due(row, actor, due_on, due_time)
    twin = just_written(FollowUp.objects.all(), actor).filter(
        text=row.text, due_on=row.due_on, due_at=row.due_at, contact=contact, company=company, done_at=None
    )
    there = twin.first()
    if there:
        return there, False
    write_about(row, contact, company)
    row.save(force_insert=True)
    if contact:
        store_scores(user=actor, contacts=[contact.pk])
    return row, True


@transaction.atomic
def edit_follow_up(*, actor: User, follow_up: FollowUp, values: Mapping[str, Any]) -> FollowUp:
    """Change `text`, or `due_on` and `due_time`. Another due time is reminded of anew."""
    row = _locked(actor, follow_up)
    if "text" in values:
        row.text = cleaned_line(values["text"], "text", LONGEST)
    if "due_on" in values:
        _set_due(row, row.user, values["due_on"], values.get("due_time"))
    row.save()
    return row


@transaction.atomic
def finish_follow_up(*, actor: User, follow_up: FollowUp) -> bool:
    """Done. Twice is once: whether it is done by this very call."""
    row = _locked(actor, follow_up)
    if row.done_at:
        return False
    row.done_at, row.done_by = timezone.now(), actor
    row.save(update_fields=["done_at", "done_by"])
    return True


@transaction.atomic
def reopen_follow_up(*, actor: User, follow_up: FollowUp) -> None:
    """Not done after all. No second reminder: it was told already."""
    row = _locked(actor, follow_up)
    row.done_at = row.done_by = None
    row.save(update_fields=["done_at", "done_by"])


@transaction.atomic
def snooze_follow_up(*, actor: User, follow_up: FollowUp, until: date) -> FollowUp:
    """Due on another day, at the same hour. Raises ValidationError for a day that is past, Conflict when done."""
    row = _locked(actor, follow_up)
    zone = row.user.zone
    if row.done_at:
        raise Conflict("This is done already. Undo that first.")
    if until <= timezone.localdate(timezone=zone):
        raise ValidationError({"until": ["Put it off to a day that is to come."]})
    row.snoozed_from = row.snoozed_from or row.due_day(zone)
    hour = row.due_at.astimezone(zone).time() if row.due_at else None
    _set_due(row, row.user, until, hour)
    row.save()
    return row


@transaction.atomic
def hand_over_follow_up(*, actor: User, follow_up: FollowUp, mate: User) -> FollowUp:
    """It becomes a team-mate's, or the actor's own; the day stays. Raises PermissionDenied for anybody else."""
    row = _locked(actor, follow_up)
    require(can_take_over(actor, row, mate), "Hand it to somebody of your own team.")
    if row.done_at:
        raise Conflict("This is done already: there is nothing to hand over.")
    if row.user_id == mate.pk:
        return row
    row.handed_by, row.user, row.sales_team_id = actor, mate, mate.sales_team_id
    row.due_on = row.due_day(mate.zone)
    row.reminded_for = ""  # who gets it has not heard of it
    row.save()
    return row


@transaction.atomic
def delete_follow_up(*, actor: User, follow_up: FollowUp) -> None:
    delete(_locked(actor, follow_up))


@transaction.atomic
def restore_follow_up(*, actor: User, follow_up: FollowUp) -> None:
    restore(locked(FollowUp.objects.all(), actor, follow_up, is_deleted=True))


def _locked(actor: User, follow_up: FollowUp) -> FollowUp:
    row = locked(FollowUp.objects.select_related("user"), actor, follow_up)
    require(can_work_on(actor, row), SEEN)
    return row


def _set_due(row: FollowUp, owner: User, day: date, hour: time | None) -> None:
    today = timezone.localdate(timezone=owner.zone)
    if not today - OLDEST <= day <= today + FARTHEST:
        raise ValidationError({"due_on": ["Give a day within a year of today, or of the next ten years."]})
    before = row.due_text if row.due_on else ""
    row.due_on = day
    row.due_at = datetime.combine(day, hour, owner.zone) if hour is not None else None
    if row.due_text != before:
        row.reminded_for = ""
