"""Who may do what on the roster. `actor` None is the operator at the command line or a job: allowed everything."""

from dealmecca.accounts.models import Role
from dealmecca.directory.permissions import Actor, can_edit_records, require

__all__ = ["Actor", "can_edit_roster", "can_keep_duties", "can_report", "require"]


def can_edit_roster(actor: Actor) -> bool:
    """Every member records accounts, duties, teams and reporting lines: who works with people knows them."""
    return can_edit_records(actor)


def can_report(actor: Actor) -> bool:
    return can_edit_records(actor)


def can_keep_duties(actor: Actor) -> bool:
    """The vocabulary is everybody's: those who run the place keep it, and decide what becomes of reports."""
    return actor is None or (can_edit_records(actor) and actor.role in (Role.MODERATOR, Role.ADMIN))
