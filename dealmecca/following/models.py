"""What people follow, and how far each has read the changes."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.database.fields import IdField, KeyField

VISIT = timedelta(minutes=30)


class FollowQuerySet(models.QuerySet["Follow"]):
    def visible_to(self, viewer: User) -> "FollowQuerySet":
        """What somebody follows is their own business."""
        return self.filter(user=viewer) if viewer.is_authenticated and viewer.sees_own else self.none()


class Follow(models.Model):
    """Names its one record as history does, not by a foreign key: who follows it still learns that it was deleted."""

    class Kind(models.TextChoices):
        COMPANY = "company", "Company"
        CONTACT = "contact", "Person"

    id = IdField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    record_kind = models.CharField(max_length=20, choices=Kind)
    record_id = KeyField(max_length=25)
    followed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = FollowQuerySet.as_manager()

    class Meta:
        db_table = "follows"
        constraints = [
            # Also: all that somebody follows.
            models.UniqueConstraint(fields=["user", "record_kind", "record_id"], name="follow_once"),
            models.CheckConstraint(condition=Q(record_kind__in=["company", "contact"]), name="follow_kind_known"),
            models.CheckConstraint(condition=~Q(record_id=""), name="follow_names_a_record"),
        ]

    def __str__(self) -> str:
        return f"{self.record_kind} {self.record_id}"


class LastLook(models.Model):
    """How far somebody has read. What came after `seen_until` is news; a page marks as new what came after `new_since`.

    The two differ during a visit, so that a page loaded twice marks the same.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="last_look"
    )
    seen_until = models.DateTimeField()
    new_since = models.DateTimeField()
    visit_at = models.DateTimeField(help_text="when the present visit began")

    class Meta:
        db_table = "last_looks"
        constraints = [
            models.CheckConstraint(condition=Q(new_since__lte=F("seen_until")), name="last_look_new_before_seen")
        ]

    def __str__(self) -> str:
        return f"seen until {self.seen_until}"

    @property
    def marked_since(self) -> datetime:
        """What a page shown now marks as new came after this."""
        return self.new_since if timezone.now() - self.visit_at <= VISIT else self.seen_until
