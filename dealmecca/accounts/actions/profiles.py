"""What members say of themselves."""

from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb


@transaction.atomic
def edit_profile(*, actor: User, door: Door, name: str, time_zone: str) -> None:
    """Change the actor's own name and time zone (an IANA name, or "" for the site's)."""
    user = User.objects.select_for_update().get(pk=actor.pk)
    wanted = {"name": name, "time_zone": time_zone}
    changed = {field: (getattr(user, field), value) for field, value in wanted.items() if getattr(user, field) != value}
    if not changed:
        return
    User.objects.filter(pk=user.pk).update(**wanted, updated_at=timezone.now())
    entry = Entry("user", user.pk, Verb.EDIT, changed, timezone.now())
    record_changes(actor=actor, door=door, entries=[entry])
