"""Email addresses under which a person was recorded once, in a record that is now part of another."""

from django.db import models

from dealmecca.database.fields import IdField, KeyField
from dealmecca.directory.models.contacts import Contact


class FormerEmail(models.Model):
    """For recognising the person in a file, never shown nor written to. It goes when the merge is taken apart."""

    id = IdField()
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="former_emails")
    email_key = KeyField(max_length=254)

    class Meta:
        db_table = "former_emails"
        constraints = [
            models.UniqueConstraint(
                fields=["email_key", "contact"], name="former_email_once"
            )  # also: whose address a row of a file has
        ]

    def __str__(self) -> str:
        return "a former address"
