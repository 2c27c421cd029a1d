"""Writing down what a member looks at, and forgetting it when they want."""

from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.crm.models import RecordView
from dealmecca.crm.permissions import can_keep_records, require
from dealmecca.database.quick_writes import insert_unless_there
from dealmecca.directory.models import Company, Contact


def record_view(*, actor: User, record: Company | Contact) -> bool:
    """Once a day; whether the database took it. Never fails the page: not having looked is a smaller loss."""
    if not can_keep_records(actor):
        return False
    row = RecordView(
        user_id=actor.pk, record_kind=str(record._meta.model_name), record_id=record.pk,
        day=timezone.localdate(timezone=actor.zone), at=timezone.now(),
    )  # fmt: skip
    return insert_unless_there(row, ["user", "record_kind", "record_id", "day"])


@transaction.atomic
def clear_views(*, actor: User) -> int:
    """All of the actor's own; how many there were."""
    require(can_keep_records(actor), "You have no history.")
    return RecordView.objects.filter(user=actor).delete()[0]
