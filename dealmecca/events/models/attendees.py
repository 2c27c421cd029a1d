"""What each member answered to an event, their place in the queue, and who may see it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.database.fields import IdField
from dealmecca.events.models.events import Event


class Rsvp(models.TextChoices):
    """A member says GOING, MAYBE, NOT_GOING or ATTENDED; GOING leads to WAITLISTED and OFFERED when it is full."""

    GOING = "GOING", "Going"
    MAYBE = "MAYBE", "Maybe"
    NOT_GOING = "NOT_GOING", "Not going"
    WAITLISTED = "WAITLISTED", "On the waitlist"
    OFFERED = "OFFERED", "Offered a seat"
    ATTENDED = "ATTENDED", "Was there"


GOES = (Rsvp.GOING, Rsvp.ATTENDED)  # counted in `attendee_count`
COMING = (Rsvp.GOING, Rsvp.WAITLISTED, Rsvp.OFFERED, Rsvp.MAYBE)  # may be there
SEATED = (*GOES, Rsvp.OFFERED)  # each holds a seat


class Visibility(models.TextChoices):
    """Who sees that one goes."""

    EVERYBODY = "EVERYBODY", "Everybody"
    TEAM = "TEAM", "My sales team"
    NOBODY = "NOBODY", "Nobody"


class AttendeeQuerySet(models.QuerySet["Attendee"]):
    def visible_to(self, viewer: User) -> "AttendeeQuerySet":
        """Those that show themselves to this viewer, and the viewer's own."""
        if not (viewer.is_authenticated and viewer.is_active):
            return self.none()
        shown = Q(visibility=Visibility.EVERYBODY)
        if viewer.sees_own:
            shown |= Q(user=viewer.pk)
            if viewer.sales_team_id:
                mates = User.objects.filter(sales_team=viewer.sales_team_id).values("pk")
                shown |= Q(visibility=Visibility.TEAM, user__in=mates)
        return self.filter(shown)

    def open_to(self, viewer: User) -> "AttendeeQuerySet":
        """Of those, who show themselves to everybody: an index counts them without looking at who they are."""
        return (
            self.filter(visibility=Visibility.EVERYBODY)
            if viewer.is_authenticated and viewer.is_active
            else self.none()
        )

    def of(self, viewer: User) -> "AttendeeQuerySet":
        """The viewer's own answers."""
        return self.filter(user=viewer.pk) if viewer.is_authenticated and viewer.sees_own else self.none()


class Attendee(models.Model):
    """One row for each member and event; written by actions that hold the event's row, always event before attendee."""

    id = IdField()
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="attendees", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="events_answered")
    status = models.CharField(max_length=10, choices=Rsvp)
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.TEAM)
    queue_number = models.PositiveIntegerField(null=True, blank=True)
    offer_expires_at = models.DateTimeField(null=True, blank=True)
    reminded_of = models.DateTimeField(null=True, blank=True, help_text="the start of which they were reminded")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = AttendeeQuerySet.as_manager()

    class Meta:
        db_table = "event_attendees"
        constraints = [
            # Also: what one member answered.
            models.UniqueConstraint(fields=["event", "user"], name="attendee_once_an_event"),
            models.CheckConstraint(condition=Q(status__in=Rsvp.values), name="attendee_status_known"),
            models.CheckConstraint(condition=Q(visibility__in=Visibility.values), name="attendee_visibility_known"),
            models.CheckConstraint(
                condition=Q(status=Rsvp.WAITLISTED, queue_number__isnull=False)
                | (~Q(status=Rsvp.WAITLISTED) & Q(queue_number=None)),
                name="attendee_number_while_waiting",
            ),
            models.CheckConstraint(
                condition=Q(status=Rsvp.OFFERED, offer_expires_at__isnull=False)
                | (~Q(status=Rsvp.OFFERED) & Q(offer_expires_at=None)),
                name="attendee_expiry_while_offered",
            ),
        ]
        indexes = [
            models.Index(fields=["event", "id"], name="attendee_in_order"),  # who goes, in order of answering
            models.Index(
                fields=["event", "status", "visibility"], name="attendee_by_status"
            ),  # how many go, wait, and show themselves
            models.Index(
                fields=["event", "queue_number"], name="attendee_queue", condition=Q(queue_number__isnull=False)
            ),  # whose turn it is
            models.Index(
                fields=["offer_expires_at"], name="attendee_offer", condition=Q(offer_expires_at__isnull=False)
            ),  # offers that ran out
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_status_display()}"
