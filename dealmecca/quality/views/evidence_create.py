"""Confirmed, still true, reviewed, signed off, left, wrong, bounced: one click on a record, and taking it back."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.queries import get_company, get_contact
from dealmecca.history.models import Door
from dealmecca.lib.missing import or_404
from dealmecca.lib.ways_back import way_back
from dealmecca.quality.actions.evidence import add_evidence, withdraw_evidence
from dealmecca.quality.queries.evidence import get_evidence
from dealmecca.quality.words import thanks

POSTED = ["GET", "HEAD", "POST"]  # who opens such an address is led to the record


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def contact_evidence(request: HttpRequest, contact_id: str) -> HttpResponse:
    """`kind` is one of RecordEvidence.Kind, `field` what is wrong, or `said` both; `next` where to go on; `note`,
    `link`."""
    return _say(request, or_404(get_contact, viewer=viewer_of(request), contact_id=contact_id))


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def company_evidence(request: HttpRequest, slug: str) -> HttpResponse:
    """The same of a company."""
    return _say(request, or_404(get_company, viewer=viewer_of(request), company_id=slug))


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def evidence_withdraw(request: HttpRequest, evidence_id: str) -> HttpResponse:
    """Takes back the viewer's own word; moderators take back anybody's."""
    viewer = viewer_of(request)
    evidence = or_404(get_evidence, viewer=viewer, evidence_id=evidence_id)
    record = evidence.contact or evidence.company
    assert record
    if request.method != "POST":
        return redirect(_page(record))
    is_done = withdraw_evidence(actor=viewer, door=Door.WEB, evidence=evidence)
    messages.success(request, "Taken back." if is_done else "It was taken back already.")
    return HttpResponseRedirect(way_back(request, _page(record)))


def _say(request: HttpRequest, record: Contact | Company) -> HttpResponse:
    if request.method != "POST":
        return redirect(_page(record))
    contacts, companies = ([record], []) if isinstance(record, Contact) else ([], [record])
    kind, field = request.POST.get("kind", ""), request.POST.get("field", "")
    if not kind:  # a menu's button says both: "WRONG phone"
        kind, _, field = request.POST.get("said", "").partition(" ")
    added = add_evidence(
        actor=viewer_of(request),
        door=Door.WEB,
        kind=kind,
        contacts=contacts,
        companies=companies,
        field=field,
        note=request.POST.get("note", ""),
        link=request.POST.get("link", ""),
        expires_on=_day(request.POST.get("expires_on", "")),
    )
    back = way_back(request, _page(record))
    name = record.full_name if isinstance(record, Contact) else record.name
    context = {"sentence": thanks(kind, name), "evidence": (added.new or added.known)[0], "next": back}
    messages.success(request, render_to_string("quality/_said_toast.html", context, request))
    return HttpResponseRedirect(back)


def _day(text: str) -> date | None:
    """None when nothing was given. Raises ValidationError."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValidationError({"expires_on": ["Give the day as year, month and day: 2026-11-23."]}) from None


def _page(record: Contact | Company) -> str:
    if isinstance(record, Contact):
        return reverse("web:contact_page", args=[record.pk])
    return reverse("web:company_page", args=[record.slug])
