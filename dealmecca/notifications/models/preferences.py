"""What members chose to be told, and how, where they chose otherwise than kinds.DEFAULTS."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from dealmecca.accounts.models import User
from dealmecca.notifications.kinds import ALWAYS, Cadence, Kind

CHOSEN = [kind.value for kind in Kind if kind not in ALWAYS]


class PreferenceQuerySet(models.QuerySet["Preference"]):
    def visible_to(self, viewer: User) -> "PreferenceQuerySet":
        """One's own."""
        return self.filter(user=viewer.pk) if viewer.is_authenticated and viewer.sees_own else self.none()


class Preference(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_preferences")
    kind = models.CharField(max_length=20, choices=Kind)
    in_app = models.BooleanField()
    mail = models.CharField(max_length=10, choices=Cadence)

    objects = PreferenceQuerySet.as_manager()

    class Meta:
        db_table = "notice_preferences"
        constraints = [
            # Also: all that one member chose.
            models.UniqueConstraint(fields=["user", "kind"], name="notice_preference_once"),
            models.CheckConstraint(condition=Q(kind__in=CHOSEN), name="notice_preference_may_be_chosen"),
            models.CheckConstraint(condition=Q(mail__in=Cadence.values), name="notice_preference_cadence_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.mail}"
