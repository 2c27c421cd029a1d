"""Partnerships: which agency works for which advertiser, at what, where, and from when to when."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from dealmecca.database.fields import IdField
from dealmecca.directory.models import Company
from dealmecca.roster.models.spells import Spell, SpellQuerySet, ends_after_start
from dealmecca.roster.vocabularies import DISCIPLINE, HOW, MARKET


class Partnership(Spell):
    """A re-win is a second row: what was, stays."""

    id = IdField()
    agency = models.ForeignKey(Company, on_delete=models.RESTRICT, related_name="accounts")
    advertiser = models.ForeignKey(Company, on_delete=models.RESTRICT, related_name="agencies")
    discipline = models.CharField(max_length=20, choices=DISCIPLINE.choices)
    market = models.CharField(max_length=20, choices=MARKET.choices)
    is_aor = models.BooleanField("agency of record", default=False)
    in_review_since = models.DateField(null=True, blank=True, help_text="the advertiser asks other agencies too")
    source = models.CharField(max_length=255, blank=True, default="", help_text="where this was read or heard")
    how = models.CharField(max_length=20, choices=HOW.choices, default="OTHER")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SpellQuerySet.as_manager()

    class Meta:
        db_table = "partnerships"
        constraints = [
            models.UniqueConstraint(
                fields=["advertiser", "discipline", "market"],
                condition=Q(until=None, is_aor=True),
                name="partnership_one_agency_of_record",
            ),
            models.UniqueConstraint(
                fields=["advertiser", "discipline", "market", "agency"],
                condition=Q(until=None),
                name="partnership_open_once",
            ),
            models.CheckConstraint(condition=~Q(agency=F("advertiser")), name="partnership_of_two"),
            models.CheckConstraint(condition=Q(discipline__in=DISCIPLINE.codes), name="partnership_discipline_known"),
            models.CheckConstraint(condition=Q(market__in=MARKET.codes), name="partnership_market_known"),
            ends_after_start("partnership_ends_after_start"),
        ]
        indexes = [
            models.Index(fields=["advertiser", "-since"], name="partnership_of_advertiser"),  # an account's history
            models.Index(fields=["agency", "until"], name="partnership_of_agency"),  # the accounts of an agency
        ]

    def __str__(self) -> str:
        return f"{self.get_discipline_display()}, {self.get_market_display()}, since {self.since}"
