"""Plans that members asked for and an admin decides on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.actions.plan_requests import decide_plan_request
from dealmecca.billing.queries.subscriptions import get_plan_request, list_plan_requests
from dealmecca.history.models import Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.missing import or_404


@require_safe
@open_to(Policy.ADMINS)
def plan_requests(request: HttpRequest) -> HttpResponse:
    return render(request, "billing/plan_requests.html", {"requests": list_plan_requests()})


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.ADMINS)
def plan_request_decide(request: HttpRequest, request_id: str) -> HttpResponse:
    if request.method == "POST" and request.POST.get("decision") in ("GRANT", "DECLINE"):
        row = or_404(get_plan_request, request_id=request_id)
        if request.POST.get("seen") != f"{row.tier} {row.seats}":
            raise Conflict("The member asked for something else in the meantime. Look at the list again.")
        is_granted = request.POST["decision"] == "GRANT"
        decide_plan_request(actor=viewer_of(request), door=Door.WEB, request=row, is_granted=is_granted)
        messages.success(request, f"{row.user.display_name} was told.")
    return redirect("billing:plan_requests")
