"""Imports: one row per file that came in, what is to be done with it, and how far that has got."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.accounts.models import Role, User
from dealmecca.database.fields import IdField, KeyField
from dealmecca.history.models import Door


class State(models.TextChoices):
    UPLOADED = "UPLOADED", "Waiting to be checked"
    PREVIEWING = "PREVIEWING", "Being checked"
    PREVIEWED = "PREVIEWED", "Checked"
    APPLYING = "APPLYING", "Importing"
    DONE = "DONE", "Imported"
    FAILED = "FAILED", "Failed"
    CANCELLED = "CANCELLED", "Cancelled"
    UNDOING = "UNDOING", "Being undone"
    UNDONE = "UNDONE", "Undone"
    REDOING = "REDOING", "Being brought back"


# A job works on these; what has such a state and no sign of life is taken up again.
WORKING = (State.UPLOADED, State.PREVIEWING, State.APPLYING)
AT_WORK = [str(state) for state in WORKING]
ENDED = (State.DONE, State.FAILED, State.CANCELLED, State.UNDONE)
TURNING = (State.UNDOING, State.REDOING)  # a run of imports.undoing works on these


class Kind(models.TextChoices):
    AUTO = "auto", "Find out"
    COMPANIES = "companies", "Companies"
    CONTACTS = "contacts", "People"
    BOTH = "both", "People and companies"
    PAIRS = "pairs", "Agencies and their clients"
    DUTIES = "duties", "People and what they handle"


class Match(models.TextChoices):
    AUTO = "auto", "Record id, else name and place or email"
    EXTERNAL_ID = "external-id", "Record id alone"


class Mode(models.TextChoices):
    """What may happen to records that are there already."""

    UPDATE = "update", "Update them"
    FILL = "fill", "Fill their empty fields only"
    ADD = "add", "Leave them alone, add new ones only"


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, viewer: User) -> "ImportQuerySet":
        """People see their own; those who run the place see all."""
        if not (viewer.is_authenticated and viewer.is_active):
            return self.none()
        return self.all() if viewer.role in (Role.MODERATOR, Role.ADMIN) else self.filter(actor=viewer)


class Import(models.Model):
    """`tally`, `problems` and `examples` belong to the run (preview or import) that is going on or ended last."""

    id = IdField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    door = models.CharField(max_length=10, choices=Door)
    filename = models.CharField(max_length=255)
    byte_count = models.PositiveBigIntegerField(default=0)
    shape = models.JSONField(default=dict, help_text="lib.tables.TableShape: encoding, delimiter, header, sample …")
    mapping = models.JSONField(default=dict, help_text="{header: target or null}")
    mapped_like = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="+", help_text="whose columns were used again"
    )
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.AUTO)
    match = models.CharField(max_length=12, choices=Match, default=Match.AUTO)
    mode = models.CharField(max_length=6, choices=Mode, default=Mode.UPDATE)
    layout = KeyField(max_length=120, default="", blank=True, help_text="the file's set of column names")
    source = KeyField(max_length=120, help_text="whose record ids these are")
    state = models.CharField(max_length=12, choices=State, default=State.UPLOADED)
    rows_total = models.PositiveIntegerField(null=True, help_text="known once a preview has read the file")
    next_row = models.PositiveIntegerField(default=0, help_text="how many rows this run has dealt with")
    tally = models.JSONField(default=dict, help_text="counts of this run: engine.tally.Tally")
    problems = models.JSONField(default=dict, help_text="what was refused or is doubtful in this run, row by row")
    examples = models.JSONField(default=dict, help_text="the first rows of each outcome, with what changes")
    seen_mark = models.CharField(max_length=80, default="", blank=True, help_text="the directory when it was previewed")
    previewed = models.JSONField(null=True, help_text="the tally of the last complete preview")
    refused_bytes = models.PositiveBigIntegerField(default=0, help_text="how much of refused.csv is committed")
    keeps_images = models.BooleanField(default=True, help_text="what it changes is kept, so that it can be undone")
    claimed_by = models.CharField(max_length=32, default="", blank=True, help_text="the run that may write now")
    heartbeat_at = models.DateTimeField(default=timezone.now)
    error = models.CharField(max_length=500, default="", blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, help_text="when the run that is going on, or was last, began")
    finished_at = models.DateTimeField(null=True)

    objects: ClassVar[ImportQuerySet] = ImportQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        db_table = "imports"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="import_state_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="import_kind_known"),
            models.CheckConstraint(condition=Q(match__in=Match.values), name="import_match_known"),
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="import_mode_known"),
            models.CheckConstraint(condition=Q(door__in=Door.values), name="import_door_known"),
        ]
        indexes = [
            models.Index(fields=["actor", "-id"], name="import_of_actor"),  # somebody's imports, newest first
            # how columns of the same names were used last
            models.Index(fields=["layout", "-id"], name="import_of_layout", condition=Q(state="DONE")),
            # imports that a killed worker left behind
            models.Index(fields=["heartbeat_at"], name="import_at_work", condition=Q(state__in=AT_WORK)),
        ]

    def __str__(self) -> str:
        return self.filename

    @property
    def mapping_in_order(self) -> dict[str, str | None]:
        """The mapping in the order of the file's columns, which PostgreSQL's JSON does not keep."""
        return {header: self.mapping.get(header) for header in self.shape.get("header", []) if header in self.mapping}

    @property
    def is_working(self) -> bool:
        return self.state in WORKING

    @property
    def is_turning(self) -> bool:
        return self.state in TURNING

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED


class ImportMark(models.Model):
    """What a running import did with one record, so that it counts once and its first row keeps the last word.

    `stated` has one bit for each field that a row of this run gave. Without it a file that names a record twice with
    different values would change it back and forth on every run. Gone when the import ends.
    """

    pk = models.CompositePrimaryKey("import_id", "record_id")
    import_id = KeyField(max_length=25)  # no foreign key: a check for each of a million rows, to guard scratch data
    record_id = KeyField(max_length=25)
    outcome = models.CharField(max_length=9, help_text="created, updated or unchanged")
    stated = models.BigIntegerField(default=0)

    class Meta:
        db_table = "import_marks"
