"""Putting people into the pipeline, moving them along, taking them out."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.crm.actions.lead_scores import store_scores
from dealmecca.crm.actions.rows import delete, locked, one_at_a_time, restore, write_about
from dealmecca.crm.models import Deal, DealChange
from dealmecca.crm.permissions import can_keep_records, can_work_on, require
from dealmecca.crm.vocabularies import STATUS
from dealmecca.database.locks import lock_until_commit
from dealmecca.directory.models import Contact
from dealmecca.lib.conflicts import Conflict

SEEN = "You may move cards of your own and of your team."


@transaction.atomic
def open_deal(*, actor: User, contact: Contact, status: str = "NEW") -> tuple[Deal, bool]:
    """The person's card, and whether it is new. One that is there already stays where it stands."""
    require(can_keep_records(actor), "You may not keep a pipeline.")
    code = _status(status)
    one_at_a_time(actor)
    if actor.sales_team_id:  # a team-mate may open the same card at the same moment
        lock_until_commit(f"deals of team {actor.sales_team_id}")
    there = present_deal(actor, contact.pk)
    if there:
        return there, False
    row = Deal(user=actor, sales_team_id=actor.sales_team_id, status=code)
    write_about(row, contact, contact.company)
    row.save(force_insert=True)
    DealChange.objects.create(deal=row, user=actor, new=code, at=row.status_at)
    store_scores(user=actor, contacts=[contact.pk])
    return row, True


@transaction.atomic
def move_deal(*, actor: User, deal: Deal, status: str, seen: str | None = None) -> Deal:
    """To another step. `seen` is where the actor saw it: moved by somebody else since, it is a Conflict.

    One UPDATE on the old status, so that of two at once one is told.
    """
    code = _status(status)
    require(can_work_on(actor, deal), SEEN)
    old = _status(seen) if seen else deal.status
    if code == old:
        if seen and not Deal.objects.visible_to(actor).filter(pk=deal.pk, status=old).exists():
            raise Conflict(_moved(actor, deal))
        return deal
    now = timezone.now()
    moved = Deal.objects.visible_to(actor).filter(pk=deal.pk, status=old).update(status=code, status_at=now)
    if not moved:
        raise Conflict(_moved(actor, deal))
    DealChange.objects.create(deal=deal, user=actor, old=old, new=code, at=now)
    deal.status, deal.status_at = code, now
    return deal


@transaction.atomic
def remove_deal(*, actor: User, deal: Deal) -> None:
    """Out of the pipeline; `restore_deal` puts it back within a day, with its steps."""
    row = locked(Deal.objects.all(), actor, deal)
    require(can_work_on(actor, row), SEEN)
    delete(row)


@transaction.atomic
def restore_deal(*, actor: User, deal: Deal) -> None:
    """Raises Conflict when the person has a new card meanwhile."""
    row = locked(Deal.objects.all(), actor, deal, is_deleted=True)
    if row.sales_team_id:
        lock_until_commit(f"deals of team {row.sales_team_id}")
    if row.contact_id and Deal.objects.filter(
        contact=row.contact_id, sales_team=row.sales_team_id, deleted_at=None,
        **({} if row.sales_team_id else {"user": row.user_id}),
    ).exists():  # fmt: skip
        raise Conflict(f"{row.about} is in the pipeline again already.")
    restore(row)


def present_deal(actor: User, contact_id: str) -> Deal | None:
    """The card on the board that this actor fills: their team's, or else their own."""
    mine = Deal.objects.visible_to(actor).filter(contact=contact_id, sales_team=actor.sales_team_id)
    return mine.first()


def _moved(actor: User, deal: Deal) -> str:
    now = Deal.objects.visible_to(actor).filter(pk=deal.pk).values_list("status", flat=True).first()
    where = f"It stands at {STATUS.label(now)} now" if now else "It is no longer in the pipeline"
    return f"{deal.about} was moved in the meantime. {where}: look again, then move it."


def _status(text: str) -> str:
    code = STATUS.resolve(text) if text else None
    if code is None:
        raise ValidationError({"status": [f"Known are {', '.join(STATUS.codes)}."]})
    return code
