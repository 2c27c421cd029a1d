"""Asking before a person is deleted, and doing it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.actions.contacts import delete_contact
from dealmecca.directory.permissions import can_delete_records
from dealmecca.directory.queries import get_contact
from dealmecca.history.models import Door
from dealmecca.lib.missing import or_404


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def contact_delete(request: HttpRequest, contact_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    contact = or_404(get_contact, viewer=viewer, contact_id=contact_id)
    if request.method == "POST":
        delete_contact(actor=viewer, door=Door.WEB, contact=contact)
        messages.success(request, f"{contact.full_name} was deleted.")
        return redirect("directory:contact_search")
    if not can_delete_records(viewer):
        raise PermissionDenied("Only moderators may delete people. Report it to one.")
    context = {
        "name": contact.full_name,
        "kind": "person",
        "back_url": reverse("web:contact_page", args=[contact.pk]),
        "section_url": reverse("directory:contact_search"),
        "section_name": "People",
    }
    return render(request, "directory/delete.html", context)
