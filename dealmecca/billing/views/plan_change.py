"""Choosing a plan, cancelling it, taking that back, and the way to the provider's own pages."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.models import SubscriptionTier
from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.actions.plan_requests import ask_for_plan
from dealmecca.billing.actions.subscriptions import (
    cancel_plan,
    choose_plan,
    manage_payment,
    resume_plan,
    upgrades_wait,
)
from dealmecca.billing.forms.plans import PlanForm
from dealmecca.billing.plan_table import TIERS
from dealmecca.billing.queries.overview import plan_overview
from dealmecca.billing.queries.seats import taken_seats
from dealmecca.history.models import Door
from dealmecca.lib.form_writes import posted, write_from_form


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def plan_choose(request: HttpRequest) -> HttpResponse:
    """`?tier=PRO` says what is about to happen; the form does it."""
    viewer = viewer_of(request)
    mine = plan_overview(viewer=viewer)
    tier = request.POST.get("tier") or request.GET.get("tier", "")
    if tier not in SubscriptionTier.values or tier == SubscriptionTier.FREE:
        return redirect("billing:plans")
    seats = mine.best.seats if mine.best and mine.best.tier == SubscriptionTier.TEAM else 1
    taken = taken_seats(payer=viewer)
    form = PlanForm(posted(request), initial={"tier": tier, "seats": max(seats, taken, 1)})
    waits = upgrades_wait(viewer)
    if form.is_valid():
        values = {"actor": viewer, "door": Door.WEB, **form.cleaned_data}
        if waits:
            if write_from_form(form, lambda: ask_for_plan(**values)):
                messages.success(request, "The operator was asked. You hear as soon as it is decided.")
                return redirect("billing:plans")
        else:
            back = request.build_absolute_uri(reverse("billing:plans"))
            outcome = write_from_form(form, lambda: choose_plan(**values, done_url=f"{back}?paid=yes", back_url=back))
            if outcome and outcome.url:
                return _leave(request, outcome.url)
            if outcome:
                messages.success(request, outcome.sentence)
                return redirect("billing:plans")
    context = {
        "form": form,
        "tier": SubscriptionTier(tier),
        "mine": mine,
        "is_downgrade": TIERS.index(SubscriptionTier(tier)) < TIERS.index(mine.tier),
        "waits": waits,
        "taken": taken,
    }
    return render(request, "billing/plan_choose.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def plan_cancel(request: HttpRequest) -> HttpResponse:
    """Asks first; then everything of theirs ends with the period that is paid."""
    viewer = viewer_of(request)
    if request.method == "POST":
        until = cancel_plan(actor=viewer, door=Door.WEB)
        day = f"{until.astimezone(viewer.zone):%-d %b %Y}" if until else ""
        messages.success(request, f"Cancelled. Your plan runs until {day}." if day else "Cancelled.")
        return redirect("billing:plans")
    return render(request, "billing/plan_cancel.html", {"mine": plan_overview(viewer=viewer)})


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def plan_resume(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        resume_plan(actor=viewer_of(request), door=Door.WEB)
        messages.success(request, "Your plan goes on.")
    return redirect("billing:plans")


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def plan_payment(request: HttpRequest) -> HttpResponse:
    """To the provider's page with invoices and cards."""
    if request.method != "POST":
        return redirect("billing:plans")
    back = request.build_absolute_uri(reverse("billing:plans"))
    return _leave(request, manage_payment(actor=viewer_of(request), back_url=back))


def _leave(request: HttpRequest, url: str) -> HttpResponse:
    """A page that leads on by itself: our security policy lets no form end on somebody else's address."""
    return render(request, "billing/leaving.html", {"url": url})
