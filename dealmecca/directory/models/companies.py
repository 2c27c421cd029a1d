"""Companies: holding companies, networks, agencies, offices, advertisers; with their domains and other names."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.database.fields import IdField, KeyField
from dealmecca.directory.models.trust import Trusted
from dealmecca.directory.verification.fading import COMPANY_SHARE
from dealmecca.directory.vocabularies import COMPANY_TYPE, EMPLOYEE_RANGE, INDUSTRY


class CompanyQuerySet(models.QuerySet["Company"]):
    def visible_to(self, viewer: User) -> "CompanyQuerySet":
        """The directory is open to everyone who has signed in, and to nobody else."""
        return self.all() if viewer.is_authenticated and viewer.is_active else self.none()


class Company(Trusted):
    id = IdField()
    name = models.CharField(max_length=255)
    name_key = KeyField(
        max_length=255, editable=False, help_text="the name for matching: lib.company_names.company_key"
    )
    slug = models.SlugField(max_length=120, unique=True, editable=False)
    website = models.CharField(max_length=500, blank=True, default="")
    description = models.TextField(max_length=5000, blank=True, default="")
    industry = models.CharField(max_length=40, blank=True, default="", choices=INDUSTRY.choices)
    industry_text = models.CharField(
        max_length=255, blank=True, default="", help_text="as given, when it is no known industry"
    )
    size = models.CharField("employees", max_length=20, blank=True, default="", choices=EMPLOYEE_RANGE.choices)
    size_text = models.CharField(max_length=255, blank=True, default="")
    company_type = models.CharField("type", max_length=40, blank=True, default="", choices=COMPANY_TYPE.choices)
    company_type_text = models.CharField(max_length=255, blank=True, default="")
    location = models.CharField(max_length=255, blank=True, default="", help_text="as given, in one line")
    address = models.CharField(max_length=255, blank=True, default="")
    postal_code = models.CharField(max_length=20, blank=True, default="")
    city = models.CharField(max_length=120, blank=True, default="")
    state = models.CharField(max_length=120, blank=True, default="")
    country = models.CharField(max_length=120, blank=True, default="")
    phone = models.CharField(max_length=50, blank=True, default="")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    logo_url = models.CharField(max_length=500, blank=True, default="")
    linkedin_url = models.CharField("LinkedIn", max_length=500, blank=True, default="")
    twitter_url = models.CharField("X (Twitter)", max_length=500, blank=True, default="")
    facebook_url = models.CharField("Facebook", max_length=500, blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    people_count: int  # no column: set by those reads that count the people

    objects = CompanyQuerySet.as_manager()

    class Meta:
        db_table = "companies"
        verbose_name_plural = "companies"
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="company_has_name"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="company_not_own_parent"),
            models.CheckConstraint(condition=Q(verification_level__range=(1, 5)), name="company_level_range"),
            models.CheckConstraint(condition=Q(verification_score__range=(0, 100)), name="company_score_range"),
            models.CheckConstraint(condition=Q(data_quality_score__range=(0, 100)), name="company_quality_range"),
            models.CheckConstraint(condition=Q(industry__in=["", *INDUSTRY.codes]), name="company_industry_known"),
            models.CheckConstraint(condition=Q(size__in=["", *EMPLOYEE_RANGE.codes]), name="company_size_known"),
            models.CheckConstraint(condition=Q(company_type__in=["", *COMPANY_TYPE.codes]), name="company_type_known"),
        ]
        indexes = [
            models.Index(
                fields=["name_key", "id"], name="company_by_name_key"
            ),  # import matching: namesakes, oldest first
            models.Index(
                fields=["parent", "name"], name="company_children"
            ),  # a company's offices and subsidiaries by name
            # words that nobody knows, counted, each with a first example (queries/words.py)
            *(
                models.Index(
                    fields=[f"{name}_text", "id"],
                    name=f"company_unknown_{name}",
                    condition=Q(**{name: ""}) & ~Q(**{f"{name}_text": ""}),
                )
                for name in ("industry", "company_type", "size")
            ),
            models.Index(fields=["country", "state", "id"], name="company_by_place"),  # the same, of places
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def share_moving(self) -> float:
        return COMPANY_SHARE


class CompanyDomain(models.Model):
    """A web domain. Offices and brands share domains, so one domain may belong to many companies."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="domains")
    domain = KeyField(max_length=253)

    class Meta:
        db_table = "company_domains"
        constraints = [
            models.UniqueConstraint(fields=["company", "domain"], name="company_domain_once")
        ]  # also: its domains
        indexes = [models.Index(fields=["domain"], name="company_by_domain")]  # who uses this domain

    def __str__(self) -> str:
        return self.domain


class CompanyAlias(models.Model):
    """Another name people use for a company; found by search and by import matching."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=255)
    name_key = KeyField(max_length=255, editable=False)

    class Meta:
        db_table = "company_aliases"
        constraints = [
            models.UniqueConstraint(fields=["company", "name"], name="company_alias_once")
        ]  # also: its aliases
        indexes = [models.Index(fields=["name_key"], name="company_by_alias_key")]  # import matching

    def __str__(self) -> str:
        return self.name
