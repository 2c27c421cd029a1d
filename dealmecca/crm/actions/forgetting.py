"""What is over goes for good: what was deleted a day ago, and what somebody looked at 90 days ago."""

from django.db import transaction
from django.utils import timezone

from dealmecca.crm.models import Deal, FollowUp, Interaction, Note, RecordView
from dealmecca.crm.models.kept import UNDO
from dealmecca.crm.models.record_views import KEPT


@transaction.atomic
def forget_deleted() -> None:
    over = timezone.now() - UNDO
    for model in (FollowUp, Note, Deal, Interaction):
        model.objects.filter(deleted_at__lt=over).delete()


@transaction.atomic
def forget_old_views() -> None:
    RecordView.objects.filter(at__lt=timezone.now() - KEPT).delete()
