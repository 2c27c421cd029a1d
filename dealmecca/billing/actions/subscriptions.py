"""Subscriptions as their provider states them, and what a member, an admin or the operator does about them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from dealmecca.accounts.models import Role, SubscriptionStatus, SubscriptionTier, User
from dealmecca.billing.actions.entitlements import lock_billing_of, refresh_entitlements
from dealmecca.billing.models import MOST_SEATS, PAID_TIERS, ProviderName, ProviderRead, Subscription
from dealmecca.billing.permissions import can_choose_plan, can_grant_plans, require
from dealmecca.billing.providers import ProviderAway, SubscriptionState, chosen_provider, provider_named
from dealmecca.billing.providers.manual import ManualProvider
from dealmecca.billing.queries.seats import taken_seats
from dealmecca.billing.queries.subscriptions import running_subscriptions
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb
from dealmecca.lib.conflicts import Conflict
from dealmecca.notifications.actions import notify
from dealmecca.notifications.kinds import Kind

STATE_FIELDS = (
    "tier",
    "status",
    "seats",
    "current_period_start",
    "current_period_end",
    "cancel_at_period_end",
    "is_fixed_term",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a choice led to: a page of the provider's to go to, or a sentence about what holds now."""

    sentence: str = ""
    url: str = ""


@contextmanager
def asked_for_a_member() -> Iterator[None]:
    """A member is told to try again; a webhook's failure goes through to whoever sent it."""
    try:
        yield
    except ProviderAway:
        raise Conflict("The payment provider does not answer just now. Nothing was changed: try again soon.") from None


def draw_read_number() -> int:
    """To be drawn before the provider is asked, and outside of the transaction that writes the answer.

    Numbers only grow. Whoever hears of a change draws after it happened, so the highest number has seen the last one.
    """
    return ProviderRead.objects.create().pk


@transaction.atomic
def apply_state(*, actor: User | None, door: Door, user: User, state: SubscriptionState, read_number: int) -> bool:
    """Write down what the provider answered to this read. False when a later read was written already."""
    lock_billing_of(user.pk)
    key = {"provider": state.provider, "provider_id": state.provider_id}
    row = Subscription.objects.filter(**key).first()
    if row and (row.read_number > read_number or row.user_id != user.pk):
        return False
    if not state.tier:
        if row is None:
            return False
        state = replace(state, tier=row.tier)
    new = {name: getattr(state, name) for name in STATE_FIELDS}
    old = {name: getattr(row, name, None) for name in STATE_FIELDS}
    if row is None:
        row = Subscription.objects.create(**key, user=user, read_number=read_number, **new)
    else:
        Subscription.objects.filter(pk=row.pk).update(**new, read_number=read_number, updated_at=timezone.now())
    changed = {f"subscription {name}": (old[name], new[name]) for name in STATE_FIELDS if old[name] != new[name]}
    if changed:
        at = timezone.now()
        record_changes(actor=actor, door=door, entries=[Entry("user", user.pk, Verb.EDIT, changed, at)])
        _tell(user, row, old, state, at)
        refresh_entitlements(actor=actor, door=door, user_id=user.pk)
    return True


def _tell(user: User, row: Subscription, old: dict[str, object], state: SubscriptionState, at: datetime) -> None:
    if state.status == SubscriptionStatus.PAST_DUE != old["status"]:
        sentence = "A payment failed. It is tried again; look at how you pay, so that your plan goes on."
    elif state.cancel_at_period_end and not old["cancel_at_period_end"] and state.current_period_end:
        sentence = f"Your {row.get_tier_display()} plan ends on {state.current_period_end:%-d %b %Y}."
    else:
        return
    key = f"subscription {row.pk} {state.status} {at.isoformat()}"
    notify(user=user, kind=Kind.BILLING, key=key, sentence=sentence, link=reverse("billing:plans"))


def check_choice(*, actor: User, tier: str, seats: int) -> None:
    """Raises ValidationError for a choice that nobody can make, Conflict for one that the team is too large for."""
    if tier not in PAID_TIERS:
        raise ValidationError({"tier": ["Choose Pro or Team."]})
    if not 1 <= seats <= MOST_SEATS:
        raise ValidationError({"seats": [f"Choose 1 to {MOST_SEATS} seats."]})
    taken = taken_seats(payer=actor)
    if tier == SubscriptionTier.TEAM and seats < taken:
        raise Conflict(f"Your team has {taken} members and open invitations. Choose at least {taken} seats.")


