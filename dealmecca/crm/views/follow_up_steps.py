"""One tap each: done and not done, later, to a team-mate, changed, deleted and back."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.crm.actions import follow_ups
from dealmecca.crm.forms.follow_ups import FollowUpForm, SnoozeForm
from dealmecca.crm.models import FollowUp
from dealmecca.crm.queries.rows import get_follow_up, get_mate
from dealmecca.crm.views.records import about_url, back, say
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.lib.missing import or_404
from dealmecca.lib.ways_back import way_back

POSTED = ["GET", "HEAD", "POST"]  # who opens such an address is led to the list


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def follow_up_done(request: HttpRequest, follow_up_id: str) -> HttpResponse:
    row = _row(request, follow_up_id)
    if request.method == "POST":
        follow_ups.finish_follow_up(actor=viewer_of(request), follow_up=row)
        _say(request, f"Done: {row.text}.", "undone", row)
    return _back(request)


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def follow_up_undone(request: HttpRequest, follow_up_id: str) -> HttpResponse:
    row = _row(request, follow_up_id)
    if request.method == "POST":
        follow_ups.reopen_follow_up(actor=viewer_of(request), follow_up=row)
        say(request, "It is open again.")
    return _back(request)


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def follow_up_snooze(request: HttpRequest, follow_up_id: str) -> HttpResponse:
    """`days` from today, or `until` a day."""
    row = _row(request, follow_up_id)
    if request.method == "POST":
        until = _until(request, row)
        follow_ups.snooze_follow_up(actor=viewer_of(request), follow_up=row, until=until)
        say(request, f"Until {until:%a} {until.day} {until:%b}.")
    return _back(request)


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def follow_up_hand_over(request: HttpRequest, follow_up_id: str) -> HttpResponse:
    """`to` a team-mate, by id; to oneself takes it over."""
    viewer = viewer_of(request)
    row = _row(request, follow_up_id)
    if request.method == "POST":
        mate = or_404(get_mate, viewer=viewer, user_id=request.POST.get("to", ""))
        follow_ups.hand_over_follow_up(actor=viewer, follow_up=row, mate=mate)
        say(request, "It is yours now." if mate.pk == viewer.pk else f"{mate.display_name} has it now.")
    return _back(request)


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def follow_up_edit(request: HttpRequest, follow_up_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = _row(request, follow_up_id)
    form = FollowUpForm(posted(request), follow_up=row)
    if form.is_valid():
        changed = write_from_form(
            form, lambda: follow_ups.edit_follow_up(actor=viewer, follow_up=row, values=form.values())
        )
        if changed:
            say(request, "Changed.")
            return redirect("crm:follow_up_list")
    context = {"row": row, "form": form, "record_url": about_url(row)}
    return render(request, "crm/follow_up_edit.html", context, status=422 if form.errors else 200)


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def follow_up_delete(request: HttpRequest, follow_up_id: str) -> HttpResponse:
    row = _row(request, follow_up_id)
    if request.method == "POST":
        follow_ups.delete_follow_up(actor=viewer_of(request), follow_up=row)
        _say(request, "Deleted.", "restore", row)
    return _back(request)


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def follow_up_restore(request: HttpRequest, follow_up_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = or_404(get_follow_up, viewer=viewer, follow_up_id=follow_up_id, is_deleted=True)
    if request.method == "POST" and row.deleted_at:
        follow_ups.restore_follow_up(actor=viewer, follow_up=row)
        say(request, "It is back.")
    return _back(request)


def _row(request: HttpRequest, follow_up_id: str) -> FollowUp:
    return or_404(get_follow_up, viewer=viewer_of(request), follow_up_id=follow_up_id)


def _until(request: HttpRequest, row: FollowUp) -> date:
    form = SnoozeForm(request.POST)
    if not form.is_valid() or not (form.cleaned_data["days"] or form.cleaned_data["until"]):
        raise ValidationError({"until": ["Say until when: tomorrow, next week, or a day as 2026-01-31."]})
    days, until = form.cleaned_data["days"], form.cleaned_data["until"]
    picked: date = until or timezone.localdate(timezone=row.user.zone) + timedelta(days)
    return picked


def _say(request: HttpRequest, said: str, undo: str, row: FollowUp) -> None:
    url = reverse(f"crm:follow_up_{undo}", args=[row.pk])
    say(request, said, url, next_url=way_back(request, reverse("crm:follow_up_list")))


def _back(request: HttpRequest) -> HttpResponse:
    return back(request, reverse("crm:follow_up_list"))
