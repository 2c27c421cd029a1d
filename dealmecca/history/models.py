"""One row per write: who, when, from which door, and each field's old and new value. Rows are only ever added."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from dealmecca.database.fields import KeyField


class Door(models.TextChoices):
    WEB = "WEB", "Web"
    API = "API", "API"
    IMPORT = "IMPORT", "Import"
    CLI = "CLI", "Command line"
    SYSTEM = "SYSTEM", "System"


class Verb(models.TextChoices):
    CREATE = "CREATE", "created"
    EDIT = "EDIT", "edited"
    DELETE = "DELETE", "deleted"


class ChangeQuerySet(models.QuerySet["Change"]):
    def of(self, kind: str, record_id: str) -> "ChangeQuerySet":
        return self.filter(record_kind=kind, record_id=record_id)

    def newest_first(self) -> "ChangeQuerySet":
        return self.order_by("-at", "-id")


class Change(models.Model):
    record_kind = models.CharField(max_length=20)
    record_id = KeyField(max_length=25)
    verb = models.CharField(max_length=10, choices=Verb)
    fields = models.JSONField(default=dict, help_text="{field: [old value, new value]}")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    door = models.CharField(max_length=10, choices=Door)
    batch = models.CharField(max_length=40, default="", blank=True, help_text="the import or job that wrote this")
    row = models.PositiveIntegerField(null=True, blank=True, help_text="of the imported file, as a spreadsheet counts")
    at = models.DateTimeField(default=timezone.now)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        db_table = "changes"
        constraints = [models.CheckConstraint(condition=models.Q(door__in=Door.values), name="change_door_known")]
        indexes = [
            models.Index(
                fields=["record_kind", "record_id", "-at", "-id"], name="change_of_record_newest"
            ),  # the history of one record, and of all that somebody follows
            models.Index(
                fields=["batch"], name="change_of_batch", condition=~models.Q(batch="")
            ),  # what one import wrote
            models.Index(
                fields=["at"], name="change_by_people", condition=models.Q(actor__isnull=False)
            ),  # who acted in the last weeks (operations/engagement.py)
        ]