@asked_for_a_member()
def choose_plan(*, actor: User, door: Door, tier: str, seats: int, done_url: str, back_url: str) -> Outcome:
    """Buy or change a plan. The provider is asked outside of any transaction; what it answers is then written.

    Raises ValidationError and Conflict. After `DEALMECCA_MANUAL_UPGRADES=after_approval`, see `ask_for_plan`.
    """
    require(can_choose_plan(actor), "You may not choose a plan.")
    seats = seats if tier == SubscriptionTier.TEAM else 1
    check_choice(actor=actor, tier=tier, seats=seats)
    with_stripe = [row for row in running_subscriptions(viewer=actor) if row.provider == ProviderName.STRIPE]
    if with_stripe:  # a second checkout would be a second bill: Stripe's own page changes the one there is
        return Outcome(url=provider_named(ProviderName.STRIPE).portal(user=actor, back_url=back_url))
    provider = chosen_provider()
    if customer := provider.open_customer(user=actor):
        _remember_customer(actor, customer)
    number = draw_read_number()
    checkout = provider.start_checkout(user=actor, tier=tier, seats=seats, done_url=done_url, back_url=back_url)
    if checkout.state is None:
        return Outcome(url=checkout.url)
    apply_state(actor=actor, door=door, user=actor, state=checkout.state, read_number=number)
    return Outcome(f"You are on the {SubscriptionTier(tier).label} plan now. The operator sends the invoice.")


def _remember_customer(user: User, customer_id: str) -> None:
    if user.stripe_customer_id != customer_id:
        User.objects.filter(pk=user.pk).update(stripe_customer_id=customer_id)
        user.stripe_customer_id = customer_id


def cancel_plan(*, actor: User, door: Door) -> datetime | None:
    """Nothing of the actor's goes on by itself; until when their plan runs. Twice is once. Raises Conflict."""
    return _ask_about_own(actor, door, cancel=True)


def resume_plan(*, actor: User, door: Door) -> datetime | None:
    """Take the cancellation back while the plan still runs. Raises Conflict."""
    return _ask_about_own(actor, door, cancel=False)


@asked_for_a_member()
def _ask_about_own(actor: User, door: Door, *, cancel: bool) -> datetime | None:
    require(can_choose_plan(actor), "You may not change this plan.")
    rows = [row for row in running_subscriptions(viewer=actor) if not row.is_fixed_term]
    if not rows:
        raise Conflict("You have no plan of your own that goes on by itself.")
    for row in rows:
        if row.cancel_at_period_end != cancel:
            number = draw_read_number()
            ask = provider_named(row.provider).cancel if cancel else provider_named(row.provider).resume
            apply_state(actor=actor, door=door, user=actor, state=ask(subscription=row), read_number=number)
    return User.objects.values_list("plan_until", flat=True).get(pk=actor.pk)


@asked_for_a_member()
def manage_payment(*, actor: User, back_url: str) -> str:
    """The provider's page with invoices and cards. Raises Conflict when there is none."""
    require(can_choose_plan(actor), "You may not see this.")
    url = provider_named(ProviderName.STRIPE).portal(user=actor, back_url=back_url) if actor.stripe_customer_id else ""
    if not url:
        raise Conflict("Your invoices come from the operator by mail: there is no page for them.")
    return url


@transaction.atomic
def grant_plan(
    *, actor: User | None, door: Door, user: User, tier: str, seats: int = 1, until: datetime | None = None
) -> None:
    """The operator's hand: this plan until that instant, beside what the member pays. FREE ends what was invoiced.

    Raises ValidationError.
    """
    require(can_grant_plans(actor), "Only the operator gives plans.")
    if tier not in SubscriptionTier.values:
        raise ValidationError({"tier": [f"Choose one of {', '.join(SubscriptionTier.values)}."]})
    if not 1 <= seats <= MOST_SEATS:
        raise ValidationError({"seats": [f"Choose 1 to {MOST_SEATS} seats."]})
    if until and until <= timezone.now():
        raise ValidationError({"until": ["Give a day to come."]})
    number = draw_read_number()
    if tier != SubscriptionTier.FREE:
        state = ManualProvider().grant(user=user, tier=tier, seats=seats, until=until)
        apply_state(actor=actor, door=door, user=user, state=state, read_number=number)
        return
    lock_billing_of(user.pk)
    ended = Subscription.objects.filter(user=user, provider=ProviderName.MANUAL)
    if ended.exclude(status=SubscriptionStatus.CANCELED).update(
        status=SubscriptionStatus.CANCELED, read_number=number, updated_at=timezone.now()
    ):
        told = {"subscription status": ("", SubscriptionStatus.CANCELED)}
        record_changes(actor=actor, door=door, entries=[Entry("user", user.pk, Verb.EDIT, told, timezone.now())])
    refresh_entitlements(actor=actor, door=door, user_id=user.pk)


def upgrades_wait(user: User) -> bool:
    """Whether a choice of this member waits for an admin's word. An admin's own needs none."""
    by_hand = settings.BILLING_PROVIDER == ProviderName.MANUAL and settings.MANUAL_UPGRADES == "after_approval"
    return by_hand and user.role != Role.ADMIN
