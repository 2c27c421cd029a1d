"""Interactions: a seller spoke with, wrote to or met people; each person as they were employed on that day."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.crm.models.kept import Kept, KeptQuerySet
from dealmecca.crm.vocabularies import INTERACTION_KIND, OUTCOME
from dealmecca.database.fields import IdField
from dealmecca.directory.models import Company, Contact, Position


class Interaction(Kept):
    """`company` is the account it was about; where the people worked stands beside each of them."""

    id = IdField()
    kind = models.CharField(max_length=20, choices=INTERACTION_KIND.choices)
    outcome = models.CharField(max_length=20, choices=OUTCOME.choices, blank=True, default="")
    text = models.TextField(blank=True, default="")
    happened_at = models.DateTimeField(default=timezone.now)
    company = models.ForeignKey(Company, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    company_name = models.CharField(max_length=255, blank=True, default="")
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = KeptQuerySet["Interaction"].as_manager()

    class Meta:
        db_table = "interactions"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=INTERACTION_KIND.codes), name="interaction_kind_known"),
            models.CheckConstraint(condition=Q(outcome__in=["", *OUTCOME.codes]), name="interaction_outcome_known"),
        ]
        indexes = [
            models.Index(fields=["user", "-happened_at", "-id"], name="interaction_of_user"),  # what one seller did
            models.Index(
                fields=["sales_team", "-happened_at", "-id"], name="interaction_of_team"
            ),  # what the team did, and what a team-mate sees
            models.Index(
                fields=["company", "-happened_at"], name="interaction_of_company", condition=Q(company__isnull=False)
            ),  # a company's timeline
            models.Index(
                fields=["deleted_at"], name="interaction_deleted", condition=Q(deleted_at__isnull=False)
            ),  # what the timed job removes
        ]

    def __str__(self) -> str:
        return f"{INTERACTION_KIND.label(self.kind)}: {self.text[:60]}"


class InteractionContact(models.Model):
    """One person who took part, with the job they had on that day: a later move changes nothing here."""

    id = IdField()
    interaction = models.ForeignKey(Interaction, on_delete=models.CASCADE, related_name="people")
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    contact_name = models.CharField(max_length=255)
    position = models.ForeignKey(Position, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=255, blank=True, default="")
    company = models.ForeignKey(Company, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    company_name = models.CharField(max_length=255, blank=True, default="")

    class Meta:
        db_table = "interaction_contacts"
        constraints = [
            # Also: who took part in an interaction.
            models.UniqueConstraint(fields=["interaction", "contact"], name="interaction_contact_once"),
        ]
        indexes = [
            models.Index(fields=["contact"], name="interaction_of_contact"),  # a person's timeline
            models.Index(fields=["company"], name="interaction_at_company"),  # a company's: its people of that day
        ]

    def __str__(self) -> str:
        return self.contact_name
