"""Reporting lines: one job reports to another. A line to a job that nobody holds any more is a vacancy."""

from django.db import models
from django.db.models import F, Q

from dealmecca.database.fields import IdField
from dealmecca.directory.models import Contact, Position
from dealmecca.roster.models.spells import Spell, SpellQuerySet, ends_after_start


class ReportingLine(Spell):
    id = IdField()
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="reporting_lines")
    position = models.ForeignKey(Position, on_delete=models.RESTRICT, related_name="lines_up")
    # Who is deleted takes along that others reported to them.
    manager = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="lines_down")

    objects = SpellQuerySet.as_manager()

    class Meta:
        db_table = "reporting_lines"
        constraints = [
            # Also: the present manager of a job.
            models.UniqueConstraint(fields=["position"], condition=Q(until=None), name="reporting_to_one"),
            models.CheckConstraint(condition=~Q(position=F("manager")), name="reporting_not_to_oneself"),
            ends_after_start("reporting_ends_after_start"),
        ]
        indexes = [models.Index(fields=["manager", "until"], name="reporting_to_manager")]  # who reports to this job

    def __str__(self) -> str:
        return f"since {self.since}"
