"""An account's year: days that come back, who wants to hear of them ahead, and what was told to whom."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.database.fields import IdField, KeyField
from dealmecca.directory.models import Company
from dealmecca.outlook.calendar import Occurrence, YearDay, next_occurrence
from dealmecca.outlook.vocabularies import PLANNING_KIND
from dealmecca.roster.models.spells import Spell, SpellQuerySet, ends_after_start
from dealmecca.roster.vocabularies import HOW

MOST_WEEKS = 26


def _days_of_a_year(month: str, day: str) -> Q:
    """A day that some year has; 29 February is one."""
    short = Q(**{f"{month}__in": (4, 6, 9, 11), f"{day}__gt": 30}) | Q(**{month: 2, f"{day}__gt": 29})
    return Q(**{f"{month}__range": (1, 12), f"{day}__range": (1, 31)}) & ~short


class PlanningDate(Spell):
    """It comes back each year while the row is open. Another day for it is another row: what was known, stays."""

    id = IdField()
    account = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="planning_dates")
    kind = models.CharField(max_length=20, choices=PLANNING_KIND.choices)
    label = KeyField(max_length=80, blank=True, default="", help_text="tells two of a kind apart: a brand, a medium")
    month = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField()
    end_month = models.PositiveSmallIntegerField(null=True, blank=True)
    end_day = models.PositiveSmallIntegerField(null=True, blank=True)
    weeks_ahead = models.PositiveSmallIntegerField(default=6, help_text="how early sellers should hear of it")
    source = models.CharField(max_length=255, blank=True, default="", help_text="where this was read or heard")
    how = models.CharField(max_length=20, choices=HOW.choices, default="OTHER")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SpellQuerySet.as_manager()

    class Meta:
        db_table = "planning_dates"
        constraints = [
            # Also: the present dates of an account.
            models.UniqueConstraint(
                fields=["account", "kind", "label"], condition=Q(until=None), name="planning_date_open_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=PLANNING_KIND.codes), name="planning_date_kind_known"),
            models.CheckConstraint(condition=_days_of_a_year("month", "day"), name="planning_date_is_a_day"),
            models.CheckConstraint(
                condition=Q(end_month=None, end_day=None)
                | (Q(end_month__isnull=False, end_day__isnull=False) & _days_of_a_year("end_month", "end_day")),
                name="planning_date_ends_on_a_day",
            ),
            models.CheckConstraint(condition=Q(weeks_ahead__range=(0, MOST_WEEKS)), name="planning_date_weeks_range"),
            ends_after_start("planning_date_ends_after_start"),
        ]
        indexes = [
            models.Index(fields=["account", "-since"], name="planning_date_of_account")  # an account's dates on any day
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.days_text}"

    @property
    def name(self) -> str:
        kind = PLANNING_KIND.label(self.kind)
        return f"{kind}, {self.label}" if self.label else kind

    @property
    def starts(self) -> YearDay:
        return YearDay(self.month, self.day)

    @property
    def ends(self) -> YearDay | None:
        return YearDay(self.end_month, self.end_day) if self.end_month and self.end_day else None

    @property
    def days_text(self) -> str:
        """ "4 Jan", or "20 Feb to 15 Mar"."""
        return f"{self.starts} to {self.ends}" if self.ends else str(self.starts)

    def next_from(self, day: date) -> Occurrence:
        return next_occurrence(self.starts, self.ends, day)


class PlanningReminderQuerySet(models.QuerySet["PlanningReminder"]):
    def visible_to(self, viewer: User) -> "PlanningReminderQuerySet":
        """One's own."""
        return self.filter(user=viewer) if viewer.is_authenticated and viewer.sees_own else self.none()


class PlanningReminder(models.Model):
    """A member wants to hear of this date each year, so many weeks ahead. It follows the date when that moves."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="planning_reminders")
    planning_date = models.ForeignKey(PlanningDate, on_delete=models.CASCADE, related_name="reminders")
    weeks_ahead = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField(default=timezone.now)

    objects = PlanningReminderQuerySet.as_manager()

    class Meta:
        db_table = "planning_reminders"
        constraints = [
            # Also: what one member asked for.
            models.UniqueConstraint(fields=["user", "planning_date"], name="planning_reminder_once"),
            models.CheckConstraint(
                condition=Q(weeks_ahead__range=(0, MOST_WEEKS)), name="planning_reminder_weeks_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weeks_ahead} weeks ahead"


class PlanningNoticeQuerySet(models.QuerySet["PlanningNotice"]):
    def visible_to(self, viewer: User) -> "PlanningNoticeQuerySet":
        """One's own."""
        return self.filter(user=viewer) if viewer.is_authenticated and viewer.sees_own else self.none()


class PlanningNotice(models.Model):
    """A member was told that a date comes up this year: never twice, whatever workers do."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="planning_notices")
    planning_date = models.ForeignKey(PlanningDate, on_delete=models.CASCADE, related_name="notices")
    year = models.PositiveSmallIntegerField(help_text="in which it opens")
    opens_on = models.DateField()
    closes_on = models.DateField(help_text="its last day; shown until then")
    noticed_at = models.DateTimeField(default=timezone.now)

    objects = PlanningNoticeQuerySet.as_manager()

    class Meta:
        db_table = "planning_notices"
        constraints = [
            models.UniqueConstraint(fields=["user", "planning_date", "year"], name="planning_notice_once_a_year")
        ]
        indexes = [
            models.Index(fields=["user", "closes_on"], name="planning_notice_of_user")  # what still comes, for home
        ]

    def __str__(self) -> str:
        return f"opens {self.opens_on}"
