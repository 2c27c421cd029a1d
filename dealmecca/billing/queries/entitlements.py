"""Which plan somebody has: derived from everything that is paid for them, now."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from dealmecca.accounts.models import SubscriptionStatus, SubscriptionTier, User
from dealmecca.billing.models import Invitation, ProviderName, SeatPool, Subscription
from dealmecca.billing.terms import FOREVER, NEVER, access_ends

_RANK = {SubscriptionTier.FREE: 0, SubscriptionTier.PRO: 1, SubscriptionTier.TEAM: 2}


@dataclass(frozen=True, slots=True)
class Entitlement:
    """`until` is None when no end is known; for somebody on the free plan there is none to come."""

    tier: SubscriptionTier = SubscriptionTier.FREE
    status: SubscriptionStatus = SubscriptionStatus.NONE
    until: datetime | None = None
    stripe_subscription_id: str | None = None


def entitlement_of(user: User, now: datetime | None = None) -> Entitlement:
    return entitlements_of([user], now)[user.pk]


def entitlements_of(users: Collection[User], now: datetime | None = None) -> dict[str, Entitlement]:
    """By user id; as many queries for a team as for one. Raises nothing for people nobody pays for: they are Free."""
    now = now or timezone.now()
    paid: dict[str, list[Subscription]] = {user.pk: [] for user in users}
    for row in Subscription.objects.filter(user__in=users).order_by("pk"):
        paid[row.user_id].append(row)
    seated = _seated({user.sales_team_id for user in users if user.sales_team_id}, now)
    return {user.pk: _best(paid[user.pk], seated.get(user.pk), now) for user in users}


def _best(own: list[Subscription], seat_ends: datetime | None, now: datetime) -> Entitlement:
    """The highest plan that runs, and of equal ones the one that runs longest."""
    by_stripe = [row for row in own if row.provider == ProviderName.STRIPE]
    newest = max(by_stripe, key=lambda row: (access_ends(row) > now, row.created_at), default=None)
    stripe_id = newest.provider_id if newest else None
    running = [(_RANK[SubscriptionTier(row.tier)], access_ends(row), row.status, row.tier) for row in own]
    if seat_ends:
        team = SubscriptionTier.TEAM
        running.append((_RANK[team], seat_ends, SubscriptionStatus.ACTIVE, team))
    running = [one for one in running if one[1] > now]
    if running:
        _, ends, status, tier = max(running)
        until = None if ends == FOREVER else ends
        return Entitlement(SubscriptionTier(tier), SubscriptionStatus(status), until, stripe_id)
    if not own:
        return Entitlement()
    last = max(own, key=lambda row: (row.created_at, row.pk))
    ended = SubscriptionStatus(last.status)
    if ended in (SubscriptionStatus.ACTIVE, SubscriptionStatus.TRIALING):  # ran out, and no event said so
        ended = SubscriptionStatus.CANCELED
    return Entitlement(status=ended, stripe_subscription_id=stripe_id)


def _seated(teams: Collection[str], now: datetime) -> dict[str, datetime]:
    """Until when each member's seat is paid, of those who have one."""
    if not teams:
        return {}
    pools = {pool.pk: pool for pool in SeatPool.objects.filter(team__in=teams)}
    members: dict[str, list[str]] = {team: [] for team in pools}
    for user_id, team in User.objects.filter(sales_team__in=pools).values_list("pk", "sales_team_id"):
        members[str(team)].append(user_id)
    joined = joined_at(pools)
    seats = {}
    for team, pool in pools.items():
        ends = FOREVER if pool.paid_until is None else pool.paid_until
        for user_id in who_sits(pool, members[team], joined):
            seats[user_id] = ends if pool.seats else NEVER
    return seats


def joined_at(teams: Iterable[str]) -> Mapping[tuple[str, str], datetime]:
    """When each member who was invited came, by team and user."""
    rows = Invitation.objects.filter(team__in=list(teams)).exclude(accepted_at=None)
    found: dict[tuple[str, str], datetime] = {}
    for team, user, at in rows.order_by("accepted_at").values_list("team_id", "accepted_by_id", "accepted_at"):
        if user and at:
            found[team, user] = at
    return found


def who_sits(pool: SeatPool, members: Iterable[str], joined: Mapping[tuple[str, str], datetime]) -> list[str]:
    """When fewer seats are paid than there are members: who pays, the admin, then who came first."""
    order = sorted(
        members, key=lambda key: (key != pool.payer_id, key != pool.admin_id, joined.get((pool.pk, key), NEVER), key)
    )
    return order[: pool.seats]
