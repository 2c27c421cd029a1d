"""Rows that belong to one seller or to their team, and to nobody else: notes, interactions, follow-ups, saved searches.

A row with a team belongs to the team, also after its author leaves; a row without one belongs to its author alone.
No role sees more: not moderators, not admins.
"""

from typing import TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from dealmecca.accounts.models import SalesTeam, User

Row = TypeVar("Row", bound=models.Model)


class OwnedQuerySet(models.QuerySet[Row]):
    def visible_to(self, viewer: User) -> "OwnedQuerySet[Row]":
        """The viewer's own, and what belongs to the team they are in now."""
        if not (viewer.is_authenticated and viewer.sees_own):
            return self.none()
        own = Q(user=viewer.pk, sales_team=None)
        return self.filter(own | Q(sales_team=viewer.sales_team_id) if viewer.sales_team_id else own)


class Owned(models.Model):
    """`user` wrote it; `sales_team` is the team it belongs to, or None when it is theirs alone."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sales_team = models.ForeignKey(SalesTeam, on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True
