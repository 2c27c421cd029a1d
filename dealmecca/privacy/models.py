"""Links by which a person sees what is kept about them, and what they asked for by it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.accounts.models import Role, User
from dealmecca.database.fields import IdField, KeyField
from dealmecca.directory.models import Contact


class OfAdmins(models.QuerySet[Any]):
    def visible_to(self, viewer: User) -> "OfAdmins":
        """Who asked what about themselves is the admins' business alone."""
        if not (viewer.is_authenticated and viewer.is_active and viewer.role == Role.ADMIN):
            return self.none()
        return self.all()


class PersonLink(models.Model):
    """For one person, good for some days. The table holds the hash of its secret alone.

    `is_mailed`: it went to the address on record and was shown to nobody, so whoever has it reads that mailbox.
    """

    id = IdField()
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="person_links")
    token_hash = KeyField(max_length=64, unique=True)
    is_mailed = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = OfAdmins.as_manager()

    class Meta:
        db_table = "person_links"
        constraints = [models.CheckConstraint(condition=Q(expires_at__gt=models.F("made_at")), name="person_link_ends")]

    def __str__(self) -> str:
        return f"until {self.expires_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()


class Wish(models.TextChoices):
    CORRECT = "CORRECT", "Correct it"
    REMOVE = "REMOVE", "Remove me"


class PersonWish(models.Model):
    """What somebody asked for about themselves and an admin decides on. `values` are the fields as they want them."""

    id = IdField()
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="person_wishes")
    link = models.ForeignKey(PersonLink, on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=Wish)
    values: Any = models.JSONField(default=dict)
    asked_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    is_granted = models.BooleanField(null=True)

    objects = OfAdmins.as_manager()

    class Meta:
        db_table = "person_wishes"
        constraints = [
            # The last word of each kind counts. Also: what waits about one person.
            models.UniqueConstraint(
                fields=["contact", "kind"], condition=Q(decided_at=None), name="person_wish_open_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=["CORRECT", "REMOVE"]), name="person_wish_kind_known"),
        ]
        indexes = [
            models.Index(fields=["asked_at"], name="person_wish_open", condition=Q(decided_at=None))
        ]  # what waits, longest first

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def shown(self) -> list[tuple[str, str]]:
        """The fields they want otherwise, in words."""
        return [(name.removesuffix("_url").replace("_", " ").capitalize(), text) for name, text in self.values.items()]
