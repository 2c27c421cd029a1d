"""Saying that an agency no longer works for an advertiser."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.history.models import Door
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.lib.missing import or_404
from dealmecca.roster.actions.partnerships import end_partnership
from dealmecca.roster.forms.partnerships import PartnershipEndForm
from dealmecca.roster.queries import ClaimFilter, find_claims, get_partnership


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def partnership_end(request: HttpRequest, partnership_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = or_404(get_partnership, viewer=viewer, partnership_id=partnership_id)
    form = PartnershipEndForm(posted(request))
    if form.is_valid():
        written = write_from_form(
            form,
            lambda: end_partnership(
                actor=viewer,
                door=Door.WEB,
                partnership=row,
                until=form.cleaned_data["until"],
                with_duties=form.cleaned_data["with_duties"],
            ),
        )
        if written:
            messages.success(request, f"{row.agency.name} no longer works for {row.advertiser.name}.")
            return redirect("web:company_page", row.advertiser.slug)
    wanted = ClaimFilter(accounts=(row.advertiser_id,), agencies=(row.agency_id,))
    context = {"partnership": row, "form": form, "claims": find_claims(viewer=viewer, wanted=wanted)}
    return render(request, "roster/partnership_end.html", context, status=422 if form.errors else 200)
