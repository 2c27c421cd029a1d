"""Who may do what with an account's outlook. `actor` None is the operator or a job: allowed everything."""

from dealmecca.directory.permissions import Actor, can_edit_records, require

__all__ = ["Actor", "can_ask_for_reminders", "can_edit_outlook", "require"]


def can_edit_outlook(actor: Actor) -> bool:
    """Every member records dates and etiquette: who works with an account knows them."""
    return can_edit_records(actor)


def can_ask_for_reminders(actor: Actor) -> bool:
    return actor is not None and can_edit_records(actor)
