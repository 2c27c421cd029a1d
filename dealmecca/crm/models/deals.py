"""The pipeline: how far a seller, or a team together, has come with a person; and each step taken."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.crm.models.kept import About, KeptQuerySet, names_somebody
from dealmecca.crm.vocabularies import STATUS
from dealmecca.database.fields import IdField


class Deal(About):
    """One card of the board. A team has one for each person, and so has a seller without a team."""

    id = IdField()
    status = models.CharField(max_length=20, choices=STATUS.choices, default="NEW")
    status_at = models.DateTimeField(default=timezone.now, help_text="since when it stands there")

    objects = KeptQuerySet["Deal"].as_manager()

    class Meta:
        db_table = "deals"
        constraints = [
            names_somebody("deal_names_somebody"),
            models.CheckConstraint(condition=Q(status__in=STATUS.codes), name="deal_status_known"),
            # Also: the card of a person. A person who was deleted is nobody twice.
            models.UniqueConstraint(
                fields=["contact", "user"],
                condition=Q(sales_team=None, deleted_at=None),
                name="deal_once_for_a_seller",
            ),
            models.UniqueConstraint(
                fields=["contact", "sales_team"],
                condition=Q(sales_team__isnull=False, deleted_at=None),
                name="deal_once_for_a_team",
            ),
        ]
        indexes = [
            models.Index(
                fields=["user", "status", "-status_at", "-id"],
                name="deal_of_user",
                condition=Q(deleted_at=None),
            ),  # one column of the board
            models.Index(
                fields=["sales_team", "status", "-status_at", "-id"],
                name="deal_of_team",
                condition=Q(deleted_at=None),
            ),  # one column of a team's board
            models.Index(
                fields=["deleted_at"], name="deal_deleted", condition=Q(deleted_at__isnull=False)
            ),  # what the timed job removes
        ]

    def __str__(self) -> str:
        return f"{self.about}: {STATUS.label(self.status)}"


class DealChange(models.Model):
    """One step, for the timeline of those who see the card."""

    id = IdField()
    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="changes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    old = models.CharField(max_length=20, blank=True, default="")
    new = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "deal_changes"
        indexes = [models.Index(fields=["deal", "-at"], name="deal_change_of_deal")]  # how one card came where it is

    def __str__(self) -> str:
        return f"{self.old or 'not in the pipeline'} to {self.new}"
