"""Telling members once of each follow-up that is due: whatever happens to the worker that tells them."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from dealmecca.crm.models import FollowUp
from dealmecca.notifications.actions import notify
from dealmecca.notifications.kinds import Kind


def remind(*, now: datetime | None = None) -> int:
    """Reminders of all that is due by now; how many this very call told.

    Each is claimed and told in one transaction of its own: of two workers one tells it, and one that was killed on the
    way has told nothing that it did not also write down.
    """
    now = now or timezone.now()
    theirs = Q(sales_team=None) | Q(sales_team=F("user__sales_team"))  # who left a team hears no more of its work
    rows = FollowUp.objects.filter(
        theirs, done_at=None, deleted_at=None, reminded_for="", user__is_active=True,
        due_on__lte=(now + timedelta(days=1)).date(),  # it is tomorrow already somewhere
    )  # fmt: skip
    due = [row for row in rows.select_related("user").order_by("due_on", "pk") if row.due_moment(row.user.zone) <= now]
    return sum(_tell(row) for row in due)


@transaction.atomic
def _tell(row: FollowUp) -> bool:
    """One UPDATE claims it, if nobody did, and nobody did it, put it off or handed it on meanwhile."""
    as_seen = FollowUp.objects.filter(
        pk=row.pk,
        user=row.user_id,
        due_on=row.due_on,
        due_at=row.due_at,
        done_at=None,
        deleted_at=None,
        reminded_for="",
    )
    if not as_seen.update(reminded_for=row.due_text):
        return False
    notify(
        user=row.user,
        kind=Kind.FOLLOW_UP,
        key=f"follow-up {row.pk} {row.due_text}",
        sentence=f"{row.text} ({row.about})"[:300],
        link=reverse("crm:follow_up_list"),
    )
    return True
