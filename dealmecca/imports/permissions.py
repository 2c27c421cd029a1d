"""Who may start an import, and who may see and steer one."""

from dealmecca.accounts.models import Role
from dealmecca.directory.permissions import Actor, can_import_records
from dealmecca.imports.models import Import


def can_start_import(actor: Actor) -> bool:
    return can_import_records(actor)


def can_steer_import(actor: Actor, item: Import) -> bool:
    """Change its mapping, apply or cancel it: whose it is, as long as they may import; and those who run the place."""
    if actor is None:
        return True
    return can_import_records(actor) and (item.actor_id == actor.pk or actor.role in (Role.MODERATOR, Role.ADMIN))


def can_review_names(actor: Actor) -> bool:
    return can_import_records(actor)


REVIEW_SENTENCE = "Deciding on names in files is part of the Pro and Team plans, as importing is."
START_SENTENCE = "Importing files is part of the Pro and Team plans. Upgrade to bring your own lists in."
STEER_SENTENCE = "This import belongs to somebody else."
