"""Who may do what in the directory. `actor` None is the operator at the command line or a job: allowed everything."""

from django.core.exceptions import PermissionDenied

from dealmecca.accounts.models import Role, User
from dealmecca.billing.plans import plan_of

Actor = User | None


def _may_work(actor: User) -> bool:
    return actor.is_authenticated and actor.is_active


def can_create_records(actor: Actor) -> bool:
    """Every member may add people and companies: the directory is kept by those who use it."""
    return actor is None or _may_work(actor)


def can_edit_records(actor: Actor) -> bool:
    """Every member may correct a record; history says who did, and the old value stays."""
    return actor is None or _may_work(actor)


def can_delete_records(actor: Actor) -> bool:
    return actor is None or (_may_work(actor) and actor.role in (Role.MODERATOR, Role.ADMIN))


def can_keep_words(actor: Actor) -> bool:
    """What unknown words mean holds for everybody: those who run the place decide on it."""
    return can_delete_records(actor)


def can_import_records(actor: Actor) -> bool:
    """Whole files: whose plan says so, and those who run the place."""
    return actor is None or (_may_work(actor) and plan_of(actor).imports_files)


def require(allowed: bool, sentence: str) -> None:
    """Raise PermissionDenied with this sentence unless allowed."""
    if not allowed:
        raise PermissionDenied(sentence)
