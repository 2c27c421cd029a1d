"""The feed: what changed on what I follow, with a mark on what is new since I last looked."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.following.actions import look
from dealmecca.following.queries import feed_for, list_follows, marked_since
from dealmecca.lib.fragments import wants_fragment
from dealmecca.lib.ways_back import way_back


@require_safe
@open_to(Policy.MEMBERS)
def feed(request: HttpRequest) -> HttpResponse:
    """Showing it changes nothing: the page itself posts that it was seen, and a page loaded ahead does not."""
    viewer = viewer_of(request)
    new_since = marked_since(viewer=viewer)
    after = request.GET.get("cursor") or None
    try:
        found = feed_for(viewer=viewer, after=after, new_since=new_since)
    except ValueError:  # a cursor that is none of ours: begin again
        after = None
        found = feed_for(viewer=viewer, new_since=new_since)
    is_following = bool(found.items) or bool(list_follows(viewer=viewer, limit=1)[0])
    context = {
        "feed": found,
        "new_count": sum(item.is_new for item in found.items),
        "is_first_page": after is None,
        "is_following": is_following,
        "is_shown": "prefetch" not in request.headers.get("Sec-Purpose", request.headers.get("Purpose", "")),
    }
    return render(request, "following/feed.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def feed_seen(request: HttpRequest) -> HttpResponse:
    """`until` is the newest that the page showed; `done` takes the marks away at once."""
    feed_url = reverse("following:feed")
    if request.method != "POST":
        return HttpResponseRedirect(feed_url)
    until = _moment(request.POST.get("until", ""))
    look(actor=viewer_of(request), until=until, is_done=request.POST.get("done") == "yes")
    if wants_fragment(request):
        return HttpResponse(status=204)
    return HttpResponseRedirect(way_back(request, feed_url))


def _moment(text: str) -> datetime:
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None or timezone.is_naive(moment) or moment.year < 2000:
        raise ValidationError({"until": ["Say until when you have seen the changes, as the page does."]})
    return moment
