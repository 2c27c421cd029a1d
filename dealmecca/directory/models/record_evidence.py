"""What members say about whole records: that they are right, that somebody reviewed them, that something is wrong."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.database.fields import IdField, KeyField
from dealmecca.directory.models.companies import Company
from dealmecca.directory.models.contacts import Contact
from dealmecca.directory.verification import levels


class RecordEvidence(models.Model):
    """One thing that somebody said about a record on a day. Rows are added; a mistaken one is withdrawn, not deleted.

    `about` is a digest of the value that it was said about: another email address is not confirmed by it, and the old
    one is again when it comes back. `said_by` tells people apart, also those whose account is gone; `employer` tells
    people of one company from those of another.
    """

    class Kind(models.TextChoices):
        CONFIRMED = levels.CONFIRMED, "Confirmed"
        STILL_TRUE = levels.STILL_TRUE, "Still true"
        REVIEWED = levels.REVIEWED, "Reviewed"
        SIGNED_OFF = levels.SIGNED_OFF, "Signed off"
        LEFT = "LEFT", "Left"
        WRONG = "WRONG", "Wrong"
        BOUNCED = "BOUNCED", "Bounced"

    class Outcome(models.TextChoices):
        UPHELD = "UPHELD", "You were right: the record was changed"
        REJECTED = "REJECTED", "Checked: the record stays"

    SUPPORTS = (Kind.CONFIRMED, Kind.STILL_TRUE, Kind.REVIEWED, Kind.SIGNED_OFF)
    DENIALS = (Kind.LEFT, Kind.WRONG, Kind.BOUNCED)

    id = IdField()
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, null=True, related_name="evidence")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, null=True, related_name="evidence")
    kind = models.CharField(max_length=10, choices=Kind)
    field = models.CharField(max_length=20, help_text="which field it is about")
    about = KeyField(max_length=16, help_text="digest of the value that it was said about")
    note = models.CharField(max_length=280, blank=True, default="")
    link = models.CharField(max_length=500, blank=True, default="", help_text="where it can be seen")
    said_on = models.DateField()
    expires_on = models.DateField(help_text="the first day on which it counts no more, however fresh")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    said_by = KeyField(max_length=64)
    employer = KeyField(max_length=255)
    recorded_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "record_evidence"
        verbose_name_plural = "evidence about records"
        constraints = [
            # A second click on the same day says nothing new. Also: what was said about one record.
            models.UniqueConstraint(
                fields=["contact", "said_by", "kind", "field", "said_on", "about"],
                condition=Q(withdrawn_at=None, contact__isnull=False),
                name="record_evidence_contact_once",
            ),
            models.UniqueConstraint(
                fields=["company", "said_by", "kind", "field", "said_on", "about"],
                condition=Q(withdrawn_at=None, company__isnull=False),
                name="record_evidence_company_once",
            ),
            models.CheckConstraint(
                condition=Q(company__isnull=False, contact__isnull=True)
                | Q(company__isnull=True, contact__isnull=False),
                name="record_evidence_of_one_record",
            ),
            models.CheckConstraint(condition=Q(expires_on__gt=models.F("said_on")), name="record_evidence_ends_later"),
        ]
        indexes = [
            models.Index(
                fields=["recorded_at"],
                name="record_evidence_open_denials",
                condition=Q(withdrawn_at=None, outcome="", kind__in=["LEFT", "WRONG", "BOUNCED"]),
            ),  # what moderators have still to look at, oldest first
            models.Index(fields=["user", "-recorded_at"], name="record_evidence_of_user"),  # what a member said
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.said_on}"
