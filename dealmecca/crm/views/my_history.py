"""What I looked at, day by day, for 90 days; nobody else sees it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.crm.actions.record_views import clear_views
from dealmecca.crm.queries.record_views import view_history
from dealmecca.crm.views.records import say
from dealmecca.lib.cursors import decode_cursor, encode_cursor


@require_safe
@open_to(Policy.MEMBERS)
def my_history(request: HttpRequest) -> HttpResponse:
    after = moment_and_id(request.GET.get("cursor", ""))
    viewed, next_after = view_history(viewer=viewer_of(request), after=after)
    context = {
        "viewed": viewed,
        "next_cursor": encode_cursor(next_after) if next_after else None,
        "is_first_page": after is None,
    }
    return render(request, "crm/my_history.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def my_history_clear(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        clear_views(actor=viewer_of(request))
        say(request, "Your history is empty now.")
    return redirect("crm:my_history")


def moment_and_id(cursor: str) -> tuple[str, str] | None:
    """None for the first page, and for a cursor that is none of ours."""
    try:
        at, key = decode_cursor(cursor, (str, str)) if cursor else ("", "")
        moment = parse_datetime(str(at)) if at else None
        return (str(at), str(key)) if moment and moment.tzinfo else None
    except ValueError:
        return None
