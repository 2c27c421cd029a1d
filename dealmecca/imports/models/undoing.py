"""Taking imports back: what an import changed on records, the runs that undo it or bring it back, and what stayed."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.database.fields import IdField, KeyField
from dealmecca.history.models import Door
from dealmecca.imports.models.imports import Import, State


class Direction(models.TextChoices):
    UNDO = "UNDO", "Undo"
    REDO = "REDO", "Bring back"


class ImportUndo(models.Model):
    """One run that takes an import back, or brings it back: `stage` and `cursor` say how far it has got.

    `stage` may be ahead of `cursor` by nothing: both are written with the batch that they belong to.
    """

    id = IdField()
    item = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="undos")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    door = models.CharField(max_length=10, choices=Door)
    direction = models.CharField(max_length=4, choices=Direction)
    returns_to = models.CharField(max_length=12, choices=State, help_text="the import's state before it was undone")
    stage = models.PositiveSmallIntegerField(default=0)
    cursor = models.CharField(max_length=40, default="", blank=True)
    tally = models.JSONField(default=dict, help_text="{people, companies, statements, fields, stays}")
    total = models.PositiveIntegerField(default=0, help_text="how many records it has to look at")
    seen = models.PositiveIntegerField(default=0)
    claimed_by = models.CharField(max_length=32, default="", blank=True, help_text="the worker that may write now")
    heartbeat_at = models.DateTimeField(default=timezone.now)
    error = models.CharField(max_length=500, default="", blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "import_undos"
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(finished_at=None), name="import_undo_one_at_a_time"
            ),  # also: the runs that a killed worker left behind
            models.CheckConstraint(condition=Q(direction__in=Direction.values), name="import_undo_direction_known"),
            models.CheckConstraint(condition=Q(door__in=Door.values), name="import_undo_door_known"),
        ]
        indexes = [models.Index(fields=["item", "-id"], name="import_undo_of_import")]  # the last run of an import

    def __str__(self) -> str:
        return f"{self.get_direction_display()} {self.item}"


class RecordImage(models.Model):
    """What a run changed of one record and of what hangs on it: {table: {key: {"was": columns, "is": columns}}}.

    Of a row that is new "was" is null, of a row that went "is" is null; of the others both hold the columns that
    differ. `undo` is null for what the import itself did to records that it found; for those that it made their
    line of history is enough. Holds personal values for 30 days: `actions.forget_record` erases those of one record.
    """

    item = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="images")
    undo = models.ForeignKey(ImportUndo, on_delete=models.CASCADE, null=True, related_name="images")
    record_kind = models.CharField(max_length=20)
    record_id = KeyField(max_length=25)
    rows: Any = models.JSONField()

    class Meta:
        db_table = "import_images"
        indexes = [
            models.Index(fields=["item", "undo", "record_kind", "-id"], name="import_image_of_run"),  # the next to turn
            models.Index(fields=["record_kind", "record_id"], name="import_image_of_record"),  # to forget one record
        ]

    def __str__(self) -> str:
        return f"{self.record_kind} {self.record_id}"


class UndoStay(models.Model):
    """A record, or a field of one, that a run left alone, and why; the record's name is read where it is shown."""

    undo = models.ForeignKey(ImportUndo, on_delete=models.CASCADE, related_name="stays")
    record_kind = models.CharField(max_length=20)
    record_id = KeyField(max_length=25)
    field = models.CharField(max_length=40, default="", blank=True, help_text="empty: the record as a whole")
    reason = models.CharField(max_length=200)

    class Meta:
        db_table = "import_undo_stays"
        constraints = [
            # Also: all that stayed in one run.
            models.UniqueConstraint(fields=["undo", "record_kind", "record_id", "field"], name="undo_stay_once")
        ]

    def __str__(self) -> str:
        return self.reason
