"""An invitation: what its link shows, accepting it, and what the team's admin does about it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.actions.invitations import accept_invitation, resend_invitation, revoke_invitation
from dealmecca.billing.invitation_links import hash_of
from dealmecca.billing.models import Invitation, SeatPool
from dealmecca.billing.permissions import can_manage_team
from dealmecca.billing.queries.seats import find_invitation, get_invitation, get_pool, owns_address
from dealmecca.history.models import Door
from dealmecca.lib.missing import or_404


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever is not signed in signs in or up first, and comes back here."""
    viewer = viewer_of(request)
    row = or_404(find_invitation, token_hash=hash_of(token))
    if request.method == "POST":
        accept_invitation(actor=viewer, door=Door.WEB, invitation=row)
        messages.success(request, f"You are on the team {row.team.name} now.")
        return redirect("billing:sales_team_page")
    context = {
        "invitation": row,
        "is_open": not (row.accepted_at or row.revoked_at or row.has_run_out),
        "owns_address": owns_address(user=viewer, email=row.email),
    }
    return render(request, "billing/invitation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def invitation_resend(request: HttpRequest, invitation_id: str) -> HttpResponse:
    pool, row = _managed(request, invitation_id)
    if request.method == "POST":
        site = request.build_absolute_uri("/")
        resend_invitation(actor=viewer_of(request), door=Door.WEB, pool=pool, invitation=row, site=site)
        messages.success(request, f"The invitation goes to {row.email} again. The older link is void.")
    return redirect("billing:sales_team_page")


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def invitation_revoke(request: HttpRequest, invitation_id: str) -> HttpResponse:
    pool, row = _managed(request, invitation_id)
    if request.method == "POST":
        revoke_invitation(actor=viewer_of(request), door=Door.WEB, pool=pool, invitation=row)
        messages.success(request, f"The invitation of {row.email} is void. Its seat is free.")
    return redirect("billing:sales_team_page")


def _managed(request: HttpRequest, invitation_id: str) -> tuple[SeatPool, Invitation]:
    """404 for invitations of other teams."""
    viewer = viewer_of(request)
    pool = get_pool(viewer=viewer)
    if pool is None:
        raise Http404
    row = or_404(get_invitation, viewer=viewer, invitation_id=invitation_id)
    if not can_manage_team(viewer, pool):
        raise PermissionDenied("Only the team's admin may do this.")
    return pool, row
