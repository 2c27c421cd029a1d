"""What an event was worth: ratings of those who were there, and for oneself alone whom one met and what it cost."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.crm.models import Interaction
from dealmecca.database.fields import IdField
from dealmecca.directory.models import Contact
from dealmecca.events.models.events import Event

ASPECTS = ("overall", "networking", "content", "roi")


class OwnQuerySet(models.QuerySet):
    def visible_to(self, viewer: User) -> "OwnQuerySet":
        """One's own."""
        return self.filter(user=viewer.pk) if viewer.is_authenticated and viewer.sees_own else self.none()


class Rating(models.Model):
    """From 1 to 5. Who said what is told to nobody; averages are, from three ratings on."""

    id = IdField()
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="ratings", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="events_rated")
    overall = models.PositiveSmallIntegerField()
    networking = models.PositiveSmallIntegerField(null=True, blank=True)
    content = models.PositiveSmallIntegerField(null=True, blank=True)
    roi = models.PositiveSmallIntegerField("return on investment", null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OwnQuerySet.as_manager()

    class Meta:
        db_table = "event_ratings"
        constraints = [
            # Also: the ratings of an event.
            models.UniqueConstraint(fields=["event", "user"], name="rating_once_an_event"),
            models.CheckConstraint(condition=Q(overall__range=(1, 5)), name="rating_overall_range"),
            models.CheckConstraint(condition=Q(networking__range=(1, 5)), name="rating_networking_range"),
            models.CheckConstraint(condition=Q(content__range=(1, 5)), name="rating_content_range"),
            models.CheckConstraint(condition=Q(roi__range=(1, 5)), name="rating_roi_range"),
        ]


class RoiLog(models.Model):
    """A member's own reckoning of one event."""

    id = IdField()
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    met_count = models.PositiveIntegerField(null=True, blank=True)
    lead_count = models.PositiveIntegerField(null=True, blank=True)
    cost = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    note = models.TextField(max_length=2000, blank=True, default="")
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OwnQuerySet.as_manager()

    class Meta:
        db_table = "event_roi_logs"
        constraints = [
            # Also: what one member wrote down.
            models.UniqueConstraint(fields=["event", "user"], name="roi_log_once_an_event"),
            models.CheckConstraint(condition=Q(cost__gte=0), name="roi_log_cost_range"),
        ]


class MetPerson(models.Model):
    """A member met a person there; the interaction that was logged for it may go by itself."""

    id = IdField()
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")
    interaction = models.ForeignKey(Interaction, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OwnQuerySet.as_manager()

    class Meta:
        db_table = "event_met_people"
        constraints = [
            # Also: whom one member met there.
            models.UniqueConstraint(fields=["event", "user", "contact"], name="met_person_once_an_event"),
        ]
