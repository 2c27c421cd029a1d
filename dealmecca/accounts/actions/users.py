"""Closing and opening accounts."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.actions.sessions import end_sessions
from dealmecca.accounts.models import Role, User
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb


@transaction.atomic
def set_active(*, actor: User | None, door: Door, user: User, is_active: bool) -> None:
    """Close an account or open it again; closing ends its sessions at once, and its keys answer no more."""
    if actor is not None and actor.role != Role.ADMIN:
        raise PermissionDenied("Only admins close and open accounts.")
    changed = User.objects.filter(pk=user.pk, is_active=not is_active).update(
        is_active=is_active, updated_at=timezone.now()
    )
    if not changed:
        return
    user.is_active = is_active
    if not is_active:
        end_sessions(user=user)
    entry = Entry("user", user.pk, Verb.EDIT, {"is_active": (not is_active, is_active)}, timezone.now())
    record_changes(actor=actor, door=door, entries=[entry])
