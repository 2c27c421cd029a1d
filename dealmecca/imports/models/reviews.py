"""The review queue: names in files that could not be resolved for sure, and the rows that wait for them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from dealmecca.accounts.models import Role, User
from dealmecca.database.fields import IdField, KeyField
from dealmecca.directory.models import Company, Contact
from dealmecca.imports.models.imports import Import
from dealmecca.roster.models import Duty

LONGEST_NAME = 255


class NameKind(models.TextChoices):
    COMPANY_AGENCY = "COMPANY_AGENCY", "Agency"
    COMPANY_ADVERTISER = "COMPANY_ADVERTISER", "Advertiser"
    DUTY = "DUTY", "Duty"
    PERSON = "PERSON", "Person"


class Decision(models.TextChoices):
    OPEN = "", "Open"
    CHOSEN = "CHOSEN", "Chosen"
    CREATED = "CREATED", "New"
    IGNORED = "IGNORED", "Left out"


class RowState(models.TextChoices):
    WAITING = "WAITING", "Waiting"
    WRITTEN = "WRITTEN", "Written"
    REFUSED = "REFUSED", "Refused"
    IGNORED = "IGNORED", "Left out"
    WITHDRAWN = "WITHDRAWN", "Undone with its import"


class WaitingNameQuerySet(models.QuerySet["WaitingName"]):
    def visible_to(self, viewer: User) -> "WaitingNameQuerySet":
        """People see the names of their own files; those who run the place see all."""
        if not (viewer.is_authenticated and viewer.is_active):
            return self.none()
        if viewer.role in (Role.MODERATOR, Role.ADMIN):
            return self.all()
        return self.filter(Exists(WaitingRow.objects.filter(names=OuterRef("pk"), item__actor=viewer)))

    def undecided(self) -> "WaitingNameQuerySet":
        return self.filter(decision=Decision.OPEN)


class WaitingName(models.Model):
    """A text of a file that may mean several records, or none; `company`, `contact` or `duty` is what was decided.

    What was chosen once holds for later files too: a decided name is looked up before anybody is asked again.
    """

    id = IdField()
    kind = models.CharField(max_length=20, choices=NameKind)
    text = models.CharField(max_length=LONGEST_NAME)
    about = models.CharField(max_length=LONGEST_NAME, blank=True, default="", help_text="city or web domain given")
    key = KeyField(max_length=400, help_text="the text for comparing, with what was given beside it")
    guesses: Any = models.JSONField(default=list, help_text="[{id, name, about, score, reason}], best first")
    decision = models.CharField(max_length=10, choices=Decision, blank=True, default=Decision.OPEN)
    company = models.ForeignKey(Company, on_delete=models.SET_NULL, null=True, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, related_name="+")
    duty = models.ForeignKey(Duty, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    row_count: int  # no column: set by the reads that count the rows that wait

    objects = WaitingNameQuerySet.as_manager()

    class Meta:
        db_table = "waiting_names"
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], condition=Q(decision=""), name="waiting_name_open_once"),
            models.CheckConstraint(condition=Q(kind__in=NameKind.values), name="waiting_name_kind_known"),
            models.CheckConstraint(condition=Q(decision__in=Decision.values), name="waiting_name_decision_known"),
        ]
        indexes = [
            models.Index(fields=["kind", "key", "-id"], name="waiting_name_decided"),  # what was decided about a text
            # the queue, oldest first
            models.Index(fields=["id"], name="waiting_name_queue", condition=Q(decision="")),
        ]

    def __str__(self) -> str:
        return self.text


class WaitingRow(models.Model):
    """One statement of a file that waits for names: `cells` is engine.statements.Statement as JSON."""

    id = IdField()
    item = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="waiting_rows")
    number = models.PositiveIntegerField(help_text="the row of the file")
    cells: Any = models.JSONField()
    fingerprint = KeyField(
        max_length=64, unique=True, help_text="the same statement waits once, whichever file says it"
    )
    names = models.ManyToManyField(WaitingName, related_name="rows")
    state = models.CharField(max_length=10, choices=RowState, default=RowState.WAITING)
    reason = models.CharField(max_length=500, blank=True, default="", help_text="why it was refused")

    class Meta:
        db_table = "waiting_rows"
        constraints = [models.CheckConstraint(condition=Q(state__in=RowState.values), name="waiting_row_state_known")]
        indexes = [models.Index(fields=["item", "state"], name="waiting_row_of_import")]  # what waits of one import

    def __str__(self) -> str:
        return f"row {self.number}, {self.get_state_display()}"
