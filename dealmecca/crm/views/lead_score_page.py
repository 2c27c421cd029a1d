"""A person's lead score for the viewer, line by line, and setting it by hand."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.crm.actions.lead_scores import drop_override, override_score
from dealmecca.crm.lead_formula import MOST
from dealmecca.crm.queries.lead_scores import lead_score_of
from dealmecca.crm.views.records import contact_or_404, say
from dealmecca.lib.query_values import whole_number


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def lead_score(request: HttpRequest, contact_id: str) -> HttpResponse:
    """`score` sets it; `remove` goes back to the formula."""
    viewer = viewer_of(request)
    contact = contact_or_404(request, contact_id)
    if request.method == "POST":
        if "remove" in request.POST:
            drop_override(actor=viewer, contact=contact)
            say(request, "Back to the formula.")
        else:
            override_score(actor=viewer, contact=contact, score=_score(request.POST.get("score", "")))
            say(request, "Set by you.")
        return redirect("crm:lead_score", contact.pk)
    context = {"contact": contact, "lead": lead_score_of(viewer=viewer, contact=contact)}
    return render(request, "crm/lead_score.html", context)


def _score(text: str) -> int:
    try:
        return whole_number(0, MOST)(text.strip())
    except ValueError as error:
        raise ValidationError({"score": [str(error)]}) from None
