"""Recording what a person handles for an account, several duties at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.queries import find_company, get_contact
from dealmecca.history.models import Door
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.lib.missing import or_404
from dealmecca.roster.actions.handlings import record_handlings
from dealmecca.roster.forms.handlings import HandlingForm
from dealmecca.roster.queries import duties_in_use


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def handling_create(request: HttpRequest, contact_id: str) -> HttpResponse:
    """`?account=<slug>` fills in the account."""
    viewer = viewer_of(request)
    contact = or_404(get_contact, viewer=viewer, contact_id=contact_id)
    account = find_company(viewer=viewer, company_id=request.GET.get("account", ""))
    form = HandlingForm(posted(request), viewer=viewer, duties=duties_in_use(viewer=viewer), account=account)
    if form.is_valid():
        written = write_from_form(
            form,
            lambda: record_handlings(
                actor=viewer,
                door=Door.WEB,
                contact=contact,
                account=form.cleaned_data["account"],
                duties=form.duties,
                since=form.cleaned_data["since"],
                how=form.cleaned_data["how"],
            ),
        )
        if written:
            names = ", ".join(duty.name for duty in form.duties)
            messages.success(request, f"{contact.full_name} handles {names} for {form.cleaned_data['account'].name}.")
            return redirect("web:contact_page", contact.pk)
    context = {"contact": contact, "form": form}
    return render(request, "roster/handling_create.html", context, status=422 if form.errors else 200)
