"""What interactions, follow-ups, notes and deals have in common: whose they are, whom they are about, taking back.

They name people and companies with SET NULL and keep the name: that a person is deleted or merged never fails because
of rows that nobody else may know of, and no seller loses their own words by it.
"""

from datetime import timedelta
from typing import TypeVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.accounts.ownership import Owned, OwnedQuerySet
from dealmecca.directory.models import Company, Contact

UNDO = timedelta(days=1)  # how long what was deleted can be taken back; then a timed job removes it for good

Row = TypeVar("Row", bound=models.Model)


class KeptQuerySet(OwnedQuerySet[Row]):
    def visible_to(self, viewer: User) -> "KeptQuerySet[Row]":
        """The viewer's own and their team's, without what was deleted."""
        return self.with_deleted_visible_to(viewer).filter(deleted_at=None)

    def with_deleted_visible_to(self, viewer: User) -> "KeptQuerySet[Row]":
        """For taking a deletion back."""
        owned = super().visible_to(viewer)
        assert isinstance(owned, KeptQuerySet)
        return owned


class Kept(Owned):
    """Deleted rows are hidden at once and gone after a day."""

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class About(Kept):
    """About a person, a company, or both; the names stay when the record goes."""

    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    contact_name = models.CharField(max_length=255, blank=True, default="")
    company = models.ForeignKey(Company, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    company_name = models.CharField(max_length=255, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def about(self) -> str:
        """Whom it is about, also when the record is gone."""
        return self.contact_name or self.company_name


def names_somebody(name: str) -> models.CheckConstraint:
    """It is about somebody, by name."""
    return models.CheckConstraint(condition=~Q(contact_name="", company_name=""), name=name)
