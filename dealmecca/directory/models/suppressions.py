"""Addresses of people who asked not to be listed: digests alone, from which nobody reads the address."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.accounts.models import Role, User
from dealmecca.database.fields import IdField, KeyField


class SuppressionQuerySet(models.QuerySet["Suppression"]):
    def visible_to(self, viewer: User) -> "SuppressionQuerySet":
        """Who asked to be gone is nobody's business but the admins'."""
        if not (viewer.is_authenticated and viewer.is_active and viewer.role == Role.ADMIN):
            return self.none()
        return self.all()

    def in_force(self) -> "SuppressionQuerySet":
        return self.filter(lifted_at=None)


class Suppression(models.Model):
    """One address that is not listed again until somebody lifts this. Rows stay; a lifted one says who and why.

    `digest` is made with a key that is not in the database (directory/suppressing.py), `key_mark` tells which one.
    """

    class Kind(models.TextChoices):
        EMAIL = "EMAIL", "Email"
        PHONE = "PHONE", "Phone"
        LINKEDIN = "LINKEDIN", "LinkedIn"
        RECORD = "RECORD", "Record id of a source"

    id = IdField()
    kind = models.CharField(max_length=10, choices=Kind)
    digest = KeyField(max_length=64)
    key_mark = KeyField(max_length=8)
    reason = models.CharField(max_length=200)
    erased_id = KeyField(max_length=25, blank=True, default="", help_text="the person who was erased with it")
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    lift_reason = models.CharField(max_length=200, blank=True, default="")

    objects = SuppressionQuerySet.as_manager()

    class Meta:
        db_table = "suppressions"
        constraints = [
            # Also: whether any of these addresses is in the ledger, asked by every write of people.
            models.UniqueConstraint(fields=["digest"], condition=Q(lifted_at=None), name="suppression_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["EMAIL", "PHONE", "LINKEDIN", "RECORD"]), name="suppression_kind_known"
            ),
        ]
        indexes = [
            models.Index(fields=["erased_id"], name="suppression_of_erased", condition=~Q(erased_id=""))
        ]  # what an erasure suppressed

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.added_at:%Y-%m-%d}"
