"""One team: who is on it as what, since when, and who was on it before."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.lib.missing import or_404
from dealmecca.roster.forms.days import AsOfForm
from dealmecca.roster.permissions import can_edit_roster
from dealmecca.roster.queries import get_team, members_of


@require_safe
@open_to(Policy.MEMBERS)
def team_page(request: HttpRequest, team_id: str) -> HttpResponse:
    """`?as_of=2026-03-31` shows the team of that day."""
    viewer = viewer_of(request)
    team = or_404(get_team, viewer=viewer, team_id=team_id)
    form = AsOfForm(request.GET)
    members, former = members_of(viewer=viewer, team=team, day=form.day)
    context = {
        "team": team,
        "form": form,
        "members": members,
        "former": former,
        "can_edit": can_edit_roster(viewer),
    }
    return render(request, "roster/team_page.html", context, status=422 if form.errors else 200)
