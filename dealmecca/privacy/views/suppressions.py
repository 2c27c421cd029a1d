"""Who asked not to be listed: when, why, and who wrote it down; never whom. Adding by hand, and lifting."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.history.models import Door
from dealmecca.lib.missing import or_404
from dealmecca.privacy.actions.suppressions import lift, suppress
from dealmecca.privacy.forms.suppressions import LiftForm, SuppressForm
from dealmecca.privacy.queries.links import open_wishes
from dealmecca.privacy.queries.suppressions import get_suppression, list_suppressions


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.ADMINS)
def suppression_list(request: HttpRequest) -> HttpResponse:
    viewer, before = viewer_of(request), request.GET.get("before", "")
    form = SuppressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            suppress(actor=viewer, door=Door.WEB, text=given["address"], reason=given["reason"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "It will not be listed. Nobody, not even you, can read it back.")
            return redirect("privacy:suppression_list")
    rows, further = list_suppressions(viewer=viewer, before=before)
    context = {
        "form": form,
        "rows": rows,
        "wishes": [] if before else open_wishes(viewer=viewer),
        "query": f"before={further}" if further else "",
        "is_first_page": not before,
    }
    return render(request, "privacy/suppression_list.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.ADMINS)
def suppression_lift(request: HttpRequest, suppression_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = or_404(get_suppression, viewer=viewer, suppression_id=suppression_id)
    form = LiftForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            lift(actor=viewer, door=Door.WEB, suppression=row, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"This {row.get_kind_display().lower()} may be listed again.")
            return redirect("privacy:suppression_list")
    context = {"form": form, "row": row}
    return render(request, "privacy/suppression_lift.html", context, status=422 if form.errors else 200)
