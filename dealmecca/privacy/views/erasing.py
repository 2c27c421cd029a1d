"""Asking before a person is erased, with what goes and what stays; and doing it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.queries import get_contact
from dealmecca.history.models import Door
from dealmecca.lib.missing import or_404
from dealmecca.privacy.actions.erasing import erase_person
from dealmecca.privacy.forms.erasing import EraseForm
from dealmecca.privacy.queries.holdings import holdings_of


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.ADMINS)
def contact_erase(request: HttpRequest, contact_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    contact = or_404(get_contact, viewer=viewer, contact_id=contact_id)
    form = EraseForm(request.POST if request.method == "POST" else None, full_name=contact.full_name)
    if request.method == "POST" and form.is_valid():
        try:
            erase_person(actor=viewer, door=Door.WEB, contact=contact, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "The person was erased. No import or restored backup brings them back.")
            return redirect("directory:contact_search")
    context = {"form": form, "contact": contact, "holdings": holdings_of(viewer=viewer, contact=contact)}
    return render(request, "privacy/contact_erase.html", context, status=422 if form.errors else 200)
