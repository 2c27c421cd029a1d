"""Making an event and changing it; publishing, cancelling, deleting, taking that back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from dealmecca.accounts.models import User
from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.events.actions.events import (
    MINE,
    cancel_event,
    create_event,
    delete_event,
    edit_event,
    publish_event,
    restore_event,
)
from dealmecca.events.forms.events import EventForm
from dealmecca.events.models import Event
from dealmecca.events.permissions import can_edit_event, require
from dealmecca.events.queries.events import companies_of, get_deleted_event, get_event
from dealmecca.history.models import Door
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.lib.missing import or_404


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def event_create(request: HttpRequest) -> HttpResponse:
    """POST with `publish` shows it to everybody at once; else it is a draft."""
    viewer = viewer_of(request)
    form = EventForm(posted(request), viewer=viewer)
    if form.is_valid():
        event = write_from_form(
            form,
            lambda: create_event(
                actor=viewer, door=Door.WEB, values=form.values(), **form.companies(),
                is_published="publish" in request.POST, despite_likeness=form.cleaned_data["despite_likeness"],
            ),
        )  # fmt: skip
        if event:
            messages.success(request, f"{event.title} is {'published' if event.is_open else 'kept as a draft'}.")
            return redirect(event.url)
    context: dict[str, Any] = {"form": form, "heading": "Add an event", "back_url": reverse("events:event_list")}
    return render(request, "events/event_edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def event_edit(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    event = _mine(viewer, slug)
    form = EventForm(posted(request), viewer=viewer, event=event, companies=companies_of(event=event))
    if form.is_valid():
        changed = write_from_form(
            form,
            lambda: edit_event(actor=viewer, door=Door.WEB, event=event, values=form.values(), **form.companies()),
        )
        if changed:
            messages.success(request, f"{changed.title} is saved.")
            return redirect(changed.url)
    context = {"form": form, "heading": f"Edit {event.title}", "back_url": event.url, "event": event}
    return render(request, "events/event_edit.html", context, status=422 if form.errors else 200)


@require_POST
@open_to(Policy.MEMBERS)
def event_publish(request: HttpRequest, slug: str) -> HttpResponse:
    return _step(request, slug, publish_event, "Everybody sees it now.")


@require_POST
@open_to(Policy.MEMBERS)
def event_cancel(request: HttpRequest, slug: str) -> HttpResponse:
    return _step(request, slug, cancel_event, "It is cancelled. Those who go or wait are told.")


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def event_delete(request: HttpRequest, slug: str) -> HttpResponse:
    """GET asks first, and leads to the way back once it is deleted."""
    viewer = viewer_of(request)
    event = _mine(viewer, slug)
    if request.method == "POST":
        delete_event(actor=viewer, door=Door.WEB, event=event)
        return redirect("events:event_restore", event.slug)
    return render(request, "events/event_delete.html", {"event": event})


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def event_restore(request: HttpRequest, slug: str) -> HttpResponse:
    """What was deleted, and the button that takes it back."""
    viewer = viewer_of(request)
    event = or_404(get_deleted_event, viewer=viewer, event_id=slug)
    require(can_edit_event(viewer, event), MINE)
    if request.method == "POST":
        restored = restore_event(actor=viewer, door=Door.WEB, event=event)
        messages.success(request, f"{restored.title} is back.")
        return redirect(restored.url)
    return render(request, "events/event_restore.html", {"event": event})


def _mine(viewer: User, slug: str) -> Event:
    event = or_404(get_event, viewer=viewer, event_id=slug)
    require(can_edit_event(viewer, event), MINE)
    return event


def _step(request: HttpRequest, slug: str, act: Callable[..., Event], sentence: str) -> HttpResponse:
    viewer = viewer_of(request)
    event = act(actor=viewer, door=Door.WEB, event=_mine(viewer, slug))
    messages.success(request, sentence)
    return redirect(event.url)
