"""Teams: the people of an agency for a client, of an advertiser, or of a project."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.database.fields import IdField
from dealmecca.directory.models import Company, Contact, Position
from dealmecca.roster.models.duties import Duty
from dealmecca.roster.models.spells import Spell, SpellQuerySet, ends_after_start


class TeamKind(models.TextChoices):
    CLIENT = "CLIENT", "Agency team for a client"
    ADVERTISER = "ADVERTISER", "Advertiser's team"
    PROJECT = "PROJECT", "Project team"


class Team(Spell):
    id = IdField()
    kind = models.CharField(max_length=12, choices=TeamKind)
    name = models.CharField(max_length=120)
    company = models.ForeignKey(Company, on_delete=models.RESTRICT, related_name="teams")
    account = models.ForeignKey(Company, on_delete=models.RESTRICT, null=True, blank=True, related_name="served_by")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SpellQuerySet.as_manager()

    class Meta:
        db_table = "teams"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=TeamKind.values), name="team_kind_known"),
            models.CheckConstraint(condition=~Q(kind="CLIENT", account=None), name="team_for_a_client_names_it"),
            ends_after_start("team_ends_after_start"),
        ]
        indexes = [
            models.Index(fields=["company", "until"], name="team_of_company"),  # a company's teams
            models.Index(fields=["account", "until"], name="team_of_account"),  # the teams that serve an account
        ]

    def __str__(self) -> str:
        return self.name


class Membership(Spell):
    """A person's place in a team, held in one job: it ends with the job at the latest."""

    id = IdField()
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="members")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="memberships")
    position = models.ForeignKey(Position, on_delete=models.RESTRICT, related_name="memberships")
    role = models.ForeignKey(Duty, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = SpellQuerySet.as_manager()

    class Meta:
        db_table = "memberships"
        constraints = [
            models.UniqueConstraint(fields=["team", "position"], condition=Q(until=None), name="membership_open_once"),
            ends_after_start("membership_ends_after_start"),
        ]
        indexes = [models.Index(fields=["contact", "until"], name="membership_of_contact")]  # the teams of a person

    def __str__(self) -> str:
        return f"since {self.since}"
