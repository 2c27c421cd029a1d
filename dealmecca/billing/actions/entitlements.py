"""Writing down which plan somebody has; called in the transaction of whatever changed what is paid for."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from dealmecca.accounts.models import SubscriptionTier, User
from dealmecca.billing.models import SeatPool, Subscription
from dealmecca.billing.queries.entitlements import entitlements_of
from dealmecca.billing.terms import FOREVER, access_ends
from dealmecca.database.locks import lock_until_commit
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb
from dealmecca.notifications.actions import notify
from dealmecca.notifications.kinds import Kind


def lock_billing_of(user_id: str) -> None:
    """The first lock of whatever changes what this member pays: one after another. Then their team, then users."""
    lock_until_commit(f"billing of {user_id}")


@transaction.atomic
def refresh_entitlements(*, actor: User | None, door: Door, user_id: str) -> None:
    """Derive the plan of a member, and of everybody who sits on a seat they pay for. Again changes nothing."""
    lock_billing_of(user_id)
    now = timezone.now()
    pools = SeatPool.objects.select_for_update(of=("self",))
    pool = pools.filter(payer=user_id).first() or _take_over_payment(user_id, now)
    people = {user_id}
    if pool:
        _count_seats(pool, now)
        people |= set(User.objects.filter(sales_team=pool.pk).values_list("pk", flat=True))
    write_entitlements(actor=actor, door=door, user_ids=people)


def _take_over_payment(user_id: str, now: datetime) -> SeatPool | None:
    """A team that nobody pays for any more goes on when its admin buys seats."""
    pool = (
        SeatPool.objects.select_for_update(of=("self",)).filter(admin=user_id, team__members=user_id, seats=0).first()
    )
    if pool and any(access_ends(row) > now for row in _seat_subscriptions(user_id)):
        pool.payer_id = user_id
        pool.save(update_fields=["payer"])
        return pool
    return None


def _seat_subscriptions(user_id: str | None) -> list[Subscription]:
    return list(Subscription.objects.filter(user=user_id, tier=SubscriptionTier.TEAM))


def _count_seats(pool: SeatPool, now: datetime) -> None:
    """Of the payer's running Team subscriptions the one with most seats counts."""
    rows = _seat_subscriptions(pool.payer_id)
    running = [(row.seats, access_ends(row)) for row in rows if access_ends(row) > now]
    seats, ends = max(running, default=(0, FOREVER))
    until = None if ends == FOREVER else ends
    if (pool.seats, pool.paid_until) != (seats, until):
        pool.seats, pool.paid_until = seats, until
        pool.save(update_fields=["seats", "paid_until"])


def write_entitlements(*, actor: User | None, door: Door, user_ids: Iterable[str]) -> None:
    """Whoever calls holds the lock of the team that these people are in, or come to."""
    users = list(User.objects.select_for_update(of=("self",)).filter(pk__in=set(user_ids)).order_by("pk"))
    now = timezone.now()
    entries = []
    for user_id, found in entitlements_of(users, now).items():
        user = next(one for one in users if one.pk == user_id)
        new = {
            "subscription_tier": found.tier,
            "subscription_status": found.status,
            "plan_until": found.until,
            "stripe_subscription_id": found.stripe_subscription_id,
        }
        changed: dict[str, tuple[Any, Any]] = {
            name: (getattr(user, name), value) for name, value in new.items() if getattr(user, name) != value
        }
        if not changed:
            continue
        User.objects.filter(pk=user_id).update(**new, updated_at=now)
        entries.append(Entry("user", user_id, Verb.EDIT, changed, now))
        if "subscription_tier" in changed:
            notify(
                user=user,
                kind=Kind.BILLING,
                key=f"plan {found.tier} {now.isoformat()}",
                sentence=f"You are on the {found.tier.label} plan now.",
                link=reverse("billing:plans"),
            )
    record_changes(actor=actor, door=door, entries=entries)
