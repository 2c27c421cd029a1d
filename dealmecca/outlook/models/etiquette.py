"""Routing rules: with whom to start about an account, and to whom not to go first."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.database.fields import IdField
from dealmecca.directory.models import Company, Contact, Position
from dealmecca.roster.models.spells import Spell, SpellQuerySet, ends_after_start
from dealmecca.roster.vocabularies import HOW


class RoutingRule(Spell):
    """Who is to be started with is named in a job: when that ends, nobody is sent there any more, without a write."""

    id = IdField()
    account = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="routing_rules")
    agency = models.ForeignKey(Company, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    start_with = models.ForeignKey(Contact, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    position = models.ForeignKey(Position, on_delete=models.RESTRICT, null=True, blank=True, related_name="+")
    not_first_company = models.ForeignKey(Company, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    not_first_contact = models.ForeignKey(Contact, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    asked_by = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=280, blank=True, default="")
    source = models.CharField(max_length=255, blank=True, default="", help_text="where this was read or heard")
    how = models.CharField(max_length=20, choices=HOW.choices, default="OTHER")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SpellQuerySet.as_manager()

    class Meta:
        db_table = "routing_rules"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "agency"], condition=Q(until=None), name="routing_rule_open_once_an_agency"
            ),
            models.UniqueConstraint(
                fields=["account"], condition=Q(until=None, agency=None), name="routing_rule_open_once"
            ),
            models.CheckConstraint(
                condition=~Q(start_with=None, not_first_company=None, not_first_contact=None, note=""),
                name="routing_rule_says_something",
            ),
            models.CheckConstraint(
                condition=Q(not_first_company=None) | Q(not_first_contact=None), name="routing_rule_one_not_first"
            ),
            models.CheckConstraint(
                condition=Q(position=None) | Q(start_with__isnull=False), name="routing_rule_job_of_somebody"
            ),
            ends_after_start("routing_rule_ends_after_start"),
        ]
        indexes = [
            models.Index(fields=["account", "until"], name="routing_rule_of_account"),  # how to approach this account
        ]

    def __str__(self) -> str:
        return f"since {self.since}"
