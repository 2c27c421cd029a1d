"""Who may do what with events."""

from dealmecca.accounts.models import Role, User
from dealmecca.directory.permissions import require
from dealmecca.events.models import Event

__all__ = ["can_answer", "can_create_events", "can_decide_suggestions", "can_edit_event", "can_keep_own", "require"]


def can_create_events(actor: User) -> bool:
    """Every member may announce what they run, and suggest what others run."""
    return actor.is_authenticated and actor.is_active


def can_edit_event(actor: User, event: Event) -> bool:
    """Change, publish, cancel, delete: who made it, and moderators."""
    return can_create_events(actor) and (event.creator_id == actor.pk or can_decide_suggestions(actor))


def can_decide_suggestions(actor: User) -> bool:
    return can_create_events(actor) and actor.role in (Role.MODERATOR, Role.ADMIN)


def can_answer(actor: User) -> bool:
    """Say whether one goes, and rate where one was."""
    return actor.is_authenticated and actor.sees_own


def can_keep_own(actor: User) -> bool:
    """Write down for oneself whom one met and what it was worth; have a calendar of one's own."""
    return actor.is_authenticated and actor.sees_own
