"""Plans that wait for an admin's word, where the operator sends invoices before anything is opened."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from dealmecca.accounts.models import SubscriptionTier, User
from dealmecca.billing.actions.entitlements import lock_billing_of
from dealmecca.billing.actions.subscriptions import apply_state, check_choice, draw_read_number
from dealmecca.billing.models import PlanRequest
from dealmecca.billing.permissions import can_choose_plan, can_grant_plans, require
from dealmecca.billing.providers.manual import ManualProvider
from dealmecca.billing.queries.members import admins
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb
from dealmecca.lib.conflicts import Conflict
from dealmecca.notifications.actions import notify
from dealmecca.notifications.kinds import Kind


@transaction.atomic
def ask_for_plan(*, actor: User, door: Door, tier: str, seats: int) -> PlanRequest:
    """One request is open at a time: asking again changes it. Raises ValidationError and Conflict."""
    require(can_choose_plan(actor), "You may not choose a plan.")
    seats = seats if tier == SubscriptionTier.TEAM else 1
    check_choice(actor=actor, tier=tier, seats=seats)
    lock_billing_of(actor.pk)
    request, is_new = PlanRequest.objects.get_or_create(
        user=actor, decided_at=None, defaults={"tier": tier, "seats": seats}
    )
    old = ("", "") if is_new else (request.tier, request.seats)
    if old == (tier, seats):
        return request
    if not is_new:
        PlanRequest.objects.filter(pk=request.pk).update(tier=tier, seats=seats)
        request.tier, request.seats = tier, seats
    told = {"plan asked for": (old[0], tier), "seats asked for": (old[1], seats)}
    record_changes(actor=actor, door=door, entries=[Entry("user", actor.pk, Verb.EDIT, told, timezone.now())])
    for admin in admins():
        notify(
            user=admin,
            kind=Kind.BILLING,
            key=f"plan request {request.pk} {tier} {seats}",
            sentence=f"{actor.display_name} asks for the {SubscriptionTier(tier).label} plan.",
            link=reverse("billing:plan_requests"),
        )
    return request


@transaction.atomic
def decide_plan_request(*, actor: User, door: Door, request: PlanRequest, is_granted: bool) -> None:
    """Open the plan, or tell the member no. Raises Conflict when it was decided meanwhile."""
    require(can_grant_plans(actor), "Only admins decide on plans.")
    number = draw_read_number()
    lock_billing_of(request.user_id)
    now = timezone.now()
    decided = PlanRequest.objects.filter(pk=request.pk, decided_at=None, tier=request.tier, seats=request.seats).update(
        decided_at=now, decided_by=actor, is_granted=is_granted
    )
    if not decided:
        raise Conflict("This was decided or changed in the meantime. Look at the list again.")
    user, name = request.user, SubscriptionTier(request.tier).label
    told = {"plan asked for": (request.tier, "granted" if is_granted else "declined")}
    record_changes(actor=actor, door=door, entries=[Entry("user", user.pk, Verb.EDIT, told, now)])
    if is_granted:
        state = ManualProvider().start_checkout(
            user=user, tier=request.tier, seats=request.seats, done_url="", back_url=""
        ).state  # fmt: skip
        if state:
            apply_state(actor=actor, door=door, user=user, state=state, read_number=number)
        return
    notify(
        user=user,
        kind=Kind.BILLING,
        key=f"plan request {request.pk} declined",
        sentence=f"Your request for the {name} plan was declined. The operator can tell you why.",
        link=reverse("billing:plans"),
    )
