"""Saying whom a person reports to, and since when."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.queries import get_contact
from dealmecca.history.models import Door
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.lib.missing import or_404
from dealmecca.roster.actions.reporting import set_manager
from dealmecca.roster.forms.reporting import ManagerForm
from dealmecca.roster.permissions import can_edit_roster
from dealmecca.roster.queries import colleagues_of, reports_of

FIELD_NAMES = {"manager_id": "manager"}
LONGEST = 300


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def manager_edit(request: HttpRequest, contact_id: str) -> HttpResponse:
    """`?q=` narrows the list of colleagues."""
    viewer = viewer_of(request)
    contact = or_404(get_contact, viewer=viewer, contact_id=contact_id)
    if not can_edit_roster(viewer):
        raise PermissionDenied("You may not record reporting lines.")
    text = request.GET.get("q", "").strip()[:LONGEST]
    people = colleagues_of(viewer=viewer, company=contact.company, text=text) if contact.company else []
    people = [one for one in people if one.pk != contact.pk]
    reports = reports_of(viewer=viewer, contact=contact)
    manager = reports.manager.contact if reports.manager and not reports.is_vacant else None
    form = ManagerForm(posted(request), viewer=viewer, people=people, manager=manager)
    if form.is_valid():
        since = form.cleaned_data["since"]
        write_from_form(
            form,
            lambda: set_manager(actor=viewer, door=Door.WEB, contact=contact, manager=form.manager, since=since),
            FIELD_NAMES,
        )
        if not form.errors:
            above = form.manager.full_name if form.manager else "nobody"
            messages.success(request, f"{contact.full_name} reports to {above}.")
            return redirect("web:contact_page", contact.pk)
    context = {"contact": contact, "reports": reports, "form": form, "text": text, "found_count": len(people)}
    return render(request, "roster/manager_edit.html", context, status=422 if form.errors else 200)
