"""What a member was told."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.database.fields import IdField, KeyField
from dealmecca.notifications.kinds import DIGESTS, Cadence, Kind


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, viewer: User) -> "NotificationQuerySet":
        return self.filter(user=viewer.pk) if viewer.is_authenticated and viewer.sees_own else self.none()

    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at=None)

    def for_digest(self, cadence: str) -> "NotificationQuerySet":
        """What waits for this digest and is still news: whoever has read it needs no mail about it."""
        return self.filter(mail_by=cadence, mailed_at=None).filter(Q(read_at=None) | Q(is_shown=False))


class Notification(models.Model):
    """One thing told to one member. `key` names the occasion: told twice, it stands here once.

    `mail_by` names the digest that it waits for; mail that goes at once is in the outbox already.
    """

    id = IdField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=20, choices=Kind)
    key = KeyField(max_length=200)
    sentence = models.CharField(max_length=300)
    details = models.TextField(blank=True, default="")
    link = models.CharField(max_length=500, blank=True, default="")  # a path on this site
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    is_shown = models.BooleanField(default=True, db_default=True, help_text="no: for mail only, and never unread")
    mail_by = models.CharField(max_length=10, choices=Cadence, blank=True, default="", db_default="")
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        db_table = "notifications"
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="notification_told_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="notification_kind_known"),
            models.CheckConstraint(condition=Q(mail_by__in=["", *DIGESTS]), name="notification_mail_by_known"),
            models.CheckConstraint(
                condition=Q(is_shown=True) | Q(read_at__isnull=False), name="notification_unseen_is_read"
            ),
        ]
        indexes = [
            models.Index(
                fields=["user", "-created_at", "-id"], name="notification_of_user"
            ),  # the centre, newest first
            models.Index(
                fields=["user"], name="notification_unread", condition=Q(read_at=None)
            ),  # the count beside the bell
            models.Index(
                fields=["mail_by", "user"],
                name="notification_for_digest",
                condition=Q(mail_by__in=DIGESTS, mailed_at=None),
            ),  # whom a digest is due to, and what goes into it
        ]

    def __str__(self) -> str:
        return self.sentence
