"""Merges of two people or two companies, each with everything that it takes to undo it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.accounts.models import Role, User
from dealmecca.database.fields import IdField, KeyField
from dealmecca.directory.models import Move


class RecordMergeQuerySet(models.QuerySet["RecordMerge"]):
    def visible_to(self, viewer: User) -> "RecordMergeQuerySet":
        """Those who may merge see what was merged; the ledger is shown to nobody, only counted."""
        is_keeper = viewer.role in (Role.MODERATOR, Role.ADMIN) if viewer.is_authenticated else False
        return self.all() if is_keeper and viewer.is_active else self.none()

    def standing(self) -> "RecordMergeQuerySet":
        return self.filter(undone_at=None)


class RecordMerge(models.Model):
    """`ledger` holds both records as they were and every row that moved or was set aside (merging/ledger.py).

    It names its records as history does, not by a foreign key: one of the two is gone.
    """

    id = IdField()
    record_kind = models.CharField(max_length=20)
    kept_id = KeyField(max_length=25)
    dropped_id = KeyField(max_length=25)
    kept_name = models.CharField(max_length=255)
    dropped_name = models.CharField(max_length=255)
    choices: Any = models.JSONField(default=dict, help_text="{field: kept or dropped}")
    ledger: Any = models.JSONField(default=list)
    told: Any = models.JSONField(default=list, help_text="[[what, moved, set aside]], without what members keep")
    line_number = models.BigIntegerField(null=True, help_text="the place of the dropped record's search line")
    merged_at = models.DateTimeField(default=timezone.now)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    move = models.ForeignKey(
        Move,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text="recorded with it, and taken back with it",
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    left: Any = models.JSONField(default=list, help_text="sentences on what undoing could not restore")
    forgotten_at = models.DateTimeField(null=True, blank=True, help_text="a person in it was erased")

    objects = RecordMergeQuerySet.as_manager()

    class Meta:
        db_table = "record_merges"
        constraints = [
            models.CheckConstraint(condition=Q(record_kind__in=["company", "contact"]), name="record_merge_kind_known"),
            models.CheckConstraint(condition=~Q(kept_id=models.F("dropped_id")), name="record_merge_of_two"),
            # Also: the merge that made an id redirect.
            models.UniqueConstraint(
                fields=["dropped_id"], condition=Q(undone_at=None), name="record_merge_dropped_once"
            ),
        ]
        indexes = [models.Index(fields=["kept_id", "-id"], name="record_merge_of_survivor")]  # later merges of a record

    def __str__(self) -> str:
        return f"{self.dropped_name} into {self.kept_name}"
