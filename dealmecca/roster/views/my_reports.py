"""What became of the things that somebody reported."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.roster.permissions import can_keep_duties
from dealmecca.roster.queries import reports


@require_safe
@open_to(Policy.MEMBERS)
def my_reports(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    after = request.GET.get("cursor") or None
    try:
        found, next_cursor = reports.my_reports(viewer=viewer, after=after)
    except ValueError:  # a cursor that is none of ours: begin again
        after = None
        found, next_cursor = reports.my_reports(viewer=viewer)
    context = {
        "reports": found,
        "next_cursor": next_cursor,
        "is_first_page": after is None,
        "can_decide": can_keep_duties(viewer),
    }
    return render(request, "roster/my_reports.html", context)
