"""Recording that somebody moved to another company, with what stays behind; and taking it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.actions import move_contact, undo_move
from dealmecca.directory.queries import get_contact, get_move, last_move
from dealmecca.history.models import Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.lib.missing import or_404
from dealmecca.roster.forms.moves import MoveForm
from dealmecca.roster.queries import ClaimFilter, find_claims, memberships_of, reports_of


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def contact_move(request: HttpRequest, contact_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    contact = or_404(get_contact, viewer=viewer, contact_id=contact_id)
    form = MoveForm(posted(request), viewer=viewer)
    if form.is_valid():
        company = form.cleaned_data["company"]
        moved = write_from_form(
            form,
            lambda: move_contact(
                actor=viewer,
                door=Door.WEB,
                contact=contact,
                company_id=company.pk if company else None,
                moved_on=form.cleaned_data["moved_on"],
                values=form.values(),
            ),
            {"company_id": "company"},
        )
        move = last_move(viewer=viewer, contact=contact) if moved else None
        if move:
            said = f"{contact.full_name} moved to {company.name}." if company else f"{contact.full_name} left."
            undo_url = reverse("roster:move_undo", args=[contact.pk, move.pk])
            toast = render_to_string("roster/_undo_toast.html", {"said": said, "undo_url": undo_url}, request)
            messages.success(request, toast)
            return redirect("web:contact_page", contact.pk)
    context = {
        "contact": contact,
        "form": form,
        "claims": find_claims(viewer=viewer, wanted=ClaimFilter(contacts=(contact.pk,))),
        "memberships": memberships_of(viewer=viewer, contact=contact),
        "reports": reports_of(viewer=viewer, contact=contact),
    }
    return render(request, "roster/contact_move.html", context, status=422 if form.errors else 200)


@require_POST
@open_to(Policy.MEMBERS)
def move_undo(request: HttpRequest, contact_id: str, move_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    move = or_404(get_move, viewer=viewer, contact_id=contact_id, move_id=move_id)
    try:
        contact = undo_move(actor=viewer, door=Door.WEB, move=move)
        messages.success(request, f"{contact.full_name} is back where they were.")
    except Conflict as refusal:
        messages.error(request, str(refusal))
    return redirect("web:contact_page", contact_id)
