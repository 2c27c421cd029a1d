"""Contacts: the people who plan and buy media."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.database.fields import IdField, KeyField
from dealmecca.directory.models.companies import Company
from dealmecca.directory.models.trust import Trusted
from dealmecca.directory.verification import fading
from dealmecca.directory.vocabularies import DEPARTMENT, SENIORITY
from dealmecca.lib.missing import Gone


class ContactQuerySet(models.QuerySet["Contact"]):
    def visible_to(self, viewer: User) -> "ContactQuerySet":
        """The directory is open to everyone who has signed in, and to nobody else. Who was erased is in no list."""
        return self.standing() if viewer.is_authenticated and viewer.is_active else self.none()

    def standing(self) -> "ContactQuerySet":
        """Without those of whom nothing is left but their row."""
        return self.filter(erased_at=None)

    def in_company(self, company: Company) -> "ContactQuerySet":
        return self.filter(company=company)


class Contact(Trusted):
    id = IdField()
    first_name = models.CharField(max_length=120, blank=True, default="")
    last_name = models.CharField(max_length=120, blank=True, default="")
    name_key = KeyField(max_length=255, editable=False, help_text="the name for matching: lib.person_names.person_key")
    email = models.CharField(max_length=254, blank=True, default="")
    email_key = KeyField(max_length=254, blank=True, default="", editable=False, help_text="lower case, for matching")
    phone = models.CharField(max_length=50, blank=True, default="")
    title = models.CharField(max_length=255, blank=True, default="")
    department = models.CharField(max_length=40, blank=True, default="", choices=DEPARTMENT.choices)
    department_text = models.CharField(
        max_length=255, blank=True, default="", help_text="as given, when it is no known department"
    )
    seniority = models.CharField(max_length=40, blank=True, default="", choices=SENIORITY.choices)
    seniority_text = models.CharField(max_length=255, blank=True, default="")
    linkedin_url = models.CharField("LinkedIn", max_length=500, blank=True, default="")
    twitter_url = models.CharField("X (Twitter)", max_length=500, blank=True, default="")
    personal_website = models.CharField(max_length=500, blank=True, default="")
    lead_score = models.PositiveSmallIntegerField(default=0, help_text="0-100; 0 until computed")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, blank=True, related_name="contacts")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False, help_text="then nothing else is left")

    reach: Any  # of one viewer, once field_policy.show_reach was asked

    objects = ContactQuerySet.as_manager()

    class Meta:
        db_table = "contacts"
        constraints = [
            models.CheckConstraint(condition=~Q(first_name="", last_name=""), name="contact_has_name"),
            models.CheckConstraint(condition=Q(lead_score__range=(0, 100)), name="contact_lead_range"),
            models.CheckConstraint(condition=Q(verification_level__range=(1, 5)), name="contact_level_range"),
            models.CheckConstraint(condition=Q(verification_score__range=(0, 100)), name="contact_score_range"),
            models.CheckConstraint(condition=Q(data_quality_score__range=(0, 100)), name="contact_quality_range"),
            models.CheckConstraint(condition=Q(seniority__in=["", *SENIORITY.codes]), name="contact_seniority_known"),
            models.CheckConstraint(
                condition=Q(department__in=["", *DEPARTMENT.codes]), name="contact_department_known"
            ),
        ]
        indexes = [
            # A company's people, best first; the specification's (companyId, verificationLevel) is covered by it.
            models.Index(fields=["company", "-lead_score", "-id"], name="contact_of_company"),
            models.Index(
                fields=["name_key", "company"], name="contact_by_name_key"
            ),  # import matching by name within company
            models.Index(
                fields=["email_key"], name="contact_by_email", condition=~Q(email_key="")
            ),  # import matching by email
            # words that nobody knows, counted, each with a first example (queries/words.py)
            *(
                models.Index(
                    fields=[f"{name}_text", "id"],
                    name=f"contact_unknown_{name}",
                    condition=Q(**{name: ""}) & ~Q(**{f"{name}_text": ""}),
                )
                for name in ("seniority", "department")
            ),
            models.Index(
                fields=["title", "id"],
                name="contact_title_unread",
                condition=Q(seniority="", seniority_text="") & ~Q(title=""),
            ),  # the same, of titles that state no seniority
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def share_moving(self) -> float:
        return fading.share_moving(self.seniority, self.department)


class Erased(Gone, Contact.DoesNotExist):
    """Somebody was here and asked to be gone."""
