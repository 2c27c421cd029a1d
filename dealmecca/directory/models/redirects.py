"""Where the ids and addresses of merged records lead."""

from django.db import models
from django.db.models import Q

from dealmecca.database.fields import KeyField
from dealmecca.directory.models.companies import Company
from dealmecca.directory.models.contacts import Contact


class Redirect(models.Model):
    """One record that was merged into another. It goes when the merge is undone, or with the survivor."""

    old_id = KeyField(max_length=25, unique=True)
    old_slug = KeyField(max_length=120, blank=True, default="", help_text="of a company: its former address")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, null=True, related_name="former_ids")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, null=True, related_name="former_ids")

    class Meta:
        db_table = "redirects"
        constraints = [
            models.CheckConstraint(
                condition=Q(company__isnull=False, contact__isnull=True)
                | Q(company__isnull=True, contact__isnull=False),
                name="redirect_to_one_record",
            ),
        ]
        indexes = [
            models.Index(fields=["old_slug"], name="redirect_by_slug", condition=~Q(old_slug=""))
        ]  # the former address of a company

    def __str__(self) -> str:
        return f"{self.old_slug or self.old_id}, merged"
