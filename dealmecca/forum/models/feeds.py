"""The secret under which a member's feed reader reads the forum; only a digest of it is kept."""

from hashlib import sha256

from django.conf import settings
from django.db import models
from django.utils import timezone

from dealmecca.database.fields import IdField, KeyField
from dealmecca.forum.models.reading import OwnQuerySet


class ReaderKeyQuerySet(OwnQuerySet["ReaderKey"]):
    def working(self) -> "ReaderKeyQuerySet":
        return self.filter(revoked_at=None, user__is_active=True)


class ReaderKey(models.Model):
    """The secret is random and long, so a plain digest of it is enough."""

    id = IdField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token_digest = KeyField(max_length=64)  # SHA-256, hexadecimal
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ReaderKeyQuerySet.as_manager()

    class Meta:
        db_table = "forum_reader_keys"
        constraints = [
            models.UniqueConstraint(fields=["token_digest"], name="reader_key_token_once"),  # also: looking it up
            models.UniqueConstraint(fields=["user"], condition=models.Q(revoked_at=None), name="reader_key_one_works"),
        ]

    @staticmethod
    def digest(token: str) -> str:
        return sha256(token.encode(errors="replace")).hexdigest()
