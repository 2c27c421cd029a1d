"""Logging an interaction on one line: on the record's page, and on a page of its own with etiquette and colleagues."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.crm.actions.following_up import log_with_follow_up
from dealmecca.crm.forms.interactions import InteractionForm
from dealmecca.crm.models import FollowUp, Interaction
from dealmecca.crm.views.records import Record, back, company_or_404, contact_or_404, record_name, record_url, say
from dealmecca.crm.vocabularies import DUE, INTERACTION_KIND, OUTCOME
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.queries import contacts_by_id, people_of
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.outlook.queries import etiquette_for

COLLEAGUES = 24


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def contact_log(request: HttpRequest, contact_id: str) -> HttpResponse:
    return _log(request, contact_or_404(request, contact_id))


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def company_log(request: HttpRequest, slug: str) -> HttpResponse:
    return _log(request, company_or_404(request, slug))


@require_safe
@open_to(Policy.MEMBERS)
def log_understood(request: HttpRequest) -> HttpResponse:
    """What the line in the box would be saved as, while it is typed."""
    form = InteractionForm(request.GET, viewer=viewer_of(request))
    context: dict[str, Any] = {"understood": None}
    if form.is_valid():
        said = form.understood
        context["understood"] = said
        context |= {"kind": INTERACTION_KIND.label(said.kind), "outcome": OUTCOME.label(said.outcome)}
    return render(request, "crm/_understood.html", context)


def _log(request: HttpRequest, record: Record) -> HttpResponse:
    """`contact` names further people who took part, by id."""
    viewer = viewer_of(request)
    form = InteractionForm(posted(request), viewer=viewer)
    also = contacts_by_id(viewer=viewer, ids=request.POST.getlist("contact")[:20]) if request.method == "POST" else {}
    if form.is_valid():
        said = form.understood
        people = [*([record] if isinstance(record, Contact) else []), *also.values()]
        logged = write_from_form(
            form,
            lambda: log_with_follow_up(
                actor=viewer, text=form.cleaned_data["text"], said=said, contacts=people,
                company=record if isinstance(record, Company) else None,
            ),
        )  # fmt: skip
        if logged:
            _tell(request, *logged, record)
            return back(request, f"{record_url(record)}#activity")
    context = {
        "record": record,
        "record_name": record_name(record),
        "record_url": record_url(record),
        "form": form,
        "people": _people(request, record),
        "chosen": set(also),
        "etiquette": _etiquette(request, record),
        "crm_kinds": INTERACTION_KIND.choices,
        "crm_outcomes": OUTCOME.choices,
        "crm_dues": DUE,
    }
    return render(request, "crm/interaction_create.html", context, status=422 if form.errors else 200)


def _tell(request: HttpRequest, row: Interaction, follow_up: FollowUp | None, record: Record) -> None:
    parts = [INTERACTION_KIND.label(row.kind), OUTCOME.label(row.outcome).lower() if row.outcome else ""]
    if follow_up:
        due = follow_up.due_on
        parts.append(f"follow-up {due:%a} {due.day} {due:%b}")
    said = f"Logged: {', '.join(part for part in parts if part)}."
    undo_url, edit_url = (reverse(f"crm:interaction_{what}", args=[row.pk]) for what in ("delete", "edit"))
    say(request, said, undo_url, next_url=record_url(record), more="Change", more_url=edit_url)


def _people(request: HttpRequest, record: Record) -> list[Contact]:
    """Whom to attach besides: colleagues, or a company's people."""
    company = record.company if isinstance(record, Contact) else record
    if company is None:
        return []
    found, _ = people_of(viewer=viewer_of(request), company=company, limit=COLLEAGUES + 1)
    return [person for person in found if person.pk != record.pk][:COLLEAGUES]


def _etiquette(request: HttpRequest, record: Record) -> Any:
    about = {"contact": record} if isinstance(record, Contact) else {"company": record}
    return etiquette_for(viewer=viewer_of(request), **about)
