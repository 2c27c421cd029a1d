"""The viewer's sales team: who is on it, who is invited, how many seats are left; or how to get one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.actions.invitations import invite
from dealmecca.billing.actions.sales_teams import make_team, rename_team
from dealmecca.billing.forms.teams import InvitationForm, TeamForm
from dealmecca.billing.models import SeatPool
from dealmecca.billing.permissions import can_make_team, can_manage_team
from dealmecca.billing.queries.seats import get_pool, list_invitations, list_members, seats_of
from dealmecca.history.models import Door
from dealmecca.lib.form_writes import posted, write_from_form


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def sales_team_page(request: HttpRequest) -> HttpResponse:
    """A POST makes the team, or invites to it."""
    viewer = viewer_of(request)
    pool = get_pool(viewer=viewer)
    if pool is None:
        return _no_team(request)
    form = InvitationForm(posted(request))
    if form.is_valid():
        email = form.cleaned_data["email"]
        site = request.build_absolute_uri("/")
        if write_from_form(form, lambda: invite(actor=viewer, door=Door.WEB, pool=pool, email=email, site=site)):
            messages.success(request, f"An invitation goes to {email}.")
            return redirect("billing:sales_team_page")
    return render(request, "billing/sales_team_page.html", _team(request, pool, form), status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def sales_team_rename(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    pool = get_pool(viewer=viewer)
    if pool is None or not can_manage_team(viewer, pool):
        return redirect("billing:sales_team_page")
    form = TeamForm(posted(request), initial={"name": pool.team.name})
    if form.is_valid():
        name = form.cleaned_data["name"]
        write_from_form(form, lambda: rename_team(actor=viewer, door=Door.WEB, pool=pool, name=name))
        if not form.errors:
            return redirect("billing:sales_team_page")
    context = {"form": form, "heading": "Rename the team", "button": "Save", "back": reverse("billing:sales_team_page")}
    return render(request, "billing/sales_team_name.html", context, status=_status(form))


def _no_team(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    form = TeamForm(posted(request))
    if form.is_valid():
        name = form.cleaned_data["name"]
        if write_from_form(form, lambda: make_team(actor=viewer, door=Door.WEB, name=name)):
            messages.success(request, f"{name} was made. Invite your colleagues now.")
            return redirect("billing:sales_team_page")
    if viewer.sales_team_id or not can_make_team(viewer):
        return render(request, "billing/sales_team_none.html", {"team": viewer.sales_team}, status=_status(form))
    context = {"form": form, "heading": "Make your sales team", "button": "Make the team", "back": ""}
    return render(request, "billing/sales_team_name.html", context, status=_status(form))


def _team(request: HttpRequest, pool: SeatPool, form: InvitationForm) -> dict[str, Any]:
    viewer = viewer_of(request)
    members, invitations = list_members(viewer=viewer, pool=pool), list_invitations(viewer=viewer, pool=pool)
    seats = seats_of(pool)
    taken = len(members) + sum(not invitation.has_run_out for invitation in invitations)
    return {
        "pool": pool,
        "form": form,
        "members": members,
        "invitations": invitations,
        "seats": seats,
        "taken": taken,
        "free": None if seats is None else max(seats - taken, 0),
        "can_manage": can_manage_team(viewer, pool),
        "is_payer": viewer.pk == pool.payer_id,
    }


def _status(form: Any) -> int:
    return 422 if form.errors else 200
