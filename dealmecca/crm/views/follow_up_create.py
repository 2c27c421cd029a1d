"""Planning a follow-up about a person or a company."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.crm.actions.follow_ups import plan_follow_up
from dealmecca.crm.forms.follow_ups import FollowUpForm
from dealmecca.crm.views.records import (
    Record,
    back,
    both,
    company_or_404,
    contact_or_404,
    record_name,
    record_url,
    say,
)
from dealmecca.lib.form_writes import posted, write_from_form


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def contact_follow_up(request: HttpRequest, contact_id: str) -> HttpResponse:
    return _plan(request, contact_or_404(request, contact_id))


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def company_follow_up(request: HttpRequest, slug: str) -> HttpResponse:
    return _plan(request, company_or_404(request, slug))


def _plan(request: HttpRequest, record: Record) -> HttpResponse:
    viewer = viewer_of(request)
    form = FollowUpForm(posted(request))
    if form.is_valid():
        planned = write_from_form(form, lambda: plan_follow_up(actor=viewer, **both(record), **form.values()))
        if planned:
            due = planned[0].due_on
            undo_url = reverse("crm:follow_up_delete", args=[planned[0].pk])
            say(request, f"Planned for {due:%a} {due.day} {due:%b}.", undo_url, next_url=record_url(record))
            return back(request, f"{record_url(record)}#activity")
    context = {"form": form, "record_name": record_name(record), "record_url": record_url(record)}
    return render(request, "crm/follow_up_create.html", context, status=422 if form.errors else 200)
