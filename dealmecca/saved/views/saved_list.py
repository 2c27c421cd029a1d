"""What I saved, and what my team shares: run, change, delete."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.plans import plan_of
from dealmecca.saved.queries import list_searches, saved_left


@require_safe
@open_to(Policy.MEMBERS)
def saved_list(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    after = request.GET.get("after") or None
    rows, next_after = list_searches(viewer=viewer, after=after)
    context = {
        "rows": rows,
        "next_after": next_after,
        "is_first_page": after is None,
        "left": saved_left(viewer=viewer),
        "plan": plan_of(viewer),
        "has_paused": any(row.is_paused for row in rows),
    }
    return render(request, "saved/saved_list.html", context)
