"""What the accounts of this directory taught, up to a day, about how often agencies of record are replaced."""

from django.db import models
from django.utils import timezone


class Calibration(models.Model):
    """See outlook/vulnerability.py for what the numbers mean; one row a day at most, made by a timed job."""

    day = models.DateField(unique=True)
    usual_loss = models.FloatField()
    early_loss = models.FloatField()
    late_loss = models.FloatField()
    shift = models.FloatField()
    trust = models.FloatField()
    account_years = models.FloatField()
    checked = models.PositiveIntegerField(help_text="past assessments whose outcome is known")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "calibrations"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(usual_loss__gt=0, usual_loss__lt=1, trust__gte=0), name="calibration_in_range"
            )
        ]

    def __str__(self) -> str:
        return f"as of {self.day}"
