"""Changes of events that those who go are still to be told: at most one waits for each event."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.database.fields import IdField, KeyField
from dealmecca.events.models.events import Event


class Matter(models.TextChoices):
    """What changed decides who hears of it at once, and who with the daily news."""

    HELD = "HELD", "Whether it takes place"
    MOVED = "MOVED", "When or where"
    WORDS = "WORDS", "What it is called or about"


class EventNotice(models.Model):
    """`before` is how the event was when they last knew; what it is now is read when they are told."""

    id = IdField()
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+", db_index=False)
    before = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    told_up_to = KeyField(max_length=25, blank=True, default="", help_text="the last attendee who was told")
    begun_at = models.DateTimeField(null=True, blank=True, help_text="from then on its words stand")
    matter = models.CharField(max_length=5, choices=Matter, default=Matter.MOVED)
    sentence = models.CharField(max_length=300, blank=True, default="")
    details = models.TextField(blank=True, default="")
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "event_notices"
        constraints = [
            models.UniqueConstraint(fields=["event"], condition=Q(begun_at=None), name="event_notice_one_waits"),
            models.CheckConstraint(condition=Q(matter__in=Matter.values), name="event_notice_matter_known"),
        ]
        indexes = [
            models.Index(
                fields=["id"], name="event_notice_untold", condition=Q(told_at=None)
            ),  # the job: what is to be told, oldest first
        ]
