"""What members say is wrong, for those who decide: end the duty, record the move, or keep the record."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.history.models import Door
from dealmecca.lib.missing import or_404
from dealmecca.roster.actions.decisions import reject, uphold
from dealmecca.roster.permissions import can_keep_duties, require
from dealmecca.roster.queries import get_claim
from dealmecca.roster.queries.reports import open_reports


@require_safe
@open_to(Policy.MEMBERS)
def report_list(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    require(can_keep_duties(viewer), "Only moderators see what is reported.")
    context = {"reports": open_reports(viewer=viewer), "today": timezone.localdate()}
    return render(request, "roster/report_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def report_decide(request: HttpRequest, handling_id: str) -> HttpResponse:
    """`decision` is END (from the day `until`) or KEEP."""
    viewer = viewer_of(request)
    require(can_keep_duties(viewer), "Only moderators decide on reports.")
    claim = or_404(get_claim, viewer=viewer, handling_id=handling_id)
    what = f"{claim.contact.full_name}, {claim.duty.name} for {claim.account.name}"
    match request.POST.get("decision") if request.method == "POST" else "":
        case "":
            pass  # somebody opened the address
        case "END":
            uphold(actor=viewer, door=Door.WEB, handling=claim.handling, until=_day(request.POST.get("until", "")))
            messages.success(request, f"{what}: ended. Those who reported it see that they were right.")
        case "KEEP":
            reject(actor=viewer, handling=claim.handling)
            messages.success(request, f"{what}: stays as it is.")
        case _:
            raise ValidationError({"decision": ["Decide END or KEEP."]})
    return redirect("roster:report_list")


def _day(text: str) -> date:
    """Today when nothing was given. Raises ValidationError."""
    try:
        return date.fromisoformat(text) if text else timezone.localdate()
    except ValueError:
        raise ValidationError({"until": ["Give the day as year, month and day: 2026-11-23."]}) from None
