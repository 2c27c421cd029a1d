"""Words that no vocabulary knows and on which somebody decided: from then on they mean a value, or stay text."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.accounts.models import Role, User
from dealmecca.database.fields import IdField, KeyField
from dealmecca.directory.word_fields import WORD_FIELDS, WordField
from dealmecca.history.models import Door

APPLIED, RETURNED = "word:{}", "word:{}:back"  # what stands as the batch in the history of the records
BY_WORDS = "word:"


class LearntWordQuerySet(models.QuerySet["LearntWord"]):
    def visible_to(self, viewer: User) -> "LearntWordQuerySet":
        """Those who run the place keep the words."""
        is_keeper = viewer.is_authenticated and viewer.is_active and viewer.role in (Role.MODERATOR, Role.ADMIN)
        return self.all() if is_keeper else self.none()

    def in_force(self) -> "LearntWordQuerySet":
        return self.filter(withdrawn_at=None)

    def closed(self) -> "LearntWordQuerySet":
        """On which nobody can decide now: in force, or still being taken back."""
        return self.filter(Q(withdrawn_at=None) | Q(settled_at=None))


class LearntWord(models.Model):
    """`value` "" leaves the word as text. A decision that was withdrawn stays, as a record of it.

    Records follow in batches: `settled_at` is empty while there are any left.
    """

    id = IdField()
    field = models.CharField(max_length=20, choices=[(field.name, field.label) for field in WORD_FIELDS.values()])
    key = KeyField(max_length=255, help_text="the word for comparing: word_fields.key_of")
    text = models.CharField(max_length=255, help_text="as most records had it written")
    value = models.CharField(max_length=40, blank=True, default="")
    door = models.CharField(max_length=10, choices=Door)
    decided_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    total = models.PositiveIntegerField(default=0, help_text="how many records held it when it was decided")
    changed = models.PositiveIntegerField(default=0, help_text="how many records have the value by it")
    returned = models.PositiveIntegerField(default=0, help_text="how many have their text again")
    left_alone = models.PositiveIntegerField(default=0, help_text="how many were edited since, and keep what they have")
    cursor = models.PositiveBigIntegerField(default=0, help_text="the last line of history that was taken back")

    objects = LearntWordQuerySet.as_manager()

    class Meta:
        db_table = "learnt_words"
        constraints = [
            # also: what one word means
            models.UniqueConstraint(fields=["field", "key"], condition=Q(withdrawn_at=None), name="learnt_word_once"),
            models.CheckConstraint(condition=Q(field__in=list(WORD_FIELDS)), name="learnt_word_field_known"),
            models.CheckConstraint(condition=Q(door__in=Door.values), name="learnt_word_door_known"),
        ]
        indexes = [
            # the words whose records are still being changed or put back
            models.Index(fields=["id"], name="learnt_word_at_work", condition=Q(settled_at=None)),
            # the last decision on a word, withdrawn or not
            models.Index(fields=["field", "key", "-id"], name="learnt_word_last"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def about(self) -> WordField:
        return WORD_FIELDS[self.field]

    @property
    def label(self) -> str:
        return self.about.label_of(self.value) if self.value else ""

    @property
    def word_id(self) -> str:
        return f"{self.field}:{self.key}"

    @property
    def is_open(self) -> bool:
        """Whether the word can be decided on again."""
        return bool(self.withdrawn_at and self.settled_at)

    @property
    def seen(self) -> int:
        """How many of `total` (or, being taken back, of `changed`) are done."""
        return self.returned + self.left_alone if self.withdrawn_at else self.changed
