"""Answering an event, rating it, and who goes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.events.actions.ratings import rate_event, withdraw_rating
from dealmecca.events.actions.rsvps import set_rsvp
from dealmecca.events.forms.answers import AnswerForm, RatingForm
from dealmecca.events.models import ASPECTS, Rsvp
from dealmecca.events.queries.attendees import SHOWN, count_shown, list_attendees
from dealmecca.events.queries.events import get_event, my_answer
from dealmecca.events.queries.ratings import my_rating
from dealmecca.lib.cursors import decode_cursor, encode_cursor
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.lib.missing import or_404

WORDS = {
    Rsvp.GOING: "You have a seat.",
    Rsvp.MAYBE: "Noted: maybe.",
    Rsvp.NOT_GOING: "Noted: you do not go.",
    Rsvp.WAITLISTED: "Every seat is taken: you are on the waitlist, and hear of the first that is free.",
    Rsvp.ATTENDED: "Noted: you were there.",
}


@require_POST
@open_to(Policy.MEMBERS)
def event_rsvp(request: HttpRequest, slug: str) -> HttpResponse:
    """The state that the button names; pressed twice it says the same."""
    viewer = viewer_of(request)
    event = or_404(get_event, viewer=viewer, event_id=slug)
    form = AnswerForm(request.POST)
    row = None
    if form.is_valid():
        status, visibility = form.cleaned_data["status"], form.cleaned_data["visibility"] or None
        row = write_from_form(
            form, lambda: set_rsvp(actor=viewer, event=event, status=status, visibility=visibility)
        )  # fmt: skip
    if row:
        messages.success(request, WORDS[Rsvp(row.status)])
    else:
        messages.error(request, " ".join(str(sentence) for found in form.errors.values() for sentence in found))
    return redirect(event.url)


@require_safe
@open_to(Policy.MEMBERS)
def attendee_list(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    event = or_404(get_event, viewer=viewer, event_id=slug)
    status = request.GET.get("status", "")
    after = _after(request.GET.get("cursor", ""))
    rows, next_after = list_attendees(
        viewer=viewer, event=event, status=status if status in SHOWN else "", after=after
    )  # fmt: skip
    context: dict[str, Any] = {
        "event": event,
        "rows": rows,
        "shown": count_shown(viewer=viewer, event=event, answer=my_answer(viewer=viewer, event=event)),
        "next_cursor": encode_cursor([next_after]) if next_after else "",
        "is_first_page": not after,
    }
    return render(request, "events/attendee_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def event_rate(request: HttpRequest, slug: str) -> HttpResponse:
    """POST with `withdraw` takes one's rating back."""
    viewer = viewer_of(request)
    event = or_404(get_event, viewer=viewer, event_id=slug)
    rating = my_rating(viewer=viewer, event=event)
    if request.method == "POST" and "withdraw" in request.POST:
        withdraw_rating(actor=viewer, event=event)
        messages.success(request, "Your rating is gone.")
        return redirect(event.url)
    form = RatingForm(posted(request), initial={name: getattr(rating, name) for name in ASPECTS} if rating else {})
    row = None
    if form.is_valid():
        row = write_from_form(form, lambda: rate_event(actor=viewer, event=event, stars=form.cleaned_data))
    if row:
        messages.success(request, "Thank you. Nobody sees who gave which rating.")
        return redirect(event.url)
    context = {"event": event, "form": form, "rating": rating}
    return render(request, "events/event_rate.html", context, status=422 if form.errors else 200)


def _after(cursor: str) -> str:
    try:
        return str(decode_cursor(cursor, (str,))[0]) if cursor else ""
    except ValueError:
        return ""
