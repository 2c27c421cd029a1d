"""What members say is wrong with records, for those who decide: put it right, or keep the record."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.queries import find_company, find_contact
from dealmecca.history.models import Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.quality.actions.decisions import decide_on_reports
from dealmecca.quality.permissions import can_decide_on_reports, require
from dealmecca.quality.queries.reports import open_reports


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def quality_reports(request: HttpRequest) -> HttpResponse:
    """POST: `contact` or `company`, `field`, and `outcome` UPHELD or REJECTED."""
    viewer = viewer_of(request)
    require(can_decide_on_reports(viewer), "Only moderators decide on reports.")
    if request.method == "POST":
        record: Contact | Company | None = find_contact(viewer=viewer, contact_id=request.POST.get("contact", ""))
        record = record or find_company(viewer=viewer, company_id=request.POST.get("company", ""))
        if record is None:
            raise Conflict("This record was deleted in the meantime.")
        outcome = request.POST.get("outcome", "")
        decide_on_reports(
            actor=viewer, door=Door.WEB, record=record, field=request.POST.get("field", ""), outcome=outcome
        )  # fmt: skip
        kept = (
            "stays as it is" if outcome == "REJECTED" else "put right. Those who reported it see that they were right"
        )
        messages.success(request, f"{record}: {kept}.")
        return redirect("quality:quality_reports")
    return render(request, "quality/quality_reports.html", {"reports": open_reports(viewer=viewer)})
