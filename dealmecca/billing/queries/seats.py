"""Seats of a sales team: who sits on them, who is invited, how many are left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.utils import timezone

from dealmecca.accounts.models import SubscriptionTier, User
from dealmecca.billing.models import MOST_SEATS, Invitation, SeatPool
from dealmecca.billing.queries.entitlements import joined_at, who_sits
from dealmecca.billing.queries.subscriptions import running_subscriptions


@dataclass(frozen=True, slots=True)
class Seated:
    """A member of the team as its page shows them."""

    user: User
    is_admin: bool
    is_payer: bool
    has_seat: bool
    joined_at: datetime | None


def get_pool(*, viewer: User) -> SeatPool | None:
    """The seats of the team that the viewer is on."""
    return SeatPool.objects.select_related("team", "payer").filter(team=viewer.sales_team_id).first()


def seats_of(pool: SeatPool, now: datetime | None = None) -> int | None:
    """How many seats are paid for now; None without limit."""
    if settings.PLANS_ARE_UNLIMITED:
        return None
    has_ended = pool.paid_until is not None and pool.paid_until <= (now or timezone.now())
    return 0 if has_ended else pool.seats


def count_members(pool: SeatPool) -> int:
    return User.objects.filter(sales_team=pool.pk).count()


def count_taken(pool: SeatPool, now: datetime | None = None) -> int:
    """Members and open invitations: both hold a seat."""
    return count_members(pool) + Invitation.objects.filter(team=pool.pk).open(now).count()


def taken_seats(*, payer: User) -> int:
    pool = SeatPool.objects.filter(payer=payer).first()
    return count_taken(pool) if pool else 0


def pays_for_seats(*, user: User) -> bool:
    """Whether a Team subscription of their own runs now."""
    return any(row.tier == SubscriptionTier.TEAM for row in running_subscriptions(viewer=user))


def list_members(*, viewer: User, pool: SeatPool) -> Sequence[Seated]:
    """Admin and payer first, then by name. At most as many as there can be seats."""
    if viewer.sales_team_id != pool.pk:
        return []
    users = list(User.objects.filter(sales_team=pool.pk).order_by("name", "email")[:MOST_SEATS])
    joined = joined_at([pool.pk])
    seats = seats_of(pool)
    sitting = {user.pk for user in users} if seats is None else set(who_sits(pool, [u.pk for u in users], joined))
    rows = [
        Seated(
            user=user,
            is_admin=user.pk == pool.admin_id,
            is_payer=user.pk == pool.payer_id,
            has_seat=user.pk in sitting and seats != 0,
            joined_at=joined.get((pool.pk, user.pk)),
        )
        for user in users
    ]
    return sorted(rows, key=lambda row: (not row.is_admin, not row.is_payer))


def get_member(*, viewer: User, member_id: str) -> User:
    """Somebody on the viewer's team. Raises DoesNotExist."""
    if not viewer.sales_team_id:
        raise User.DoesNotExist
    return User.objects.get(pk=member_id, sales_team=viewer.sales_team_id)


def list_invitations(*, viewer: User, pool: SeatPool) -> Sequence[Invitation]:
    """Undecided ones, those that ran out too, newest first."""
    if viewer.sales_team_id != pool.pk:
        return []
    rows = Invitation.objects.filter(team=pool.pk).undecided().select_related("invited_by")
    return list(rows.order_by("-sent_at", "-pk")[:MOST_SEATS])


def get_invitation(*, viewer: User, invitation_id: str) -> Invitation:
    """An undecided one of the viewer's team. Raises DoesNotExist."""
    if not viewer.sales_team_id:
        raise Invitation.DoesNotExist
    rows = Invitation.objects.undecided().select_related("team")
    return rows.get(pk=invitation_id, team=viewer.sales_team_id)


def find_invitation(*, token_hash: str) -> Invitation:
    """By the hash of what its link carries, whoever asks. Raises DoesNotExist."""
    return Invitation.objects.select_related("team", "invited_by").get(token_hash=token_hash)


def owns_address(*, user: User, email: str) -> bool:
    """Whether this user showed that mail to the address reaches them."""
    return EmailAddress.objects.filter(user=user, email__iexact=email, verified=True).exists()


def runs_a_team(*, user: User) -> bool:
    """Whether they are the admin of a sales team."""
    return SeatPool.objects.filter(admin=user.pk).exists()
