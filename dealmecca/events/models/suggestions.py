"""Events that members suggest, and what moderators made of them."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from dealmecca.accounts.models import Role, User
from dealmecca.database.fields import IdField
from dealmecca.events.models.events import Event, EventFormat
from dealmecca.events.vocabularies import EVENT_TYPE
from dealmecca.events.zones import when_text


class SuggestionState(models.TextChoices):
    PENDING = "PENDING", "Waits"
    ACCEPTED = "ACCEPTED", "Accepted"
    DECLINED = "DECLINED", "Declined"


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def visible_to(self, viewer: User) -> "SuggestionQuerySet":
        """Moderators see all, everybody else their own."""
        if not (viewer.is_authenticated and viewer.is_active):
            return self.none()
        if viewer.role in (Role.MODERATOR, Role.ADMIN):
            return self.all()
        return self.filter(user=viewer.pk) if viewer.sees_own else self.none()


class Suggestion(models.Model):
    id = IdField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    title = models.CharField(max_length=200)
    event_type = models.CharField("type", max_length=20, choices=EVENT_TYPE.choices, default="OTHER")
    format = models.CharField(max_length=10, choices=EventFormat, default=EventFormat.IN_PERSON)
    time_zone = models.CharField(max_length=64)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    venue = models.CharField(max_length=200, blank=True, default="")
    city = models.CharField(max_length=120, blank=True, default="")
    country = models.CharField(max_length=120, blank=True, default="")
    website = models.CharField(max_length=500, blank=True, default="")
    organiser_name = models.CharField(max_length=255, blank=True, default="")
    description = models.TextField(max_length=10_000, blank=True, default="")
    state = models.CharField(max_length=10, choices=SuggestionState, default=SuggestionState.PENDING)
    reason = models.CharField(max_length=300, blank=True, default="", help_text="why it was declined")
    event = models.ForeignKey(Event, on_delete=models.SET_NULL, null=True, blank=True, related_name="suggestions")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        db_table = "event_suggestions"
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="event_suggestion_has_title"),
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="event_suggestion_ends_after_start"),
            models.CheckConstraint(condition=Q(state__in=SuggestionState.values), name="event_suggestion_state_known"),
            models.CheckConstraint(
                condition=Q(state=SuggestionState.PENDING) | Q(decided_at__isnull=False),
                name="event_suggestion_decided_once",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "id"], name="event_suggestion_queue"),  # what waits, oldest first
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def when(self) -> str:
        return when_text(self.starts_at.astimezone(self.zone), self.ends_at.astimezone(self.zone), self.time_zone)
