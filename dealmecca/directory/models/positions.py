"""Positions: who worked where, as what, from when to when; and the moves between them.

All spells of time in DealMecca are half open: `since` is the first day, `until` the first day on which it is no longer
so, empty while it lasts.
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.database.fields import IdField
from dealmecca.directory.models.companies import Company
from dealmecca.directory.models.contacts import Contact
from dealmecca.directory.vocabularies import DEPARTMENT, SENIORITY


class PositionQuerySet(models.QuerySet["Position"]):
    def visible_to(self, viewer: User) -> "PositionQuerySet":
        return self.all() if viewer.is_authenticated and viewer.is_active else self.none()

    def on(self, day: date) -> "PositionQuerySet":
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


class Position(models.Model):
    """A person's job at one company. The open one is the contact's present company, title and department."""

    id = IdField()
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="positions")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="positions")
    title = models.CharField(max_length=255, blank=True, default="")
    department = models.CharField(max_length=40, blank=True, default="", choices=DEPARTMENT.choices)
    seniority = models.CharField(max_length=40, blank=True, default="", choices=SENIORITY.choices)
    since = models.DateField()
    is_since_known = models.BooleanField(default=False, help_text="no: then it is the day on which we first knew")
    until = models.DateField(null=True, blank=True)

    objects = PositionQuerySet.as_manager()

    class Meta:
        db_table = "positions"
        constraints = [
            # Also: the present position of a person.
            models.UniqueConstraint(fields=["contact"], condition=Q(until=None), name="position_one_present"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="position_ends_after_start"
            ),
        ]
        indexes = [
            models.Index(fields=["contact", "-since"], name="position_of_contact"),  # a person's career
            models.Index(fields=["company", "until"], name="position_of_company"),  # who worked here on a day
        ]

    def __str__(self) -> str:
        return f"{self.title or 'No title'} since {self.since}"


class FormerTitle(models.Model):
    """What a position was called before it got the title that stands there."""

    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="former_titles")
    title = models.CharField(max_length=255, blank=True, default="")
    department = models.CharField(max_length=40, blank=True, default="", choices=DEPARTMENT.choices)
    seniority = models.CharField(max_length=40, blank=True, default="", choices=SENIORITY.choices)
    until = models.DateField()

    class Meta:
        db_table = "former_titles"
        indexes = [models.Index(fields=["position", "until"], name="former_title_of_position")]  # the title on a day

    def __str__(self) -> str:
        return f"{self.title} until {self.until}"


class Move(models.Model):
    """One recorded change of job, with all that it takes to undo it."""

    id = IdField()
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="moves")
    closed = models.ForeignKey(Position, on_delete=models.SET_NULL, null=True, related_name="+")
    opened = models.ForeignKey(Position, on_delete=models.SET_NULL, null=True, related_name="+")
    before: Any = models.JSONField(help_text="{field: [before, after]} of the contact")
    moved_on = models.DateField()
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "moves"
        indexes = [
            models.Index(fields=["contact", "-recorded_at"], name="move_of_contact")
        ]  # the one that may be undone

    def __str__(self) -> str:
        return f"moved on {self.moved_on}"
