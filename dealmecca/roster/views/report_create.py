"""Still right, left, wrong account: one click from any list, with the way to take it back or to go on."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.history.models import Door
from dealmecca.lib.fragments import wants_fragment
from dealmecca.lib.missing import or_404
from dealmecca.lib.ways_back import way_back
from dealmecca.roster.actions.confirming import skip
from dealmecca.roster.actions.reports import report, withdraw
from dealmecca.roster.models import Said
from dealmecca.roster.queries import Claim, get_claim
from dealmecca.roster.queries.reports import words_to_undo
from dealmecca.roster.vocabularies import HOW

POSTED = ["GET", "HEAD", "POST"]  # who opens such an address is led to the person


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def report_create(request: HttpRequest, handling_id: str) -> HttpResponse:
    """`said` is CONFIRMED, LEFT or WRONG, `how` a source, `next` where to go on."""
    viewer = viewer_of(request)
    claim = or_404(get_claim, viewer=viewer, handling_id=handling_id)
    if request.method == "POST":
        said = _said(request)
        how = HOW.resolve(request.POST.get("how", "") or "OTHER")
        if how is None:
            raise ValidationError({"how": [f"This is no known source. Known are {', '.join(HOW.codes)}."]})
        report(actor=viewer, door=Door.WEB, handling=claim.handling, said=said, how=how)
        if wants_fragment(request):
            return _actions(request, claim, said)
        context = {"claim": claim, "said": said, "next": way_back(request, "")}
        messages.success(request, render_to_string("roster/_report_toast.html", context, request))
    return _back(request, claim)


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def report_undo(request: HttpRequest, handling_id: str) -> HttpResponse:
    """Takes back what the viewer `said` last, within a day."""
    viewer = viewer_of(request)
    claim = or_404(get_claim, viewer=viewer, handling_id=handling_id)
    if request.method == "POST":
        words = words_to_undo(viewer=viewer, handling=claim.handling, said=_said(request))
        taken_back = withdraw(actor=viewer, evidence=words)
        if wants_fragment(request):
            return _actions(request, claim, None)
        messages.success(request, "Taken back." if taken_back else "There was nothing to take back.")
    return _back(request, claim)


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def skip_create(request: HttpRequest, handling_id: str) -> HttpResponse:
    """The viewer is not asked about this claim again this week."""
    viewer = viewer_of(request)
    claim = or_404(get_claim, viewer=viewer, handling_id=handling_id)
    if request.method == "POST":
        skip(actor=viewer, handling=claim.handling)
    return _back(request, claim)


def _said(request: HttpRequest) -> Said:
    said = request.POST.get("said", "")
    if said not in Said.values:
        raise ValidationError({"said": [f"Say one of {', '.join(Said.values)}."]})
    return Said(said)


def _back(request: HttpRequest, claim: Claim) -> HttpResponse:
    person_url = reverse("web:contact_page", args=[claim.contact.pk])
    return HttpResponseRedirect(way_back(request, person_url)) if request.method == "POST" else redirect(person_url)


def _actions(request: HttpRequest, claim: Claim, said: Said | None) -> HttpResponse:
    context = {"claim": claim, "said": said, "is_fragment": True}
    response = render(request, "roster/_claim_actions.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response
