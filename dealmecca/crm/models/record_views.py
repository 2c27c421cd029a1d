"""What a member looked at: seen by themselves alone, once a day for each record, for 90 days."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.database.fields import IdField, KeyField

KEPT = timedelta(days=90)


class RecordViewQuerySet(models.QuerySet["RecordView"]):
    def visible_to(self, viewer: User) -> "RecordViewQuerySet":
        return self.filter(user=viewer.pk) if viewer.is_authenticated and viewer.sees_own else self.none()


class RecordView(models.Model):
    """Names its record as history does, not by a foreign key: deleting a record asks nothing of who looked at it."""

    id = IdField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    record_kind = models.CharField(max_length=20)
    record_id = KeyField(max_length=25)
    day = models.DateField(help_text="in the member's time zone")
    at = models.DateTimeField(default=timezone.now)

    objects = RecordViewQuerySet.as_manager()

    class Meta:
        db_table = "record_views"
        constraints = [
            models.UniqueConstraint(fields=["user", "record_kind", "record_id", "day"], name="record_view_once_a_day"),
            models.CheckConstraint(condition=Q(record_kind__in=["company", "contact"]), name="record_view_kind_known"),
        ]
        indexes = [
            models.Index(fields=["user", "-at", "-id"], name="record_view_of_user"),  # what I looked at last
            models.Index(fields=["at"], name="record_view_old"),  # what the timed job forgets
        ]

    def __str__(self) -> str:
        return f"{self.record_kind} {self.record_id} on {self.day}"
