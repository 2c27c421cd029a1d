"""Recording which agency works for which advertiser, from either company's page."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.models import User
from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.models import Company
from dealmecca.directory.queries import get_company
from dealmecca.history.models import Door
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.lib.missing import or_404
from dealmecca.roster.actions.partnerships import record_partnership
from dealmecca.roster.forms.partnerships import PartnershipForm
from dealmecca.roster.models import Partnership
from dealmecca.roster.queries import incumbent_of

AGENCIES = ("HOLDING_COMPANY", "AGENCY_NETWORK", "AGENCY", "OFFICE")


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def partnership_create(request: HttpRequest, slug: str) -> HttpResponse:
    """`?side=` says on which side this company stands, agency or advertiser; else its type does."""
    viewer = viewer_of(request)
    company = or_404(get_company, viewer=viewer, company_id=slug)
    side = request.GET.get("side", "")
    is_agency = side == "agency" or (side != "advertiser" and company.company_type in AGENCIES)
    form = PartnershipForm(posted(request), viewer=viewer, label="Advertiser" if is_agency else "Agency")
    incumbent = None
    if form.is_valid():
        other = form.cleaned_data["company"]
        sides = {"agency": company, "advertiser": other} if is_agency else {"agency": other, "advertiser": company}
        row = write_from_form(
            form,
            lambda: record_partnership(actor=viewer, door=Door.WEB, **sides, **form.values()),
            {"agency_id": "company", "advertiser_id": "company"},
        )
        if row:
            messages.success(request, f"{row.agency.name} works for {row.advertiser.name}: recorded.")
            return redirect("web:company_page", company.slug)
        incumbent = _incumbent(viewer, sides, form.cleaned_data)
        if incumbent:
            form.ask_to_replace(incumbent)
    context = {"company": company, "form": form, "is_agency": is_agency, "incumbent": incumbent}
    return render(request, "roster/partnership_create.html", context, status=422 if form.errors else 200)


def _incumbent(viewer: User, sides: dict[str, Company], values: dict[str, Any]) -> Partnership | None:
    """Whom the new agency of record could replace; only for one that has no end."""
    if not values["is_aor"] or values["until"]:
        return None
    found = incumbent_of(
        viewer=viewer,
        advertiser=sides["advertiser"],
        discipline=values["discipline"],
        market=values["market"],
        day=values["since"] or timezone.localdate(),
    )
    return found if found and found.agency_id != sides["agency"].pk else None
