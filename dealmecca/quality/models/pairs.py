"""The queue of duplicates: pairs of records that are rather one than two, and what somebody decided on each."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from dealmecca.accounts.models import Role, User
from dealmecca.database.fields import IdField, KeyField


class PairState(models.TextChoices):
    OPEN = "OPEN", "To decide"
    LATER = "LATER", "Later"
    NOT_SAME = "NOT_SAME", "Not the same"
    MERGED = "MERGED", "Merged"


WAITING = (PairState.OPEN, PairState.LATER)


class DuplicatePairQuerySet(models.QuerySet["DuplicatePair"]):
    def visible_to(self, viewer: User) -> "DuplicatePairQuerySet":
        """Those who may merge."""
        is_keeper = viewer.role in (Role.MODERATOR, Role.ADMIN) if viewer.is_authenticated else False
        return self.all() if is_keeper and viewer.is_active else self.none()


class DuplicatePair(models.Model):
    """Two records, the smaller id first. `compared` is a digest of what was compared: while it stays the same, so does
    a decision. It names its records as history does, so that deleting one asks nothing of the queue."""

    id = IdField()
    record_kind = models.CharField(max_length=20)
    a_id = KeyField(max_length=25)
    b_id = KeyField(max_length=25)
    confidence = models.PositiveSmallIntegerField(help_text="of ten thousand")
    label = models.CharField(max_length=10, help_text="duplicate or move")
    reasons: Any = models.JSONField(default=list, help_text="[[feature, level, weight in bits]]")
    rank = models.PositiveIntegerField(help_text="the surest first, among equals the one that matters to most")
    compared = KeyField(max_length=16)
    state = models.CharField(max_length=10, choices=PairState, default=PairState.OPEN)
    found_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = DuplicatePairQuerySet.as_manager()

    class Meta:
        db_table = "duplicate_pairs"
        constraints = [
            models.UniqueConstraint(fields=["a_id", "b_id"], name="duplicate_pair_once"),  # also: the pairs of a record
            models.CheckConstraint(condition=Q(a_id__lt=F("b_id")), name="duplicate_pair_in_order"),
            models.CheckConstraint(
                condition=Q(record_kind__in=["company", "contact"]), name="duplicate_pair_kind_known"
            ),
            models.CheckConstraint(condition=Q(state__in=PairState.values), name="duplicate_pair_state_known"),
        ]
        indexes = [
            models.Index(fields=["record_kind", "state", "-rank", "-id"], name="duplicate_pair_queue"),  # the queue
            models.Index(
                fields=["b_id"], name="duplicate_pair_of_second"
            ),  # the pairs of a record, from the other side
        ]

    def __str__(self) -> str:
        return f"{self.a_id} and {self.b_id}"

    @property
    def percent(self) -> int:
        """Never rounded up, and never a hundred: nobody is that sure."""
        return min(self.confidence // 100, 99)

    @property
    def is_move(self) -> bool:
        return self.label == "move"

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING


class DuplicatePass(models.Model):
    """One look through the whole directory, and how far history had come."""

    id = IdField()
    ran_at = models.DateTimeField(default=timezone.now)
    newest_change = models.BigIntegerField(help_text="the id of the newest line of history")
    people = models.PositiveIntegerField()
    companies = models.PositiveIntegerField()
    found = models.PositiveIntegerField()

    objects: ClassVar[models.Manager["DuplicatePass"]] = models.Manager()

    class Meta:
        db_table = "duplicate_passes"
        verbose_name_plural = "duplicate passes"

    def __str__(self) -> str:
        return f"{self.found} pairs on {self.ran_at:%Y-%m-%d}"
