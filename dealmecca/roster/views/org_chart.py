"""The org chart of a company: as a tree or by department, on any day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.queries import get_company, parents_of
from dealmecca.lib.missing import or_404
from dealmecca.roster.forms.days import AsOfForm
from dealmecca.roster.permissions import can_edit_roster
from dealmecca.roster.queries import org_chart as read_chart

VIEWS = {"tree": "Tree", "departments": "Departments"}
ALL_OPEN = 80  # seats: a larger chart begins with its upper levels
UPPER_LEVELS = 2


@require_safe
@open_to(Policy.MEMBERS)
def org_chart(request: HttpRequest, slug: str) -> HttpResponse:
    """`?view=tree|departments`, `?as_of=2026-03-31`."""
    viewer = viewer_of(request)
    company = or_404(get_company, viewer=viewer, company_id=slug)
    if company.slug != slug:
        return redirect("roster:org_chart", company.slug)
    form = AsOfForm(request.GET)
    chart = read_chart(viewer=viewer, company=company, day=form.day)
    view = request.GET.get("view", "tree")
    context = {
        "company": company,
        "parents": parents_of(viewer=viewer, company=company),
        "chart": chart,
        "form": form,
        "view": view if view in VIEWS else "tree",
        "views": VIEWS,
        "open_levels": UPPER_LEVELS if chart.shown_count > ALL_OPEN else chart.shown_count,
        "can_edit": can_edit_roster(viewer),
    }
    return render(request, "roster/org_chart.html", context, status=422 if form.errors else 200)
