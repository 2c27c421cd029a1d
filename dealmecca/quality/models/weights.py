"""Weights learnt from reviewers' decisions: each set that was ever applied, with who, when and from how many."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from dealmecca.accounts.models import Role, User
from dealmecca.database.fields import IdField


class MatchingWeightsQuerySet(models.QuerySet["MatchingWeights"]):
    def visible_to(self, viewer: User) -> "MatchingWeightsQuerySet":
        """Those who decide on pairs."""
        is_keeper = viewer.role in (Role.MODERATOR, Role.ADMIN) if viewer.is_authenticated else False
        return self.all() if is_keeper and viewer.is_active else self.none()


class MatchingWeights(models.Model):
    """The newest set is in force. Rows are only ever added: going back adds the earlier set, or an empty one, again."""

    id = IdField()
    weights: Any = models.JSONField(
        default=list,
        help_text="[[kind, feature, level, weight in bits, decisions, of them the same]]; others are fixed",
    )
    decisions = models.PositiveIntegerField(help_text="from how many; 0 with the fixed weights")
    applied_at = models.DateTimeField(default=timezone.now)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    again = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="+", help_text="the earlier set that this one is"
    )

    objects = MatchingWeightsQuerySet.as_manager()

    class Meta:
        db_table = "matching_weights"
        verbose_name_plural = "matching weights"

    def __str__(self) -> str:
        return f"weights of {self.applied_at:%Y-%m-%d}"
