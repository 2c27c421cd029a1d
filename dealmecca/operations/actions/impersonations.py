"""Looking at DealMecca as a member does: begun for a reason, told to the member, ended by hand or by the clock."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.models import Impersonation, Role, User
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.visible_text import one_line
from dealmecca.notifications.security import tell_of_safety
from dealmecca.operations.permissions import can_look_as, require

LASTS = timedelta(minutes=30)
LONGEST_REASON = 300


@transaction.atomic
def begin_impersonation(*, actor: User, user: User, reason: str) -> Impersonation:
    """From now on for half an hour. The member is told, and the reason stays in their history.

    Raises PermissionDenied, ValidationError without a reason, Conflict for whom nobody looks as.
    """
    require(can_look_as(actor), "Only admins look as somebody else.")
    reason = one_line(reason)
    if not 1 <= len(reason) <= LONGEST_REASON:
        raise ValidationError({"reason": [f"Say why, in at most {LONGEST_REASON} characters."]})
    if user.pk == actor.pk:
        raise Conflict("This is you.")
    if user.role == Role.ADMIN:
        raise Conflict("Nobody looks as another admin.")
    if not user.is_active:
        raise Conflict(f"The account of {user.display_name} is closed: they see nothing.")
    now = timezone.now()
    row = Impersonation.objects.create(admin=actor, user=user, reason=reason, began_at=now, ends_at=now + LASTS)
    told = {"looked at as them": ("", reason)}
    record_changes(actor=actor, door=Door.WEB, entries=[Entry("user", user.pk, Verb.EDIT, told, now)])
    sentence = (
        f"{actor.display_name}, an admin, looks at DealMecca as you do, to help: “{reason}”. They can change nothing, "
        "and see no notes, interactions or anything else that is yours alone."
    )
    tell_of_safety(user, f"impersonation {row.pk}", sentence, "/")
    return row


@transaction.atomic
def end_impersonation(*, actor: User, impersonation_id: str) -> None:
    """Ended twice, it stays ended when it was."""
    running = Impersonation.objects.filter(pk=impersonation_id, admin=actor.pk, ended_at=None)
    running.update(ended_at=timezone.now())
