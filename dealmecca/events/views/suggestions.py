"""Suggesting an event, what became of one's suggestions, and the moderators' queue."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.events.actions.suggestions import accept_suggestion, decline_suggestion, suggest_event
from dealmecca.events.forms.events import SuggestionForm
from dealmecca.events.permissions import can_decide_suggestions
from dealmecca.events.queries.suggestions import get_suggestion, likely_twins, list_suggestions
from dealmecca.history.models import Door
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.lib.missing import or_404

A_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def suggestion_create(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    form = SuggestionForm(posted(request), viewer=viewer)
    if form.is_valid():
        despite = form.cleaned_data["despite_likeness"]
        if write_from_form(form, lambda: suggest_event(actor=viewer, values=form.values(), despite_likeness=despite)):
            messages.success(request, "Thank you. A moderator looks at it, and you hear what became of it.")
            return redirect("events:suggestion_list")
    context = {
        "form": form,
        "heading": "Suggest an event",
        "back_url": reverse("events:event_list"),
        "is_suggestion": True,
    }
    return render(request, "events/event_edit.html", context, status=422 if form.errors else 200)


@require_safe
@open_to(Policy.MEMBERS)
def suggestion_list(request: HttpRequest) -> HttpResponse:
    """Moderators see what waits, with what is likely the same; everybody else what they suggested.

    `after` is the last of the page before.
    """
    viewer = viewer_of(request)
    is_queue = can_decide_suggestions(viewer)
    after = request.GET.get("after", "").replace("\0", "")[:40]
    rows, following = list_suggestions(
        viewer=viewer, state="PENDING" if is_queue else "", own=not is_queue, after=after, limit=A_PAGE
    )
    context = {
        "is_queue": is_queue,
        "rows": [{"row": row, "twins": likely_twins(suggestion=row) if is_queue else ()} for row in rows],
        "is_first_page": not after,
        "following": following,
    }
    return render(request, "events/suggestion_list.html", context)


@require_POST
@open_to(Policy.MODERATORS)
def suggestion_decide(request: HttpRequest, suggestion_id: str) -> HttpResponse:
    """`accept` publishes it; else it is declined, for `reason`."""
    viewer = viewer_of(request)
    row = or_404(get_suggestion, viewer=viewer, suggestion_id=suggestion_id)
    if "accept" in request.POST:
        event = accept_suggestion(actor=viewer, door=Door.WEB, suggestion=row)
        messages.success(request, f"{event.title} is published.")
        return redirect(event.url)
    decline_suggestion(actor=viewer, door=Door.WEB, suggestion=row, reason=request.POST.get("reason", ""))
    messages.success(request, f"{row.title} is declined.")
    return redirect("events:suggestion_list")
