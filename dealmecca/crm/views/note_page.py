"""Writing a note, changing it and who sees it, deleting it and taking that back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.crm.actions.notes import delete_note, edit_note, restore_note, write_note
from dealmecca.crm.forms.notes import NoteForm
from dealmecca.crm.permissions import can_change_words
from dealmecca.crm.queries.rows import changes_of_note, get_note
from dealmecca.crm.views.records import (
    Record,
    about_url,
    back,
    both,
    company_or_404,
    contact_or_404,
    record_name,
    record_url,
    say,
)
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.lib.missing import or_404

POSTED = ["GET", "HEAD", "POST"]


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def contact_note(request: HttpRequest, contact_id: str) -> HttpResponse:
    return _write(request, contact_or_404(request, contact_id))


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def company_note(request: HttpRequest, slug: str) -> HttpResponse:
    return _write(request, company_or_404(request, slug))


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def note_edit(request: HttpRequest, note_id: str) -> HttpResponse:
    """A team-mate's note is shown, and not changed."""
    viewer = viewer_of(request)
    note = or_404(get_note, viewer=viewer, note_id=note_id)
    form = NoteForm(posted(request), viewer=viewer, note=note)
    if form.is_valid():
        visibility = form.chosen_visibility if "visibility" in form.fields else None
        changed = write_from_form(
            form, lambda: edit_note(actor=viewer, note=note, text=form.cleaned_data["text"], visibility=visibility)
        )
        if changed:
            say(request, "Changed.")
            return redirect(about_url(note))
    context = {
        "note": note,
        "form": form,
        "record_url": about_url(note),
        "can_change": can_change_words(viewer, note),
        "changes": changes_of_note(viewer=viewer, note=note),
    }
    return render(request, "crm/note_edit.html", context, status=422 if form.errors else 200)


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def note_delete(request: HttpRequest, note_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    note = or_404(get_note, viewer=viewer, note_id=note_id)
    if request.method != "POST":
        return redirect("crm:note_edit", note.pk)
    delete_note(actor=viewer, note=note)
    say(request, "Deleted.", reverse("crm:note_restore", args=[note.pk]), next_url=about_url(note))
    return back(request, about_url(note))


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def note_restore(request: HttpRequest, note_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    note = or_404(get_note, viewer=viewer, note_id=note_id, is_deleted=True)
    if request.method == "POST" and note.deleted_at:
        restore_note(actor=viewer, note=note)
        say(request, "It is back.")
    return back(request, about_url(note))


def _write(request: HttpRequest, record: Record) -> HttpResponse:
    viewer = viewer_of(request)
    form = NoteForm(posted(request), viewer=viewer)
    if form.is_valid():
        written = write_from_form(
            form,
            lambda: write_note(
                actor=viewer, text=form.cleaned_data["text"], visibility=form.chosen_visibility, **both(record)
            ),
        )
        if written:
            said = "Kept for your team." if written[0].sales_team_id else "Kept for you alone."
            say(request, said, reverse("crm:note_delete", args=[written[0].pk]), next_url=record_url(record))
            return back(request, f"{record_url(record)}#activity")
    context = {"form": form, "record_name": record_name(record), "record_url": record_url(record)}
    return render(request, "crm/note_create.html", context, status=422 if form.errors else 200)
