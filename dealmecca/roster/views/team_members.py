"""Joining a team, and leaving it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.history.models import Door
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.lib.missing import or_404
from dealmecca.roster.actions.teams import join_team, leave_team
from dealmecca.roster.forms.teams import JoinForm, LeaveForm
from dealmecca.roster.permissions import can_edit_roster
from dealmecca.roster.queries import colleagues_of, duties_in_use, get_membership, get_team

FIELD_NAMES = {"contact_id": "person"}
LONGEST = 300


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def team_join(request: HttpRequest, team_id: str) -> HttpResponse:
    """`?q=` narrows the list of people."""
    viewer = viewer_of(request)
    team = or_404(get_team, viewer=viewer, team_id=team_id)
    if not can_edit_roster(viewer):
        raise PermissionDenied("You may not change teams.")
    text = request.GET.get("q", "").strip()[:LONGEST]
    people = colleagues_of(viewer=viewer, company=team.company, text=text)
    form = JoinForm(posted(request), viewer=viewer, people=people, duties=duties_in_use(viewer=viewer))
    if form.is_valid():
        values = form.cleaned_data
        membership = write_from_form(
            form,
            lambda: join_team(
                actor=viewer,
                door=Door.WEB,
                team=team,
                contact=values["person"],
                role=values["role"],
                duty=values["duty"],
                since=values["since"],
            ),
            FIELD_NAMES,
        )
        if membership:
            messages.success(request, f"{membership.contact.full_name} is on the team.")
            return redirect("roster:team_page", team.pk)
    context = {"team": team, "form": form, "text": text, "found_count": len(people)}
    return render(request, "roster/team_join.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def team_leave(request: HttpRequest, team_id: str, membership_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    team = or_404(get_team, viewer=viewer, team_id=team_id)
    membership = or_404(get_membership, viewer=viewer, team=team, membership_id=membership_id)
    if not can_edit_roster(viewer):
        raise PermissionDenied("You may not change teams.")
    form = LeaveForm(posted(request), initial={"until": timezone.localdate()})
    if form.is_valid():
        until = form.cleaned_data["until"]
        left = write_from_form(
            form, lambda: leave_team(actor=viewer, door=Door.WEB, membership=membership, until=until)
        )
        if left:
            messages.success(request, f"{membership.contact.full_name} left the team.")
            return redirect("roster:team_page", team.pk)
    context = {"team": team, "membership": membership, "form": form}
    return render(request, "roster/team_leave.html", context, status=422 if form.errors else 200)
