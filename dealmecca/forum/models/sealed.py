"""Who stands behind a handle. Read by the author's own requests, and by two admins together; by nothing else.

No time is kept here, and the id tells none: when somebody first took a handle would say who was there at that hour.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from dealmecca.database.fields import IdField
from dealmecca.forum.models.posts import Post


class SealedAuthor(models.Model):
    """One member in one thread: all they write there anonymously has this handle, which means nothing elsewhere."""

    id = models.BigAutoField(primary_key=True)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="sealed_authors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    handle = models.CharField(max_length=60)

    class Meta:
        db_table = "forum_sealed_authors"
        constraints = [
            models.UniqueConstraint(fields=["post", "user"], name="sealed_once_a_thread"),  # also: is this mine?
            models.UniqueConstraint(fields=["post", "handle"], name="handle_once_a_thread"),
            models.CheckConstraint(condition=~Q(handle=""), name="sealed_has_handle"),
        ]


class Unmasking(models.Model):
    """Two admins learn who stands behind a handle: one asks and says why, another agrees; the author hears later."""

    id = IdField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="unmaskings")
    handle = models.CharField(max_length=60)
    reason = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.RESTRICT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.RESTRICT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.RESTRICT, null=True, related_name="+",
        help_text="who asked, when it was withdrawn",
    )  # fmt: skip
    tell_at = models.DateTimeField(null=True, blank=True, help_text="when the author is told")
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "forum_unmaskings"
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="unmasking_has_reason"),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("asked_by")), name="unmasking_takes_two"
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None, agreed_at=None, tell_at=None)
                | Q(agreed_by__isnull=False, agreed_at__isnull=False, tell_at__isnull=False),
                name="unmasking_agreed_or_not",
            ),
            models.CheckConstraint(
                condition=Q(refused_at=None, refused_by=None)
                | Q(refused_at__isnull=False, refused_by__isnull=False, agreed_by=None),
                name="unmasking_refused_or_not",
            ),
            models.UniqueConstraint(
                fields=["post", "handle"], condition=Q(agreed_by=None, refused_at=None), name="unmasking_asked_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["tell_at"], name="unmasking_to_tell", condition=Q(told_at=None, tell_at__isnull=False)
            ),  # whom the job tells
        ]
