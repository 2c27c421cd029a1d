"""How good the data was, week by week."""

from django.db import models
from django.utils import timezone

from dealmecca.accounts.models import User


class QualitySnapshotQuerySet(models.QuerySet["QualitySnapshot"]):
    def visible_to(self, viewer: User) -> "QualitySnapshotQuerySet":
        """Figures of the whole directory, which is open to everyone who has signed in."""
        return self.all() if viewer.is_authenticated and viewer.is_active else self.none()


class QualitySnapshot(models.Model):
    """The figures of one week, as queries/measures.py counted them: Measured.stored()."""

    week = models.DateField(primary_key=True, help_text="its Monday")
    taken_at = models.DateTimeField(default=timezone.now)
    figures = models.JSONField()

    objects = QualitySnapshotQuerySet.as_manager()

    class Meta:
        db_table = "quality_snapshots"

    def __str__(self) -> str:
        return f"week of {self.week}"
