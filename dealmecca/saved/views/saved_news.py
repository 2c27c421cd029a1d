"""What came up on a saved search: new, changed, gone, newest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.lib.missing import or_404
from dealmecca.saved.models import Alerts
from dealmecca.saved.queries import get_search, list_news


@require_safe
@open_to(Policy.MEMBERS)
def saved_news(request: HttpRequest, search_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    saved = or_404(get_search, viewer=viewer, search_id=search_id)
    text = request.GET.get("after", "")
    after = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
    items, next_after = list_news(viewer=viewer, saved=saved, after=after)
    context = {
        "saved": saved,
        "items": items,
        "next_after": str(next_after) if next_after else "",
        "is_first_page": after is None,
        "has_alerts": saved.alerts != Alerts.NEVER,
    }
    return render(request, "saved/saved_news.html", context)
