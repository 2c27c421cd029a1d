"""Seats of a sales team: how many are paid for, by whom, and who is invited to one."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from dealmecca.accounts.models import SalesTeam
from dealmecca.database.fields import IdField, KeyField


class SeatPool(models.Model):
    """One per sales team. Whoever changes members, invitations or seats holds this row's lock first, then users."""

    team = models.OneToOneField(SalesTeam, on_delete=models.CASCADE, primary_key=True, related_name="seat_pool")
    payer = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="paid_seat_pool"
    )
    admin = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Derived from the payer's running Team subscriptions, in the transaction that changes them:
    seats = models.PositiveIntegerField(default=0)
    paid_until = models.DateTimeField(null=True, blank=True)  # None: no end is known

    class Meta:
        db_table = "seat_pools"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def undecided(self) -> "InvitationQuerySet":
        return self.filter(accepted_at=None, revoked_at=None)

    def open(self, now: datetime | None = None) -> "InvitationQuerySet":
        """Those that hold a seat: neither accepted, revoked nor run out."""
        return self.undecided().filter(expires_at__gt=now or timezone.now())


class Invitation(models.Model):
    """A seat offered to a mail address. The link's token is derived, not stored: only its hash stands here."""

    id = IdField()
    team = models.ForeignKey(SalesTeam, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    token_hash = KeyField(max_length=64, unique=True)
    sent_count = models.PositiveIntegerField(default=1)
    sent_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        db_table = "invitations"
        constraints = [
            models.UniqueConstraint(
                "team", Lower("email"), condition=Q(accepted_at=None, revoked_at=None), name="invitation_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} to {self.team_id}"

    @property
    def has_run_out(self) -> bool:
        return self.expires_at <= timezone.now()
