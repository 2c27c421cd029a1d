"""Not being asked about a claim again this week."""

from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.roster.models import Handling, Skip
from dealmecca.roster.permissions import can_report, require
from dealmecca.roster.queries.confirming import monday


@transaction.atomic
def skip(*, actor: User, handling: Handling) -> None:
    """Twice is once."""
    require(can_report(actor), "You may not skip claims.")
    row = Skip(user=actor, handling=handling, week=monday(timezone.localdate()))
    Skip.objects.bulk_create([row], ignore_conflicts=True)
