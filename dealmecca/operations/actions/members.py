"""What admins do to accounts: roles, closing and opening, signing out.

The member is told of each, but for closing: a closed account gets no notices and no mail.
"""

from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.actions.sessions import end_sessions
from dealmecca.accounts.actions.users import set_active, set_role
from dealmecca.accounts.models import Role, User
from dealmecca.billing.queries.seats import runs_a_team
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb
from dealmecca.notifications.security import tell_of_safety
from dealmecca.operations.permissions import can_keep_members, require

ROLES = (Role.MEMBER, Role.MODERATOR, Role.ADMIN)  # whoever runs a sales team becomes its admin there


@transaction.atomic
def change_role(*, actor: User, door: Door, user: User, role: str) -> None:
    """A member who runs a sales team is its team admin. Raises PermissionDenied, ValidationError, Conflict."""
    if role == Role.MEMBER and runs_a_team(user=user):
        role = Role.TEAM_ADMIN
    if set_role(actor=actor, door=door, user=user, role=role):
        _tell(
            user, "role", f"{actor.display_name} made you {_with_article(Role(role).label.lower())} of this DealMecca."
        )


@transaction.atomic
def close_account(*, actor: User, door: Door, user: User) -> None:
    """They are signed out at once, and cannot sign in; nothing of theirs is deleted. Raises Conflict.

    A timed job of the events frees their seats: see `leave_event`.
    """
    set_active(actor=actor, door=door, user=user, is_active=False)


@transaction.atomic
def open_account(*, actor: User, door: Door, user: User) -> None:
    """They sign in as before, and are told. Twice is once."""
    if set_active(actor=actor, door=door, user=user, is_active=True):
        _tell(user, "account", f"{actor.display_name}, an admin, opened your account again.")


@transaction.atomic
def sign_out_everywhere(*, actor: User, door: Door, user: User) -> None:
    """For somebody who lost a phone or a laptop: every browser must sign in again."""
    require(can_keep_members(actor), "Only admins sign others out.")
    end_sessions(user=user)
    told = {"sessions": ("", "all ended")}
    record_changes(actor=actor, door=door, entries=[Entry("user", user.pk, Verb.EDIT, told, timezone.now())])
    _tell(user, "sessions", f"{actor.display_name}, an admin, signed you out in every browser.")


def _tell(user: User, what: str, sentence: str) -> None:
    tell_of_safety(user, f"{what} {timezone.now().isoformat()}", sentence, "/settings/sessions")


def _with_article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
