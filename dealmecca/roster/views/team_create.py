"""Making a team at a company."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.queries import get_company
from dealmecca.history.models import Door
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.lib.missing import or_404
from dealmecca.roster.actions.teams import create_team
from dealmecca.roster.forms.teams import TeamForm
from dealmecca.roster.permissions import can_edit_roster

FIELD_NAMES = {"account_id": "account"}


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def team_create(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    company = or_404(get_company, viewer=viewer, company_id=slug)
    if not can_edit_roster(viewer):
        raise PermissionDenied("You may not make teams.")
    form = TeamForm(posted(request), viewer=viewer)
    if form.is_valid():
        values = form.cleaned_data
        team = write_from_form(
            form,
            lambda: create_team(
                actor=viewer,
                door=Door.WEB,
                kind=values["kind"],
                name=values["name"],
                company=company,
                account=values["account"],
                since=values["since"],
            ),
            FIELD_NAMES,
        )
        if team:
            messages.success(request, f"{team.name} was made. Add its people now.")
            return redirect("roster:team_page", team.pk)
    context = {"company": company, "form": form}
    return render(request, "roster/team_create.html", context, status=422 if form.errors else 200)
