"""Saying that somebody no longer handles something."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.history.models import Door
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.lib.missing import or_404
from dealmecca.roster.actions.handlings import end_handling
from dealmecca.roster.forms.handlings import EndForm
from dealmecca.roster.queries import get_claim


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def handling_end(request: HttpRequest, handling_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    claim = or_404(get_claim, viewer=viewer, handling_id=handling_id)
    name, what = claim.contact.full_name, f"{claim.duty.name} for {claim.account.name}"
    form = EndForm(posted(request))
    if form.is_valid():
        written = write_from_form(
            form,
            lambda: end_handling(
                actor=viewer, door=Door.WEB, handling=claim.handling, until=form.cleaned_data["until"]
            ),
        )
        if written:
            messages.success(request, f"{name} no longer handles {what}.")
            return redirect("web:contact_page", claim.contact.pk)
    context = {
        "claim": claim,
        "form": form,
        "heading": f"{name} no longer handles {what}",
        "back_url": reverse("web:contact_page", args=[claim.contact.pk]),
    }
    return render(request, "roster/handling_end.html", context, status=422 if form.errors else 200)
