"""Closing and opening accounts, and roles. There is always an admin left."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.actions.sessions import end_sessions
from dealmecca.accounts.models import Role, User
from dealmecca.database.locks import lock_until_commit
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb
from dealmecca.lib.conflicts import Conflict


@transaction.atomic
def set_active(*, actor: User | None, door: Door, user: User, is_active: bool) -> bool:
    """Close an account or open it again; closing ends its sessions at once, and its keys answer no more.

    Whether that was news. Raises PermissionDenied, and Conflict for the last admin.
    """
    if actor is not None and actor.role != Role.ADMIN:
        raise PermissionDenied("Only admins close and open accounts.")
    if not is_active:
        _keep_an_admin(without=user)
    changed = User.objects.filter(pk=user.pk, is_active=not is_active).update(
        is_active=is_active, updated_at=timezone.now()
    )
    if not changed:
        return False
    user.is_active = is_active
    if not is_active:
        end_sessions(user=user)
    entry = Entry("user", user.pk, Verb.EDIT, {"is_active": (not is_active, is_active)}, timezone.now())
    record_changes(actor=actor, door=door, entries=[entry])
    return True


@transaction.atomic
def set_role(*, actor: User | None, door: Door, user: User, role: str) -> bool:
    """Whether that was news. Raises PermissionDenied, ValidationError, and Conflict for the last admin."""
    if actor is not None and actor.role != Role.ADMIN:
        raise PermissionDenied("Only admins give roles.")
    if role not in Role.values:
        raise ValidationError({"role": [f"Choose one of {', '.join(Role.values)}."]})
    if role != Role.ADMIN:
        _keep_an_admin(without=user)
    old = User.objects.select_for_update(of=("self",)).values_list("role", flat=True).get(pk=user.pk)
    if old == role:
        return False
    User.objects.filter(pk=user.pk).update(role=role, updated_at=timezone.now())
    user.role = role
    entry = Entry("user", user.pk, Verb.EDIT, {"role": (old, role)}, timezone.now())
    record_changes(actor=actor, door=door, entries=[entry])
    return True


def _keep_an_admin(*, without: User) -> None:
    """Two who close each other's account at once wait for one another here."""
    lock_until_commit("admins")
    admins = set(User.objects.filter(role=Role.ADMIN, is_active=True).values_list("pk", flat=True))
    if admins == {without.pk}:
        raise Conflict(f"{without.display_name} is the last admin. Make somebody else an admin first.")
