"""Duties: the trade's words for what somebody looks after, with their aliases, and what a merge of two changed."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.database.fields import IdField, KeyField


class DutyCategory(models.TextChoices):
    ROLE = "ROLE", "Role"
    MEDIA_TYPE = "MEDIA_TYPE", "Media type"
    BRAND = "BRAND", "Brand"
    BUSINESS_LINE = "BUSINESS_LINE", "Business line"
    GOAL = "GOAL", "Goal"
    AUDIENCE = "AUDIENCE", "Audience"
    GEOGRAPHY = "GEOGRAPHY", "Geography"


class DutyQuerySet(models.QuerySet["Duty"]):
    def visible_to(self, viewer: User) -> "DutyQuerySet":
        return self.all() if viewer.is_authenticated and viewer.is_active else self.none()

    def in_use(self) -> "DutyQuerySet":
        """Those that were not merged into another."""
        return self.filter(merged_into=None)


class Duty(models.Model):
    id = IdField()
    category = models.CharField(max_length=20, choices=DutyCategory)
    name = models.CharField(max_length=80)
    slug = KeyField(max_length=80, unique=True, help_text="its name in addresses")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = DutyQuerySet.as_manager()

    class Meta:
        db_table = "duties"
        verbose_name_plural = "duties"
        constraints = [
            models.CheckConstraint(condition=Q(category__in=DutyCategory.values), name="duty_category_known"),
            models.CheckConstraint(condition=~Q(merged_into=models.F("id")), name="duty_not_merged_into_itself"),
        ]

    def __str__(self) -> str:
        return self.name


class DutyWord(models.Model):
    """A word or phrase that means a duty: its name or an alias. One word means one duty."""

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="words")
    key = KeyField(max_length=80, unique=True, help_text="the text for comparing: lib.text_keys.phrase_key")
    text = models.CharField(max_length=80)
    is_name = models.BooleanField(default=False)

    class Meta:
        db_table = "duty_words"

    def __str__(self) -> str:
        return self.text


class DutyMerge(models.Model):
    """One merge, with every row that it rewrote: [[table, key, column, before, after], …]."""

    id = IdField()
    kept = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="+")
    dropped = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="+")
    ledger: Any = models.JSONField(default=list)
    merged_at = models.DateTimeField(default=timezone.now)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "duty_merges"

    def __str__(self) -> str:
        return f"{self.dropped} into {self.kept}"
