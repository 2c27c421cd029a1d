"""What a provider tells us, and asking it unasked: any order, any repetition, any interruption ends in one state."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from dealmecca.accounts.models import SubscriptionStatus, User
from dealmecca.billing.actions.entitlements import refresh_entitlements
from dealmecca.billing.actions.subscriptions import apply_state, draw_read_number
from dealmecca.billing.models import BillingEvent, ProviderCheck, ProviderName, ProviderRead, Subscription
from dealmecca.billing.providers import Event, Provider, SubscriptionState, provider_named
from dealmecca.billing.queries.subscriptions import customers_to_check, get_subscription, ids_of_lapsed
from dealmecca.history.models import Door

CHECKED_EVERY = timedelta(hours=20)
KEPT_READS = timedelta(days=1)


def receive_event(*, provider: Provider, event: Event) -> None:
    """An event only says which subscription to ask about: what holds is what the provider answers now.

    The ledger's line and the work are one transaction: whatever fails leaves neither, and the event is sent again.
    """
    if BillingEvent.objects.filter(provider=provider.name, event_id=event.event_id).exists():
        return
    number = draw_read_number()
    state = provider.fetch_subscription(event.subscription_id) if event.subscription_id else None
    with transaction.atomic():
        if _record(provider, event):
            _work(provider, event, state, number)


def _record(provider: Provider, event: Event) -> bool:
    """Whether it is new. Of two deliveries at once the second waits for the first to end."""
    row = BillingEvent(
        provider=provider.name,
        event_id=event.event_id,
        kind=event.kind[:100],
        subscription_id=event.subscription_id,
        happened_at=event.happened_at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _work(provider: Provider, event: Event, state: SubscriptionState | None, number: int) -> None:
    if not event.subscription_id:
        return
    row = get_subscription(provider=provider.name, provider_id=event.subscription_id)
    if state is None and row is not None:
        state = _gone(row)
    user = row.user if row else whose(state) if state else None
    if user and state:  # otherwise it is somebody else's who uses the same account there
        apply_state(actor=None, door=Door.SYSTEM, user=user, state=state, read_number=number)


def whose(state: SubscriptionState) -> User | None:
    """By the customer we made for them; else by the member's id that we sent along."""
    by_customer = User.objects.filter(stripe_customer_id=state.customer_id).first() if state.customer_id else None
    return by_customer or (User.objects.filter(pk=state.user_id).first() if state.user_id else None)


def _gone(row: Subscription) -> SubscriptionState:
    """Their provider does not know it any more."""
    return SubscriptionState(
        provider=row.provider,
        provider_id=row.provider_id,
        tier=row.tier,
        seats=row.seats,
        status=SubscriptionStatus.CANCELED,
        current_period_start=row.current_period_start,
        current_period_end=row.current_period_end,
        cancel_at_period_end=row.cancel_at_period_end,
    )


def end_lapsed_subscriptions() -> int:
    """Write down that plans whose time is up have ended. Each by itself: one that fails holds up no other."""
    lapsed = ids_of_lapsed()
    for user_id in lapsed:
        refresh_entitlements(actor=None, door=Door.SYSTEM, user_id=user_id)
    return len(lapsed)


def reconcile_with_provider() -> int:
    """Once a day ask the provider for everything its customers pay, in case its events never came."""
    ProviderRead.objects.filter(asked_at__lt=timezone.now() - KEPT_READS).delete()
    customers = customers_to_check(older_than=CHECKED_EVERY)
    provider = provider_named(ProviderName.STRIPE) if customers else None
    for user in customers:
        if provider:
            _reconcile(provider, user)
    return len(customers)


def _reconcile(provider: Provider, user: User) -> None:
    number = draw_read_number()
    states = provider.fetch_subscriptions_of(user=user)
    with transaction.atomic():
        for state in states:
            apply_state(actor=None, door=Door.SYSTEM, user=user, state=state, read_number=number)
        there = {state.provider_id for state in states}
        for row in Subscription.objects.filter(user=user, provider=provider.name).exclude(provider_id__in=there):
            apply_state(actor=None, door=Door.SYSTEM, user=user, state=_gone(row), read_number=number)
        ProviderCheck.objects.update_or_create(user=user, defaults={"checked_at": timezone.now()})
