"""Who may do what with a seller's own work. No role opens anything here: moderators and admins see their own rows."""

from dealmecca.accounts.models import User
from dealmecca.billing.plans import plan_of
from dealmecca.crm.models import Deal, FollowUp, Interaction, Note
from dealmecca.directory.permissions import require

__all__ = ["can_change_words", "can_keep_records", "can_share_notes", "can_take_over", "can_work_on", "require"]

Row = Interaction | FollowUp | Note | Deal


def can_keep_records(actor: User) -> bool:
    """Every member logs, notes and plans for themselves."""
    return actor.is_authenticated and actor.sees_own


def can_work_on(actor: User, row: Row) -> bool:
    """Follow-ups and deals are work: whoever of the team sees one may do it, move it, or hand it on."""
    if row.sales_team_id is None:
        return can_keep_records(actor) and row.user_id == actor.pk
    return can_keep_records(actor) and row.sales_team_id == actor.sales_team_id


def can_change_words(actor: User, row: Row) -> bool:
    """Interactions and notes are words: their author alone changes or deletes them, while they are in that team."""
    return can_work_on(actor, row) and row.user_id == actor.pk


def can_share_notes(actor: User) -> bool:
    """Team notes are part of the Team plan, and need a team."""
    return actor.sales_team_id is not None and plan_of(actor).has_team_notes


def can_take_over(actor: User, row: Row, mate: User) -> bool:
    """Work is handed to somebody of one's team, and of the team that it belongs to."""
    return (
        can_work_on(actor, row)
        and mate.is_active
        and (mate.pk == actor.pk or mate.sales_team_id is not None)
        and mate.sales_team_id == actor.sales_team_id
    )
