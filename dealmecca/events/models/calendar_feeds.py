"""The address under which a member's calendar app reads their events; of its secret only a digest is kept."""

from hashlib import sha256

from django.conf import settings
from django.db import models
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.database.fields import IdField, KeyField


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def visible_to(self, viewer: User) -> "CalendarFeedQuerySet":
        """One's own."""
        return self.filter(user=viewer.pk) if viewer.is_authenticated and viewer.sees_own else self.none()

    def working(self) -> "CalendarFeedQuerySet":
        return self.filter(revoked_at=None, user__is_active=True)


class CalendarFeed(models.Model):
    """The secret is random and long, so a plain digest of it is enough."""

    id = IdField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token_digest = KeyField(max_length=64)  # SHA-256, hexadecimal
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        db_table = "event_calendar_feeds"
        constraints = [
            models.UniqueConstraint(fields=["token_digest"], name="calendar_feed_token_once"),  # also: looking it up
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(revoked_at=None), name="calendar_feed_one_works"
            ),
        ]

    @staticmethod
    def digest(token: str) -> str:
        return sha256(token.encode(errors="replace")).hexdigest()
