"""Lead scores: how promising a person is for one member, with the lines that sum to it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.database.fields import IdField
from dealmecca.directory.models import Contact


class LeadScoreQuerySet(models.QuerySet["LeadScore"]):
    def visible_to(self, viewer: User) -> "LeadScoreQuerySet":
        """A score is one's own: not even the team's."""
        return self.filter(user=viewer.pk) if viewer.is_authenticated and viewer.sees_own else self.none()


class LeadScore(models.Model):
    """Written together with what changed it, read back as it stands. `override` takes the place of `score`."""

    id = IdField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField()
    items: Any = models.JSONField(help_text="[{code, label, points}], which sum to the score")
    override = models.PositiveSmallIntegerField(null=True, blank=True)
    override_at = models.DateTimeField(null=True, blank=True)
    computed_at = models.DateTimeField(default=timezone.now)

    objects = LeadScoreQuerySet.as_manager()

    class Meta:
        db_table = "lead_scores"
        constraints = [
            models.UniqueConstraint(fields=["user", "contact"], name="lead_score_once"),  # also: a viewer's score
            models.CheckConstraint(condition=Q(score__range=(0, 100)), name="lead_score_range"),
            models.CheckConstraint(
                condition=Q(override=None) | Q(override__range=(0, 100)), name="lead_score_override_range"
            ),
            models.CheckConstraint(
                condition=Q(override=None, override_at=None) | Q(override__isnull=False, override_at__isnull=False),
                name="lead_score_override_has_day",
            ),
        ]
        indexes = [
            models.Index(fields=["computed_at"], name="lead_score_stale")  # which the timed job computes again
        ]

    def __str__(self) -> str:
        return f"{self.shown} of 100"

    @property
    def shown(self) -> int:
        return self.score if self.override is None else self.override
