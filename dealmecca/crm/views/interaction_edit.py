"""Correcting an interaction, deleting it and taking that back; its author alone may."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.models import User
from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.crm.actions.following_up import restore_log, take_back_log
from dealmecca.crm.actions.interactions import edit_interaction
from dealmecca.crm.forms.interactions import InteractionEditForm
from dealmecca.crm.models import Interaction
from dealmecca.crm.permissions import can_change_words, require
from dealmecca.crm.queries.rows import get_interaction
from dealmecca.crm.views.records import back, record_url, say
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.lib.missing import or_404

POSTED = ["GET", "HEAD", "POST"]


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def interaction_edit(request: HttpRequest, interaction_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = _own(viewer, interaction_id)
    form = InteractionEditForm(posted(request), viewer=viewer, interaction=row)
    if form.is_valid():
        changed = write_from_form(
            form,
            lambda: edit_interaction(actor=viewer, interaction=row, values=form.values()),
            {"happened_at": "day"},
        )
        if changed:
            say(request, "Changed.")
            return redirect(_about_url(row))
    context = {"row": row, "form": form, "record_url": _about_url(row)}
    return render(request, "crm/interaction_edit.html", context, status=422 if form.errors else 200)


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def interaction_delete(request: HttpRequest, interaction_id: str) -> HttpResponse:
    """With the follow-up that it planned, if that is still to do."""
    viewer = viewer_of(request)
    row = _own(viewer, interaction_id)
    if request.method != "POST":
        return redirect("crm:interaction_edit", row.pk)
    take_back_log(actor=viewer, interaction=row)
    say(request, "Deleted.", reverse("crm:interaction_restore", args=[row.pk]), next_url=_about_url(row))
    return back(request, _about_url(row))


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def interaction_restore(request: HttpRequest, interaction_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = _own(viewer, interaction_id, is_deleted=True)
    if request.method == "POST" and row.deleted_at:
        restore_log(actor=viewer, interaction=row)
        say(request, "It is back.")
    return back(request, _about_url(row))


def _own(viewer: User, interaction_id: str, *, is_deleted: bool = False) -> Interaction:
    """A team-mate sees it in the timeline, and may not change it."""
    row: Interaction = or_404(get_interaction, viewer=viewer, interaction_id=interaction_id, is_deleted=is_deleted)
    require(can_change_words(viewer, row), "Only who logged this may change it.")
    return row


def _about_url(row: Interaction) -> str:
    person = next((person.contact for person in row.people.all() if person.contact), None)
    record = person or row.company
    return record_url(record) if record else reverse("crm:follow_up_list")
