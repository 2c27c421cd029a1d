"""The ids by which other systems know our records, one set per source."""

from django.db import models
from django.db.models import Q

from dealmecca.database.fields import KeyField
from dealmecca.directory.models.companies import Company
from dealmecca.directory.models.contacts import Contact


class ExternalId(models.Model):
    source = KeyField(max_length=120)
    value = KeyField(max_length=255)
    company = models.ForeignKey(Company, on_delete=models.CASCADE, null=True, related_name="external_ids")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, null=True, related_name="external_ids")

    class Meta:
        db_table = "external_ids"
        constraints = [
            # Import matching: whom a source calls this; one record per id.
            models.UniqueConstraint(
                fields=["source", "value"], name="external_company_once", condition=Q(company__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["source", "value"], name="external_contact_once", condition=Q(contact__isnull=False)
            ),
            models.CheckConstraint(
                condition=Q(company__isnull=False, contact__isnull=True)
                | Q(company__isnull=True, contact__isnull=False),
                name="external_id_of_one_record",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.value}"
