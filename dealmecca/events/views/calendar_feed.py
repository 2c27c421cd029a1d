"""Calendars: one event as a file, the address for calendar apps, and what those apps read there."""

from hashlib import sha256
from urllib.parse import urljoin

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import condition, require_http_methods, require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.events.actions.calendar_feeds import make_feed, revoke_feed
from dealmecca.events.calendar_files import CONTENT_TYPE, Entry, event_file, feed_file
from dealmecca.events.queries.calendar_feeds import calendar_entries, feed_of, owner_of_token
from dealmecca.events.queries.events import get_event, my_answer
from dealmecca.lib.missing import or_404


@require_safe
@open_to(Policy.MEMBERS)
def event_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """One event, to be put into a calendar."""
    viewer = viewer_of(request)
    event = or_404(get_event, viewer=viewer, event_id=slug)
    written = event_file(Entry(event, my_answer(viewer=viewer, event=event)))
    answer = HttpResponse(written, content_type=CONTENT_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{event.slug}.ics"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
@never_cache
def calendar_settings(request: HttpRequest) -> HttpResponse:
    """POST with `revoke` ends the address; else it makes one, whose text is shown this once."""
    viewer = viewer_of(request)
    address = ""
    if request.method == "POST":
        if "revoke" in request.POST:
            revoke_feed(actor=viewer)
            messages.success(request, "That address works no more.")
            return redirect("events:calendar_settings")
        token = make_feed(actor=viewer)
        address = urljoin(settings.SITE_URL, reverse("events:calendar_feed", args=[token]))
    context = {
        "feed": feed_of(viewer=viewer),
        "address": address,
        "app_address": address.replace("https://", "webcal://", 1).replace("http://", "webcal://", 1),
    }
    return render(request, "events/calendar_settings.html", context)


@require_safe
@open_to(Policy.VISITORS)
@never_cache
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The secret in the address says whose calendar it is; one that was revoked, or never was, is not there."""
    owner = owner_of_token(token=token)
    if owner is None:
        raise Http404
    written = feed_file(calendar_entries(viewer=owner), "DealMecca events")
    tag = f'"{sha256(written).hexdigest()[:32]}"'

    @condition(etag_func=lambda _: tag)
    def answer(_: HttpRequest) -> HttpResponse:
        return HttpResponse(written, content_type=CONTENT_TYPE)

    return answer(request)
