"""Asking before a company is deleted, and doing it; one that people or offices hang on stays."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.actions.companies import delete_company
from dealmecca.directory.permissions import can_delete_records
from dealmecca.directory.queries import count_below, get_company, people_of
from dealmecca.history.models import Door
from dealmecca.lib.missing import or_404


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def company_delete(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    company = or_404(get_company, viewer=viewer, company_id=slug)
    if request.method == "POST":
        delete_company(actor=viewer, door=Door.WEB, company=company)
        messages.success(request, f"{company.name} was deleted.")
        return redirect("directory:company_search")
    if not can_delete_records(viewer):
        raise PermissionDenied("Only moderators may delete companies. Report it to one.")
    _, people_count = people_of(viewer=viewer, company=company, limit=0)
    context = {
        "people_count": people_count,
        "below_count": count_below(viewer=viewer, company=company),
        "name": company.name,
        "kind": "company",
        "back_url": reverse("web:company_page", args=[company.slug]),
        "section_url": reverse("directory:company_search"),
        "section_name": "Companies",
    }
    return render(request, "directory/delete.html", context)
