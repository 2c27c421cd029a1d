"""Leaving the sales team, taking somebody off it, handing it over."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.models import User
from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.actions.sales_teams import hand_over_team, leave_team, remove_member
from dealmecca.billing.models import SeatPool
from dealmecca.billing.permissions import can_manage_team
from dealmecca.billing.queries.seats import get_member, get_pool
from dealmecca.history.models import Door
from dealmecca.lib.missing import or_404


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def sales_team_leave(request: HttpRequest) -> HttpResponse:
    """Asks first."""
    viewer = viewer_of(request)
    pool = get_pool(viewer=viewer)
    if pool is None:
        return redirect("billing:sales_team_page")
    if request.method == "POST":
        leave_team(actor=viewer, door=Door.WEB, pool=pool)
        messages.success(request, f"You left {pool.team.name}.")
        return redirect("billing:sales_team_page")
    return render(request, "billing/sales_team_leave.html", {"pool": pool, "member": None})


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def sales_team_remove(request: HttpRequest, member_id: str) -> HttpResponse:
    """Asks first."""
    pool, member = _managed(request, member_id)
    if request.method == "POST":
        remove_member(actor=viewer_of(request), door=Door.WEB, pool=pool, member=member)
        messages.success(request, f"{member.display_name} is off the team.")
        return redirect("billing:sales_team_page")
    return render(request, "billing/sales_team_leave.html", {"pool": pool, "member": member})


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def sales_team_hand_over(request: HttpRequest, member_id: str) -> HttpResponse:
    """Asks first."""
    pool, member = _managed(request, member_id)
    if request.method == "POST":
        hand_over_team(actor=viewer_of(request), door=Door.WEB, pool=pool, member=member)
        messages.success(request, f"{member.display_name} runs the team now.")
        return redirect("billing:sales_team_page")
    return render(request, "billing/sales_team_hand_over.html", {"pool": pool, "member": member})


def _managed(request: HttpRequest, member_id: str) -> tuple[SeatPool, User]:
    """The team that the viewer runs, and one of its members. 404 for people of other teams."""
    viewer = viewer_of(request)
    pool = get_pool(viewer=viewer)
    if pool is None:
        raise Http404
    member = or_404(get_member, viewer=viewer, member_id=member_id)
    if not can_manage_team(viewer, pool):
        raise PermissionDenied("Only the team's admin may do this.")
    return pool, member
