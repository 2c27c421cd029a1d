"""After an event, for oneself alone: whom one met, and what it was worth."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from dealmecca.accounts.models import User
from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.metering import searching
from dealmecca.directory.asking import asked
from dealmecca.directory.models import Contact
from dealmecca.directory.queries import contacts_by_id, search_contacts
from dealmecca.events.actions.worth import MOST_AT_ONCE, log_met_people, set_roi
from dealmecca.events.forms.answers import RoiForm
from dealmecca.events.models import GOES, Event
from dealmecca.events.queries.events import get_event, my_answer
from dealmecca.events.queries.ratings import my_met_people, my_roi, people_likely_met
from dealmecca.lib.form_writes import write_from_form
from dealmecca.lib.missing import or_404
from dealmecca.lib.query_values import QueryReader
from dealmecca.search.criteria import Criteria

FOUND = 20


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def met_people(request: HttpRequest, slug: str) -> HttpResponse:
    """GET with `q` looks for further people; POST logs those who were ticked."""
    viewer = viewer_of(request)
    event = or_404(get_event, viewer=viewer, event_id=slug)
    if request.method == "POST":
        ticked = list(dict.fromkeys(request.POST.getlist("contact")))[: MOST_AT_ONCE + 1]
        contacts = list(contacts_by_id(viewer=viewer, ids=[key.replace("\0", "") for key in ticked]).values())
        rows = log_met_people(actor=viewer, event=event, contacts=contacts, note=request.POST.get("note", "")[:1000])
        people = "person" if len(rows) == 1 else "people"
        messages.success(request, f"Logged with {len(rows)} {people}." if rows else "Nobody new was ticked.")
        return redirect("events:met_people", event.slug)
    return _page(request, viewer, event, None)


@require_POST
@open_to(Policy.MEMBERS)
def event_worth(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    event = or_404(get_event, viewer=viewer, event_id=slug)
    form = RoiForm(request.POST)
    row = None
    if form.is_valid():
        row = write_from_form(form, lambda: set_roi(actor=viewer, event=event, **form.cleaned_data))
    if row:
        messages.success(request, "Kept, for you alone.")
        return redirect("events:met_people", event.slug)
    return _page(request, viewer, event, form)


def _search(request: HttpRequest, words: str) -> list[Contact]:
    """Paid like every search for people."""
    criteria = Criteria(text=words)
    with searching(request, asked("contact", criteria, cursor=None, is_open=False)) as receipt:
        page = search_contacts(viewer=viewer_of(request), criteria=criteria, limit=FOUND)
        receipt.found(page.count.value)
    return page.items


def _page(request: HttpRequest, viewer: User, event: Event, form: RoiForm | None) -> HttpResponse:
    words = QueryReader(request.GET).words("q")
    met = my_met_people(viewer=viewer, event=event)
    known = {row.contact_id for row in met}
    found = _search(request, words) if words else []
    likely = [person for person in people_likely_met(viewer=viewer, event=event) if person not in found]
    roi, answer = my_roi(viewer=viewer, event=event), my_answer(viewer=viewer, event=event)
    names = ("met_count", "lead_count", "cost", "note")
    context: dict[str, Any] = {
        "event": event,
        "words": words,
        "met": met,
        "people": [person for person in (*found, *likely) if person.pk not in known],
        "form": form or RoiForm(initial={name: getattr(roi, name) for name in names} if roi else {}),
        "was_there": bool(answer and answer.status in GOES),
    }
    return render(request, "events/met_people.html", context, status=422 if form else 200)
