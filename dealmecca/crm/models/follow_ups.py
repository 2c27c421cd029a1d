"""Follow-ups: what a seller wants to do next, on a day of their own calendar."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q

from dealmecca.crm.models.interactions import Interaction
from dealmecca.crm.models.kept import About, KeptQuerySet, names_somebody
from dealmecca.database.fields import IdField

MORNING = time(8)  # when somebody is reminded of what has a day but no hour
LONGEST = 300


class FollowUp(About):
    """`user` is who shall do it. `due_at` is empty when only the day is known, and then the day is `due_on`."""

    id = IdField()
    text = models.CharField(max_length=LONGEST)
    due_on = models.DateField(help_text="in the time zone of who shall do it")
    due_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    snoozed_from = models.DateField(null=True, blank=True, help_text="when it was due at first")
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reminded_for = models.CharField(max_length=40, blank=True, default="", help_text="the due time last reminded of")
    interaction = models.ForeignKey(
        Interaction, on_delete=models.SET_NULL, null=True, blank=True, related_name="follow_ups"
    )

    objects = KeptQuerySet["FollowUp"].as_manager()

    class Meta:
        db_table = "follow_ups"
        constraints = [
            names_somebody("follow_up_names_somebody"),
            models.CheckConstraint(condition=~Q(text=""), name="follow_up_says_what"),
        ]
        indexes = [
            models.Index(
                fields=["user", "due_on", "id"],
                name="follow_up_due",
                condition=Q(done_at=None, deleted_at=None),
            ),  # the due list, and the next touch of one's people
            models.Index(fields=["user", "-done_at", "-id"], name="follow_up_done"),  # what was done lately
            models.Index(
                fields=["contact", "due_on"], name="follow_up_of_contact", condition=Q(contact__isnull=False)
            ),  # a person's page and timeline
            models.Index(
                fields=["company", "due_on"], name="follow_up_of_company", condition=Q(company__isnull=False)
            ),  # a company's page and timeline
            models.Index(
                fields=["due_on"],
                name="follow_up_to_remind",
                condition=Q(done_at=None, deleted_at=None, reminded_for=""),
            ),  # whom the timed job reminds
            models.Index(
                fields=["deleted_at"], name="follow_up_deleted", condition=Q(deleted_at__isnull=False)
            ),  # what the timed job removes
        ]

    def __str__(self) -> str:
        return f"{self.text}, due {self.due_on}"

    @property
    def due_text(self) -> str:
        """The due time as reminders name it: another due time is another reminder."""
        return self.due_at.astimezone(UTC).isoformat() if self.due_at else self.due_on.isoformat()

    def due_moment(self, zone: ZoneInfo) -> datetime:
        """When the reminder is told: the hour, or the morning of the day where its owner lives."""
        return self.due_at or datetime.combine(self.due_on, MORNING, zone)

    def due_day(self, zone: ZoneInfo) -> date:
        return self.due_at.astimezone(zone).date() if self.due_at else self.due_on
