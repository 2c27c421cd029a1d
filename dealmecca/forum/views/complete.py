"""What fits behind an @ that somebody types; a fragment for the list below it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.metering import count_request
from dealmecca.forum.queries.completing import LONGEST
from dealmecca.forum.queries.completing import complete as names_for
from dealmecca.lib.visible_text import one_line


@require_safe
@open_to(Policy.MEMBERS)
def complete(request: HttpRequest) -> HttpResponse:
    """It counts as a request of the hour, so that nobody reads the directory off it."""
    count_request(request)
    text = one_line(request.GET.get("q", ""))[:LONGEST]
    return render(request, "forum/_completions.html", {"found": names_for(viewer=viewer_of(request), text=text)})
