"""What the month cost so far and why: a bar per unit, and every receipt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.middleware import plans_url
from dealmecca.billing.plans import plan_of
from dealmecca.billing.queries.receipts import list_receipts
from dealmecca.billing.queries.usage import month_of


@require_safe
@open_to(Policy.MEMBERS)
def usage_page(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    cursor = request.GET.get("cursor") or None
    try:
        receipts, next_cursor = list_receipts(viewer=viewer, cursor=cursor)
    except ValueError:  # broken: begin again
        cursor = None
        receipts, next_cursor = list_receipts(viewer=viewer)
    context = {
        "plan": plan_of(viewer),
        "units": month_of(user=viewer),
        "receipts": receipts,
        "next_cursor": next_cursor,
        "is_first_page": not cursor,
        "plans_url": plans_url(),
    }
    with timezone.override(viewer.zone):
        return render(request, "billing/usage_page.html", context)
