"""What somebody pays for: subscriptions as their provider last stated them, and the events that told us to ask."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from dealmecca.accounts.models import SubscriptionStatus, SubscriptionTier
from dealmecca.database.fields import IdField, KeyField

PAID_TIERS = (SubscriptionTier.PRO, SubscriptionTier.TEAM)
MOST_SEATS = 500


class ProviderName(models.TextChoices):
    MANUAL = "MANUAL", "Invoice"
    STRIPE = "STRIPE", "Stripe"


class Subscription(models.Model):
    """One thing paid for. A member's plan is derived from all of theirs that still run, never from an event.

    `read_number` is the number of the read this state came from: an older read never overwrites a newer one.
    """

    id = IdField()
    provider = models.CharField(max_length=10, choices=ProviderName)
    provider_id = KeyField(max_length=255)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="subscriptions")
    tier = models.CharField(max_length=10, choices=SubscriptionTier)
    status = models.CharField(max_length=20, choices=SubscriptionStatus)
    seats = models.PositiveIntegerField(default=1)
    current_period_start = models.DateTimeField(null=True, blank=True)
    current_period_end = models.DateTimeField(null=True, blank=True)  # None: runs until somebody ends it
    cancel_at_period_end = models.BooleanField(default=False)
    is_fixed_term = models.BooleanField(default=False)  # the operator gave it until a day: nothing to cancel or resume
    read_number = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "subscriptions"
        constraints = [
            models.UniqueConstraint(fields=["provider", "provider_id"], name="subscription_once_per_provider"),
            models.CheckConstraint(
                condition=models.Q(provider__in=ProviderName.values), name="subscription_provider_known"
            ),
            models.CheckConstraint(condition=models.Q(tier__in=PAID_TIERS), name="subscription_tier_is_paid"),
            models.CheckConstraint(
                condition=models.Q(status__in=SubscriptionStatus.values) & ~models.Q(status=SubscriptionStatus.NONE),
                name="subscription_status_known",
            ),
            models.CheckConstraint(condition=models.Q(seats__gte=1), name="subscription_has_a_seat"),
        ]

    def __str__(self) -> str:
        return f"{self.get_provider_display()}: {self.get_tier_display()}, {self.get_status_display()}"


class ProviderRead(models.Model):
    """Its key numbers a question to the provider, drawn before it is asked; answers are applied in that order."""

    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "billing_reads"


class ProviderCheck(models.Model):
    """When the provider was last asked for all that a member pays there, without an event to say so."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="provider_check"
    )
    checked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "billing_checks"


class BillingEvent(models.Model):
    """An event that was worked through, in the same transaction as its work: the same id again does nothing."""

    id = models.BigAutoField(primary_key=True)
    provider = models.CharField(max_length=10, choices=ProviderName)
    event_id = KeyField(max_length=255)
    kind = models.CharField(max_length=100)
    subscription_id = KeyField(max_length=255, blank=True, default="")  # the provider's id; empty: about something else
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "billing_events"
        constraints = [models.UniqueConstraint(fields=["provider", "event_id"], name="billing_event_once")]


class PlanRequest(models.Model):
    """A member asked for a plan, and an admin sends the invoice and decides."""

    id = IdField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="plan_requests")
    tier = models.CharField(max_length=10, choices=SubscriptionTier)
    seats = models.PositiveIntegerField(default=1)
    asked_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_granted = models.BooleanField(default=False)

    class Meta:
        db_table = "plan_requests"
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(decided_at=None), name="plan_request_open_once"
            ),
            models.CheckConstraint(condition=models.Q(tier__in=PAID_TIERS), name="plan_request_tier_is_paid"),
            models.CheckConstraint(condition=models.Q(seats__gte=1), name="plan_request_has_a_seat"),
        ]
        indexes = [
            models.Index(
                fields=["asked_at"], name="plan_request_open", condition=models.Q(decided_at=None)
            ),  # what waits for an admin, oldest first
        ]
