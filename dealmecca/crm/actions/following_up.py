"""Logging an interaction together with the follow-up that its line asks for: both, or neither."""

from collections.abc import Sequence

from django.db import transaction

from dealmecca.accounts.models import User
from dealmecca.crm.actions.follow_ups import delete_follow_up, plan_follow_up, restore_follow_up
from dealmecca.crm.actions.interactions import delete_interaction, log_interaction, restore_interaction
from dealmecca.crm.models import FollowUp, Interaction
from dealmecca.crm.one_line import Understood
from dealmecca.directory.models import Company, Contact


@transaction.atomic
def log_with_follow_up(
    *, actor: User, text: str, said: Understood, contacts: Sequence[Contact] = (), company: Company | None = None
) -> tuple[Interaction, FollowUp | None]:
    """The follow-up is about the first of the people, or about the company. Raises ValidationError."""
    row, is_new = log_interaction(
        actor=actor, text=text, kind=said.kind, outcome=said.outcome, contacts=contacts, company=company
    )
    if said.due_on is None:
        return row, None
    if not is_new:  # a doubled click: its follow-up is there
        return row, FollowUp.objects.visible_to(actor).filter(interaction=row).order_by("pk").first()
    follow_up, _ = plan_follow_up(
        actor=actor, text=said.to_do[:300], due_on=said.due_on, due_time=said.due_time,
        contact=contacts[0] if contacts else None, company=company, interaction=row,
    )  # fmt: skip
    return row, follow_up


@transaction.atomic
def take_back_log(*, actor: User, interaction: Interaction) -> None:
    """Delete it together with what it planned, as far as that is still to do."""
    delete_interaction(actor=actor, interaction=interaction)
    planned = FollowUp.objects.visible_to(actor).filter(interaction=interaction, user=actor, done_at=None)
    for row in planned.order_by("pk"):
        delete_follow_up(actor=actor, follow_up=row)


@transaction.atomic
def restore_log(*, actor: User, interaction: Interaction) -> None:
    """Both come back, as they went: what was deleted at that very moment."""
    deleted_at = interaction.deleted_at
    restore_interaction(actor=actor, interaction=interaction)
    planned = FollowUp.objects.with_deleted_visible_to(actor).filter(
        interaction=interaction, user=actor, deleted_at__gte=deleted_at
    )
    for row in planned.order_by("pk"):
        restore_follow_up(actor=actor, follow_up=row)
