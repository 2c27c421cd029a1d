"""Who may stand behind a record. `actor` None is the operator at the command line or a job: allowed everything."""

from dealmecca.accounts.models import Role
from dealmecca.directory.field_policy import shows_reach
from dealmecca.directory.permissions import Actor, can_edit_records, require

__all__ = [
    "Actor",
    "can_decide_on_reports",
    "can_merge",
    "can_say",
    "can_sign_off",
    "can_speak_of_reach",
    "can_tune",
    "require",
]


def can_say(actor: Actor) -> bool:
    """Every member may confirm, review and report: who works with people knows."""
    return can_edit_records(actor)


def can_speak_of_reach(actor: Actor) -> bool:
    """Whose plan hides a person's email and phone cannot know whether they are right."""
    return actor is None or (can_say(actor) and shows_reach(actor))


def can_sign_off(actor: Actor) -> bool:
    """The platform's own word."""
    return actor is None or (can_say(actor) and actor.role == Role.ADMIN)


def can_decide_on_reports(actor: Actor) -> bool:
    return actor is None or (can_say(actor) and actor.role in (Role.MODERATOR, Role.ADMIN))


def can_merge(actor: Actor) -> bool:
    """Two records become one for everybody, so those who keep the directory decide; and take apart what was merged."""
    return actor is None or (can_say(actor) and actor.role in (Role.MODERATOR, Role.ADMIN))


def can_tune(actor: Actor) -> bool:
    """The weights decide what everybody is warned of and asked."""
    return actor is None or (can_say(actor) and actor.role == Role.ADMIN)
