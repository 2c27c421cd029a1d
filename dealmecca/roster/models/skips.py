"""Skips: claims that somebody does not want to be asked about this week."""

from django.conf import settings
from django.db import models

from dealmecca.database.fields import IdField
from dealmecca.roster.models.handlings import Handling


class Skip(models.Model):
    id = IdField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="skips")
    handling = models.ForeignKey(Handling, on_delete=models.CASCADE, related_name="skips")
    week = models.DateField(help_text="its Monday")

    class Meta:
        db_table = "skips"
        constraints = [
            # Also: what somebody skipped this week.
            models.UniqueConstraint(fields=["user", "week", "handling"], name="skip_once_a_week")
        ]

    def __str__(self) -> str:
        return f"week of {self.week}"
