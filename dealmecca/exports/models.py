"""Files that left: who took which list, when, and what it cost."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.billing.models import UsageEntry
from dealmecca.database.fields import IdField
from dealmecca.history.models import Door


class ListKind(models.TextChoices):
    """Which list of the site it is; the words of saved searches."""

    PEOPLE = "contact", "People"
    COMPANIES = "company", "Companies"
    WHO = "who", "Who handles what"


class FileFormat(models.TextChoices):
    CSV = "csv", "CSV"
    XLSX = "xlsx", "Excel"


class ExportQuerySet(models.QuerySet["Export"]):
    def visible_to(self, viewer: User) -> "ExportQuerySet":
        """Everybody's own alone."""
        return self.filter(user=viewer.pk) if viewer.is_authenticated and viewer.sees_own else self.none()


class Export(models.Model):
    """`rows` were promised and charged at the start, `written` were delivered at the end; its id is on the file."""

    id = IdField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="exports")
    kind = models.CharField(max_length=10, choices=ListKind)
    filters = models.JSONField()
    file_format = models.CharField(max_length=10, choices=FileFormat)
    door = models.CharField(max_length=10, choices=Door)
    rows = models.PositiveIntegerField()
    written = models.PositiveIntegerField(null=True, blank=True)
    charge = models.ForeignKey(UsageEntry, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        db_table = "exports"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ListKind.values), name="export_kind_known"),
            models.CheckConstraint(condition=Q(file_format__in=FileFormat.values), name="export_format_known"),
            models.CheckConstraint(condition=Q(door__in=Door.values), name="export_door_known"),
            models.CheckConstraint(
                condition=Q(written=None, finished_at=None) | Q(written__lte=F("rows"), finished_at__isnull=False),
                name="export_wrote_what_was_promised",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "-id"], name="export_of_user"),  # one's own, newest first
        ]

    def __str__(self) -> str:
        return f"{self.rows} {self.get_kind_display()}"
