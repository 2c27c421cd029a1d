"""The rows behind a figure of the dashboard, each with what mends it; and saying the same about several of them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.queries import companies_by_id, contacts_by_id
from dealmecca.history.models import Door
from dealmecca.lib.ways_back import way_back
from dealmecca.quality.actions.evidence import add_evidence
from dealmecca.quality.permissions import can_sign_off
from dealmecca.quality.queries.rows import page_of
from dealmecca.quality.words import thanks

MOST = 100


@require_safe
@open_to(Policy.MEMBERS)
def quality_rows(request: HttpRequest, code: str) -> HttpResponse:
    """`after` is the id of the last row of the page before."""
    viewer = viewer_of(request)
    try:
        found = page_of(viewer=viewer, code=code, after=request.GET.get("after", "").replace("\0", "")[:25])
    except KeyError:
        raise Http404("There is no such figure.") from None
    return render(request, "quality/quality_rows.html", {"found": found, "can_sign": can_sign_off(viewer)})


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def quality_say(request: HttpRequest) -> HttpResponse:
    """POST: `kind`, and any number of `contact` and `company`; `next` where to go on."""
    if request.method != "POST":
        return redirect("quality:quality_page")
    viewer, kind = viewer_of(request), request.POST.get("kind", "")
    people, firms = request.POST.getlist("contact"), request.POST.getlist("company")
    if len(people) + len(firms) > MOST:
        raise ValidationError({"contact": [f"At most {MOST} at once."]})
    ids = [key.replace("\0", "") for key in (*people, *firms)]
    contacts = list(contacts_by_id(viewer=viewer, ids=ids).values())
    companies = list(companies_by_id(viewer=viewer, ids=ids).values())
    back = way_back(request, reverse("quality:quality_page"))
    if not contacts and not companies:
        messages.warning(request, "Choose some records first.")
        return HttpResponseRedirect(back)
    added = add_evidence(actor=viewer, door=Door.WEB, kind=kind, contacts=contacts, companies=companies)
    first = str([*contacts, *companies][0])
    messages.success(request, thanks(kind, first, len(added.new) + len(added.known)))
    return HttpResponseRedirect(back)
