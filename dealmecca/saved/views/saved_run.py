"""From a saved search to its list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.lib.missing import or_404
from dealmecca.saved.queries import get_search, is_paused, read_filter


@require_safe
@open_to(Policy.MEMBERS)
def saved_run(request: HttpRequest, search_id: str) -> HttpResponse:
    """On to the list; before that, a page where something must be said: what is lost, or that it is paused."""
    viewer = viewer_of(request)
    saved = or_404(get_search, viewer=viewer, search_id=search_id)
    paused = is_paused(viewer=viewer, saved=saved)
    found = read_filter(viewer=viewer, kind=saved.kind, kept=saved.filters)
    if not paused and not found.lost:
        return redirect(found.url)
    return render(request, "saved/saved_run.html", {"saved": saved, "found": found, "is_paused": paused})
