"""Notes about a person or a company: its author's alone, or the team's; and who changed which is which."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.crm.models.kept import About, KeptQuerySet, names_somebody
from dealmecca.database.fields import IdField


class Visibility(models.TextChoices):
    PRIVATE = "PRIVATE", "Only me"
    TEAM = "TEAM", "My team"


class Note(About):
    """With a team it is the team's, without one its author's: there is no second column that could say otherwise."""

    id = IdField()
    text = models.TextField()
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = KeptQuerySet["Note"].as_manager()

    class Meta:
        db_table = "notes"
        constraints = [
            names_somebody("note_names_somebody"),
            models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
        ]
        indexes = [
            models.Index(
                fields=["contact", "-created_at"], name="note_of_contact", condition=Q(contact__isnull=False)
            ),  # a person's timeline
            models.Index(
                fields=["company", "-created_at"], name="note_of_company", condition=Q(company__isnull=False)
            ),  # a company's timeline
            models.Index(fields=["user", "-created_at", "-id"], name="note_of_user"),  # one's own, newest first
            models.Index(fields=["sales_team", "-created_at", "-id"], name="note_of_team"),  # the team's
            models.Index(
                fields=["deleted_at"], name="note_deleted", condition=Q(deleted_at__isnull=False)
            ),  # what the timed job removes
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def visibility(self) -> Visibility:
        return Visibility.TEAM if self.sales_team_id else Visibility.PRIVATE


class NoteChange(models.Model):
    """The audit of a note. It is not in `changes`, which everybody reads: that a private note exists is private too."""

    id = IdField()
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="changes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    what = models.CharField(max_length=20, help_text="visibility or text")
    old = models.TextField(blank=True, default="")
    new = models.TextField(blank=True, default="")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "note_changes"
        indexes = [models.Index(fields=["note", "-at"], name="note_change_of_note")]  # what became of one note

    def __str__(self) -> str:
        return f"{self.what} of a note, {self.at:%Y-%m-%d}"
