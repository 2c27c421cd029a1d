"""One name of the review queue: what it may mean, and deciding on it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.models import User
from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.permissions import require
from dealmecca.directory.queries import search_contacts, suggest_companies
from dealmecca.directory.vocabularies import COMPANY_TYPE
from dealmecca.history.models import Door
from dealmecca.imports.actions import Outcome, choose_record, create_record, leave_out
from dealmecca.imports.forms import ReviewForm
from dealmecca.imports.models import Decision, NameKind, WaitingName
from dealmecca.imports.permissions import REVIEW_SENTENCE, can_review_names
from dealmecca.imports.queries import get_waiting_name, rows_of_name, waiting_names
from dealmecca.lib.form_writes import write_from_form
from dealmecca.roster.models import DutyCategory
from dealmecca.roster.permissions import can_keep_duties
from dealmecca.roster.queries import duties_in_use
from dealmecca.search.criteria import Criteria

FOUND = 8


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def review_page(request: HttpRequest, name_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    require(can_review_names(viewer), REVIEW_SENTENCE)
    try:
        name = get_waiting_name(viewer=viewer, name_id=name_id)
    except WaitingName.DoesNotExist:
        raise Http404 from None
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        outcome = write_from_form(form, lambda: _decide(viewer, name, form.cleaned_data))
        if outcome:
            messages.success(request, _told(name, outcome))
            return redirect(_next(viewer, request.POST.get("back", "")))
    text = " ".join(request.GET.get("q", "").split())[:200]
    context = {
        "name": name,
        "form": form,
        "is_open": name.decision == Decision.OPEN,
        "guesses": [{**guess, "percent": round(100 * guess["score"])} for guess in name.guesses],
        "text": text,
        "found": _search(viewer, name, text) if text else [],
        "rows": [_row(row) for row in rows_of_name(viewer=viewer, name=name)],
        "can_create": name.kind != NameKind.PERSON and (name.kind != NameKind.DUTY or can_keep_duties(viewer)),
        "categories": DutyCategory.choices if name.kind == NameKind.DUTY else [],
        "is_duty": name.kind == NameKind.DUTY,
        "is_person": name.kind == NameKind.PERSON,
        "teaches": name.kind == NameKind.DUTY and can_keep_duties(viewer),
        "new_kind": {NameKind.COMPANY_AGENCY: "agency", NameKind.COMPANY_ADVERTISER: "advertiser"}.get(
            NameKind(name.kind), "duty"
        ),
        "decided_as": name.company or name.contact or name.duty,
    }
    return render(request, "imports/review_page.html", context, status=422 if form.errors else 200)


def _decide(viewer: User, name: WaitingName, values: dict[str, Any]) -> Outcome:
    if values["choose"]:
        return choose_record(actor=viewer, name=name, record_id=values["choose"])
    if values["create"]:
        return create_record(actor=viewer, door=Door.WEB, name=name, category=values["category"])
    return leave_out(actor=viewer, name=name)


def _told(name: WaitingName, outcome: Outcome) -> str:
    """ "“Kestrl Cola”: 12 rows written, 1 still waits." """
    counts = (
        (outcome.written, "written"), (outcome.waiting, "still waiting for another name"),
        (outcome.refused, "refused"), (outcome.left_out, "left out"), (outcome.later, "being written"),
    )  # fmt: skip
    parts = [f"{count:,} {'row' if count == 1 else 'rows'} {word}" for count, word in counts if count]
    return f"“{name.text}”: {', '.join(parts) or 'decided'}."


def _next(viewer: User, back: str) -> str:
    """The next name, unless the decision was made in the list."""
    names, _ = waiting_names(viewer=viewer, limit=1)
    if back == "list" or not names:
        return reverse("imports:review_list")
    return reverse("imports:review_page", args=[names[0].pk])


def _search(viewer: User, name: WaitingName, text: str) -> list[dict[str, str]]:
    if name.kind == NameKind.PERSON:
        people = search_contacts(viewer=viewer, criteria=Criteria(text=text), limit=FOUND, with_facets=False).items
        return [
            {"id": one.pk, "name": one.full_name, "about": one.company.name if one.company else one.title}
            for one in people
        ]
    if name.kind == NameKind.DUTY:
        wanted = text.casefold()
        duties = [
            duty
            for duty in duties_in_use(viewer=viewer)
            if any(wanted in word.text.casefold() for word in duty.words.all())
        ]
        return [{"id": one.pk, "name": one.name, "about": one.get_category_display()} for one in duties[:FOUND]]
    companies = suggest_companies(viewer=viewer, text=text, limit=FOUND)
    return [
        {
            "id": one.pk,
            "name": one.name,
            "about": ", ".join(part for part in (COMPANY_TYPE.label(one.company_type), one.city) if part),
        }
        for one in companies
    ]


def _row(row: Any) -> dict[str, Any]:
    cells = row.cells
    words = [cells["agency"]["name"] if cells["agency"] else "", cells["account"]["name"], cells["duty"]]
    person = cells["person"]["email"] or cells["person"]["name"] if cells["person"] else ""
    words = [person, *words, f"since {cells['since']}" if cells["since"] else ""]
    return {"number": row.number, "filename": row.item.filename, "said": ", ".join(word for word in words if word)}
