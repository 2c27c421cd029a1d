"""The notification centre: what I was told, by day and kind. Opening one is a form, so that fetching reads nothing."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.lib.missing import or_404
from dealmecca.lib.ways_back import way_back
from dealmecca.notifications import actions
from dealmecca.notifications.queries import by_day_and_kind, list_notifications

HERE = "notifications:centre"


@require_safe
@open_to(Policy.MEMBERS)
def centre(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    only_unread = request.GET.get("show") == "unread"
    after = request.GET.get("cursor") or None
    try:
        rows, next_cursor = list_notifications(viewer=viewer, after=after, only_unread=only_unread)
    except ValueError:  # a cursor that is none of ours: begin again
        after = None
        rows, next_cursor = list_notifications(viewer=viewer, only_unread=only_unread)
    context = {
        "days": by_day_and_kind(rows, viewer),
        "newest_at": rows[0].created_at if rows else None,
        "next_query": f"{'show=unread&' if only_unread else ''}cursor={next_cursor}" if next_cursor else "",
        "is_first_page": after is None,
        "only_unread": only_unread,
    }
    return render(request, "notifications/centre.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def notification_open(request: HttpRequest, notification_id: str) -> HttpResponse:
    """Marks it read and leads to what it is about; with `stay`, back to the list."""
    if request.method != "POST":
        return redirect(HERE)
    row = or_404(actions.mark_read, actor=viewer_of(request), notification_id=notification_id)
    if request.POST.get("stay") == "yes" or not row.link:
        return HttpResponseRedirect(way_back(request, reverse(HERE)))
    return HttpResponseRedirect(row.link)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def notifications_read(request: HttpRequest) -> HttpResponse:
    """All up to the newest that the page showed."""
    if request.method == "POST":
        count = actions.mark_all_read(actor=viewer_of(request), until=_moment(request.POST.get("until", "")))
        messages.success(request, f"{count:,} marked as read." if count else "All was read already.")
    return redirect(HERE)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or not 2000 <= moment.year < 9000:
        raise ValidationError({"until": ["Say until when you have read, as the page does."]})
    return moment
