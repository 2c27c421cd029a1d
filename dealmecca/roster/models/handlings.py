"""Handlings: who looks after what for which account; and the evidence for each, said by whom, when, how."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.database.fields import IdField, KeyField
from dealmecca.directory.models import Company, Contact, Position
from dealmecca.roster.models.duties import Duty
from dealmecca.roster.models.spells import Spell, SpellQuerySet, ends_after_start
from dealmecca.roster.vocabularies import HOW


class HandlingQuerySet(SpellQuerySet):
    def held_on(self, day: date) -> Self:
        """Those that held on this day: a duty ends with the job at the latest."""
        lasts = Q(until=None) | Q(until__gt=day)
        job_lasts = Q(position__until=None) | Q(position__until__gt=day)
        return self.filter(lasts, job_lasts, since__lte=day, folded_into=None)


class Handling(Spell):
    """A duty belongs to the job in which it was held: who moves on leaves it behind, without a write."""

    id = IdField()
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="handlings")
    position = models.ForeignKey(Position, on_delete=models.RESTRICT, related_name="handlings")
    account = models.ForeignKey(Company, on_delete=models.RESTRICT, related_name="handled_by")
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="handlings")
    folded_into = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="+", db_index=False,
        help_text="by a merge of duties",
    )  # fmt: skip
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = HandlingQuerySet.as_manager()

    class Meta:
        db_table = "handlings"
        constraints = [
            models.UniqueConstraint(
                fields=["position", "account", "duty"],
                condition=Q(until=None, folded_into=None),
                name="handling_open_once",
            ),  # also: the duties of a job
            ends_after_start("handling_ends_after_start"),
        ]
        indexes = [
            models.Index(fields=["account", "duty", "until"], name="handling_of_account"),  # who handles this for them
            models.Index(fields=["duty", "account"], name="handling_of_duty"),  # everybody with this duty
            models.Index(fields=["contact", "until"], name="handling_of_contact"),  # all that one person handles
            # What was folded into a row. Not an index of all rows: SQLite would take it for "folded into nothing".
            models.Index(fields=["folded_into"], name="handling_folded", condition=Q(folded_into__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.duty} since {self.since}"


class Said(models.TextChoices):
    CONFIRMED = "CONFIRMED", "Still right"
    LEFT = "LEFT", "Left"
    WRONG = "WRONG", "Wrong account"


class Outcome(models.TextChoices):
    UPHELD = "UPHELD", "You were right: the record was changed"
    REJECTED = "REJECTED", "Checked: the record stays"


class Evidence(models.Model):
    """One thing that somebody said about a handling on a day. Rows are added; a mistaken one is withdrawn, not deleted.

    `employer` tells people of one company from those of another: their company's id, their mail domain, or themselves.
    """

    id = IdField()
    handling = models.ForeignKey(Handling, on_delete=models.CASCADE, related_name="evidence")
    said = models.CharField(max_length=10, choices=Said)
    how = models.CharField(max_length=20, choices=HOW.choices, default="OTHER")
    note = models.CharField(max_length=280, blank=True, default="")
    said_on = models.DateField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="said")
    employer = KeyField(max_length=255)
    recorded_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "evidence"
        verbose_name_plural = "evidence"
        constraints = [
            # A second click on the same day says nothing new.
            models.UniqueConstraint(
                fields=["handling", "user", "said", "said_on"],
                condition=Q(withdrawn_at=None, user__isnull=False),
                name="evidence_said_once_a_day",
            ),
            models.CheckConstraint(condition=Q(said__in=Said.values), name="evidence_kind_known"),
        ]
        indexes = [
            models.Index(fields=["handling", "said_on"], name="evidence_of_handling"),  # how sure we are of it
            models.Index(fields=["user", "-recorded_at"], name="evidence_of_user"),  # a member's own reports
            models.Index(
                fields=["recorded_at"],
                name="evidence_open_denials",
                condition=Q(withdrawn_at=None, outcome="", said__in=["LEFT", "WRONG"]),
            ),  # what moderators have still to look at, oldest first
        ]

    def __str__(self) -> str:
        return f"{self.get_said_display()}, {self.said_on}"
