"""Events: when and where, how many seats, who runs them, which companies are there."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from dealmecca.accounts.models import Role, User
from dealmecca.database.fields import IdField, KeyField
from dealmecca.directory.models import Company
from dealmecca.events.vocabularies import EVENT_TYPE
from dealmecca.events.zones import when_text

LONGEST = timedelta(days=31)  # an event lasts no longer, so that a list from today on reads one stretch of an index
UNDO = timedelta(days=7)  # how long a deleted event can be taken back; then a timed job removes it for good


class EventStatus(models.TextChoices):
    """What is stored. That an event is completed follows from the clock: see `Event.state`."""

    DRAFT = "DRAFT", "Draft"
    PUBLISHED = "PUBLISHED", "Published"
    CANCELLED = "CANCELLED", "Cancelled"


class EventFormat(models.TextChoices):
    IN_PERSON = "IN_PERSON", "In person"
    VIRTUAL = "VIRTUAL", "Virtual"
    HYBRID = "HYBRID", "In person and virtual"


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, viewer: User) -> "EventQuerySet":
        """What was published, to every member; drafts to those who may edit them. Nothing that was deleted."""
        return self.with_deleted_visible_to(viewer).filter(deleted_at=None)

    def with_deleted_visible_to(self, viewer: User) -> "EventQuerySet":
        """For taking a deletion back."""
        if not (viewer.is_authenticated and viewer.is_active):
            return self.none()
        if viewer.role in (Role.MODERATOR, Role.ADMIN):
            return self.all()
        published = ~Q(status=EventStatus.DRAFT)
        return self.filter(published | Q(creator=viewer.pk) if viewer.sees_own else published)

    def not_over(self, now: datetime) -> "EventQuerySet":
        """Those that run or come."""
        return self.filter(starts_at__gt=now - LONGEST, ends_at__gt=now)


class Event(models.Model):
    """Moments are kept in UTC beside the zone in which they are a time of day; `starts` and `ends` are that time."""

    id = IdField()
    slug = models.SlugField(max_length=120, unique=True, editable=False)
    title = models.CharField(max_length=200)
    description = models.TextField(max_length=10_000, blank=True, default="")
    event_type = models.CharField("type", max_length=20, choices=EVENT_TYPE.choices, default="OTHER")
    format = models.CharField(max_length=10, choices=EventFormat, default=EventFormat.IN_PERSON)
    status = models.CharField(max_length=10, choices=EventStatus, default=EventStatus.DRAFT)
    time_zone = models.CharField(max_length=64, help_text="IANA name")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    location = models.CharField(max_length=255, blank=True, default="", help_text="as shown, in one line")
    venue = models.CharField(max_length=200, blank=True, default="")
    city = models.CharField(max_length=120, blank=True, default="")
    city_key = KeyField(max_length=120, blank=True, default="", editable=False)
    country = models.CharField(max_length=120, blank=True, default="")
    website = models.CharField(max_length=500, blank=True, default="")
    virtual_url = models.CharField(max_length=500, blank=True, default="", help_text="shown to those who go")
    organiser = models.ForeignKey(
        Company, on_delete=models.SET_NULL, null=True, blank=True, related_name="events_organised", db_index=False
    )
    organiser_name = models.CharField(max_length=255, blank=True, default="", help_text="also when the record is gone")
    creator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="events_created"
    )
    max_attendees = models.PositiveIntegerField(null=True, blank=True)
    attendee_count = models.PositiveIntegerField(default=0, editable=False, help_text="those who go")
    held_count = models.PositiveIntegerField(default=0, editable=False, help_text="seats kept for open offers")
    last_queue_number = models.PositiveIntegerField(default=0, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False, help_text="iCalendar: grows with time and place")
    search_text = models.TextField(default="", editable=False, help_text="its words, each after a space")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        db_table = "events"
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="event_has_title"),
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="event_ends_after_start"),
            models.CheckConstraint(condition=Q(status__in=EventStatus.values), name="event_status_known"),
            models.CheckConstraint(condition=Q(format__in=EventFormat.values), name="event_format_known"),
            models.CheckConstraint(condition=Q(event_type__in=EVENT_TYPE.codes), name="event_type_known"),
            models.CheckConstraint(condition=Q(max_attendees=None) | Q(max_attendees__gte=1), name="event_has_seats"),
            models.CheckConstraint(
                condition=Q(max_attendees=None) | Q(max_attendees__gte=F("attendee_count") + F("held_count")),
                name="event_never_oversold",
            ),
        ]
        indexes = [
            models.Index(
                fields=["starts_at", "id"], name="event_by_start", condition=Q(deleted_at=None)
            ),  # the list, a month of the calendar, reminders, and likely duplicates
            models.Index(
                fields=["organiser", "starts_at"], name="event_of_organiser", condition=Q(organiser__isnull=False)
            ),  # a company's events
            models.Index(
                fields=["deleted_at"], name="event_deleted", condition=Q(deleted_at__isnull=False)
            ),  # what the timed job removes
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        return reverse("web:event_page", args=[self.slug])

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def starts(self) -> datetime:
        """In the event's own zone."""
        return self.starts_at.astimezone(self.zone)

    @property
    def ends(self) -> datetime:
        return self.ends_at.astimezone(self.zone)

    @property
    def when(self) -> str:
        """In the event's own zone, which is always named."""
        return when_text(self.starts, self.ends, self.time_zone)

    @property
    def month_word(self) -> str:
        return f"{self.starts:%b}"

    @property
    def day_number(self) -> int:
        return self.starts.day

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def state(self) -> str:
        """The status as people mean it: what was published is COMPLETED once it is over."""
        return "COMPLETED" if self.status == EventStatus.PUBLISHED and self.is_over else str(self.status)

    @property
    def is_open(self) -> bool:
        """Whether one can say that one goes."""
        return self.status == EventStatus.PUBLISHED and not self.is_over and self.deleted_at is None

    @property
    def seats_left(self) -> int | None:
        """None: as many as come."""
        return None if self.max_attendees is None else self.max_attendees - self.attendee_count - self.held_count

    @property
    def is_full(self) -> bool:
        return self.seats_left == 0

    @property
    def place(self) -> str:
        """In one line: as it was written, or from its parts."""
        parts = ", ".join(part for part in (self.venue, self.city, self.country) if part)
        return self.location or parts or ("Online" if self.format == EventFormat.VIRTUAL else "")

    @property
    def run_by(self) -> str:
        return self.organiser.name if self.organiser else self.organiser_name


class Presence(models.TextChoices):
    ATTENDING = "ATTENDING", "Attends"
    SPONSOR = "SPONSOR", "Sponsor"


class EventCompany(models.Model):
    """A company of the directory that attends or sponsors; who runs the event is its organiser."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="companies", db_index=False)
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    presence = models.CharField(max_length=10, choices=Presence, default=Presence.ATTENDING)

    class Meta:
        db_table = "event_companies"
        constraints = [
            # Also: the companies of an event.
            models.UniqueConstraint(fields=["event", "company"], name="event_company_once"),
            models.CheckConstraint(condition=Q(presence__in=Presence.values), name="event_company_presence_known"),
        ]
