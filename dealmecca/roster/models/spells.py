"""What lasts from a day to a day: half open, `until` being the first day on which it is no longer so."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q

from dealmecca.accounts.models import User


class SpellQuerySet(models.QuerySet):
    """Rows with `since` and `until`."""

    def visible_to(self, viewer: User) -> Self:
        """The roster is open to everyone who has signed in, and to nobody else."""
        return self.all() if viewer.is_authenticated and viewer.is_active else self.none()

    def on(self, day: date) -> Self:
        """Those that held on this day."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)

    def overlapping(self, since: date, until: date | None) -> Self:
        """Those that share at least one day with [since, until), and a spell recorded with the same two days.

        A spell of no day stands for one whose beginning nobody knows: it is looked for on the day before its end.
        """
        first = since if until is None or since < until else until - timedelta(1)
        shares = Q(until=None) | Q(until__gt=first) & Q(until__gt=F("since"))
        if until:
            shares &= Q(since__lt=until)
        return self.filter(shares | Q(since=since, until=until))


class Spell(models.Model):
    since = models.DateField()
    is_since_known = models.BooleanField(default=False, help_text="no: then it is the day on which we first knew")
    until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


def ends_after_start(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name=name)
