"""What moderators did, for every member to read; and the way back, for moderators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum.actions.undoing import undo
from dealmecca.forum.permissions import can_moderate
from dealmecca.forum.queries.moderation import get_entry
from dealmecca.forum.queries.moderation import moderation_log as read_log
from dealmecca.lib.missing import or_404
from dealmecca.lib.ways_back import way_back


@require_safe
@open_to(Policy.MEMBERS)
def moderation_log(request: HttpRequest) -> HttpResponse:
    viewer, cursor = viewer_of(request), request.GET.get("cursor", "")
    try:
        entries, next_cursor = read_log(viewer=viewer, cursor=cursor)
    except ValueError:
        cursor = ""
        entries, next_cursor = read_log(viewer=viewer)
    context = {
        "entries": entries,
        "next_cursor": next_cursor,
        "is_first_page": not cursor,
        "can_moderate": can_moderate(viewer),
    }
    return render(request, "forum/moderation_log.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MODERATORS)
def moderation_undo(request: HttpRequest, entry_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    entry = or_404(get_entry, viewer=viewer, entry_id=entry_id)
    log_url = reverse("forum:moderation_log")
    if request.method == "POST":
        undo(actor=viewer, entry=entry)
        messages.success(request, "Taken back: it stands as it did before.")
        return HttpResponseRedirect(way_back(request, log_url))
    return HttpResponseRedirect(log_url)
