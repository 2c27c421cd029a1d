"""What a member was told."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.database.fields import IdField, KeyField
from dealmecca.notifications.kinds import Kind


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, viewer: User) -> "NotificationQuerySet":
        return self.filter(user=viewer.pk) if viewer.is_authenticated and viewer.is_active else self.none()

    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at=None)


class Notification(models.Model):
    """One thing told to one member. `key` names the occasion: told twice, it stands here once."""

    id = IdField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=20, choices=Kind)
    key = KeyField(max_length=200)
    sentence = models.CharField(max_length=300)
    details = models.TextField(blank=True, default="")
    link = models.CharField(max_length=500, blank=True, default="")  # a path on this site
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        db_table = "notifications"
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="notification_told_once"),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="notification_kind_known"),
        ]
        indexes = [
            models.Index(
                fields=["user", "-created_at", "-id"], name="notification_of_user"
            ),  # the centre, newest first
            models.Index(
                fields=["user"], name="notification_unread", condition=models.Q(read_at=None)
            ),  # the count beside the bell
        ]

    def __str__(self) -> str:
        return self.sentence
