"""One event: what it is, who goes, one's own answer, what it was worth, and what is said about it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from dealmecca.accounts.models import User
from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.events.models import GOES, Attendee, Event, Rsvp, Visibility
from dealmecca.events.permissions import can_edit_event
from dealmecca.events.queries.attendees import guests_of
from dealmecca.events.queries.events import companies_of, get_event, my_answer
from dealmecca.events.queries.ratings import my_rating, verdict_on
from dealmecca.events.queries.seats import queue_of
from dealmecca.forum.queries import PostFilter
from dealmecca.lib.missing import or_404
from dealmecca.web.views.discussions import discussions_about

CHOICES = ((Rsvp.GOING, "Going"), (Rsvp.MAYBE, "Maybe"), (Rsvp.NOT_GOING, "No"))


@require_safe
@open_to(Policy.MEMBERS)
def event_page(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    event = or_404(get_event, viewer=viewer, event_id=slug)
    if event.slug != slug:  # asked for by id: there is one address for one event
        return redirect(event.url)
    answer = my_answer(viewer=viewer, event=event)
    can_edit = can_edit_event(viewer, event)
    goes = bool(answer and answer.status in GOES)
    context = {
        "event": event,
        "companies": companies_of(event=event),
        "guests": guests_of(viewer=viewer, event=event, answer=answer),
        "can_edit": can_edit,
        "link": event.virtual_url if goes or can_edit else "",
        "goes": goes,
        **_answering(event, answer),
        **_rating(viewer, event),
        **discussions_block(viewer, event),
    }
    return render(request, "web/event_page.html", context)


def discussions_block(viewer: User, event: Event) -> dict[str, object]:
    """What `web/_event_discussions.html` needs: the place for posts about this event."""
    return discussions_about(viewer, PostFilter(event=event.pk), event=event.slug)


def _answering(event: Event, answer: Attendee | None) -> dict[str, object]:
    taken = event.attendee_count + event.held_count
    has_queue = event.is_full or bool(answer and answer.queue_number is not None)
    waiting, place = queue_of(event=event, row=answer) if has_queue else (0, 0)
    return {
        "answer": answer,
        "choices": CHOICES,
        "visibilities": Visibility.choices,
        "visibility": answer.visibility if answer else Visibility.TEAM,
        "waiting": waiting,
        "place_in_queue": place,
        "taken_percent": round(100 * taken / event.max_attendees) if event.max_attendees else 0,
    }


def _rating(viewer: User, event: Event) -> dict[str, object]:
    if not event.is_over:
        return {}
    return {"verdict": verdict_on(viewer=viewer, event=event), "rating": my_rating(viewer=viewer, event=event)}
