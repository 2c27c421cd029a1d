"""What members used: the ledger nobody changes, the counters it must agree with, and requests of the present hour."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q

from dealmecca.accounts.models import User
from dealmecca.database.fields import IdField, KeyField

LONGEST_WHAT = 300


class Unit(models.TextChoices):
    SEARCH = "SEARCH", "Searches"
    EXPORTED_ROW = "EXPORTED_ROW", "Exported rows"


class Reason(models.TextChoices):
    """Why a line stands in the ledger."""

    CHARGED = "CHARGED", "Used"
    INCLUDED = "INCLUDED", "Included in your plan"  # without limit at that moment: listed, counted against nothing
    REFUND_FAILED = "REFUND_FAILED", "Given back: it failed"
    REFUND_EMPTY = "REFUND_EMPTY", "Given back: nothing was found"


REFUNDS = (Reason.REFUND_FAILED, Reason.REFUND_EMPTY)
CHARGED = (Reason.CHARGED, *REFUNDS)  # what counts against a limit


class UsageEntryQuerySet(models.QuerySet["UsageEntry"]):
    """Append-only: an entry is taken back by a further entry."""

    def visible_to(self, viewer: User) -> "UsageEntryQuerySet":
        """Everybody's own alone; no role reads more."""
        return self.filter(user=viewer.pk) if viewer.is_authenticated and viewer.sees_own else self.none()

    def update(self, **values: Any) -> NoReturn:
        raise TypeError("The ledger is append-only: write a further entry.")

    def delete(self) -> NoReturn:
        raise TypeError("The ledger is append-only: it goes with its member alone.")


class UsageEntry(models.Model):
    """One line of the ledger. The database refuses changes; entries go with their member alone.

    `period` is the month of the member in which it counts (billing/periods.py); `what` is a sentence for the member.
    """

    id = IdField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="usage_entries")
    unit = models.CharField(max_length=20, choices=Unit)
    amount = models.IntegerField()
    reason = models.CharField(max_length=20, choices=Reason)
    period = models.PositiveIntegerField()
    what = models.CharField(max_length=LONGEST_WHAT)
    key = KeyField(max_length=64)  # the same for what counts as the same search
    refund_of = models.OneToOneField("self", on_delete=models.CASCADE, null=True, blank=True, related_name="refund")
    at = models.DateTimeField()  # by the database's clock, as `read_usage` and `read_clock` tell it

    objects = UsageEntryQuerySet.as_manager()

    class Meta:
        db_table = "usage_entries"
        constraints = [
            models.CheckConstraint(condition=Q(unit__in=Unit.values), name="usage_unit_known"),
            models.CheckConstraint(
                condition=Q(reason__in=[Reason.CHARGED, Reason.INCLUDED], amount__gt=0, refund_of=None)
                | Q(reason__in=REFUNDS, amount__lt=0, refund_of__isnull=False),
                name="usage_amount_fits_its_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "-at", "-id"], name="usage_of_user"),  # receipts, newest first
            models.Index(
                fields=["user", "unit", "period", "amount"], name="usage_of_period"
            ),  # the sum that a counter must agree with
            models.Index(
                fields=["user", "key", "at"], name="usage_included_again", condition=Q(reason=Reason.INCLUDED)
            ),  # was this search listed a moment ago?
        ]

    def __str__(self) -> str:
        return self.what

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise TypeError("The ledger is append-only: write a further entry.")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise TypeError("The ledger is append-only: it goes with its member alone.")


class UsageCounter(models.Model):
    """What counts against a limit in the member's present month: the sum of the ledger, changed by one UPDATE."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="usage_counters")
    unit = models.CharField(max_length=20, choices=Unit)
    period = models.PositiveIntegerField()
    used = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "usage_counters"
        constraints = [
            models.UniqueConstraint(fields=["user", "unit"], name="usage_counter_once"),
            models.CheckConstraint(condition=Q(used__gte=0), name="usage_counter_not_below_zero"),
        ]


class SearchPass(models.Model):
    """A search that was paid for: for a while the same one is free. Refunding its charge takes the pass away.

    `gave_results` says that somebody saw results on it beside the one who paid; then nothing is refunded.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = KeyField(max_length=64)
    entry = models.ForeignKey(UsageEntry, on_delete=models.CASCADE, related_name="+")
    paid_at = models.DateTimeField()
    gave_results = models.BooleanField(default=False)

    class Meta:
        db_table = "search_passes"
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="search_pass_once")]
        indexes = [models.Index(fields=["paid_at"], name="search_pass_age")]  # forgetting old ones


class RequestWindow(models.Model):
    """Requests of one member in the hour that began at `started_at`, in seconds since 1970 by the database's clock."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+")
    started_at = models.BigIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "request_windows"
        constraints = [models.CheckConstraint(condition=Q(count__gte=0), name="request_count_not_below_zero")]
