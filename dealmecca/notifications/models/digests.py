"""Which digests were made: each member and morning once, whether there was anything to tell or not."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.notifications.kinds import DIGESTS, Cadence


class DigestQuerySet(models.QuerySet["Digest"]):
    def visible_to(self, viewer: User) -> "DigestQuerySet":
        """One's own."""
        return self.filter(user=viewer.pk) if viewer.is_authenticated and viewer.sees_own else self.none()


class Digest(models.Model):
    """The next digest of this cadence tells what came after `until`."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests")
    cadence = models.CharField(max_length=10, choices=Cadence)
    day = models.DateField(help_text="in the member's own calendar; of a week its Monday")
    until = models.DateTimeField()
    made_at = models.DateTimeField(default=timezone.now)
    is_sent = models.BooleanField(default=False, help_text="no: there was no news")

    objects = DigestQuerySet.as_manager()

    class Meta:
        db_table = "digests"
        constraints = [
            # Also: a member's last one.
            models.UniqueConstraint(fields=["user", "cadence", "day"], name="digest_once_a_morning"),
            models.CheckConstraint(condition=Q(cadence__in=DIGESTS), name="digest_cadence_known"),
        ]
        indexes = [
            models.Index(fields=["day"], name="digest_of_day")  # whom the job need not ask again, and what is forgotten
        ]

    def __str__(self) -> str:
        return f"{self.cadence} {self.day}"
