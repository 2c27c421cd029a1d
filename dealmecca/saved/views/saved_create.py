"""Saving the list that one is looking at: the address holds its filters."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.saved.actions import save_search
from dealmecca.saved.forms import SavedSearchForm
from dealmecca.saved.models import Alerts, ListKind
from dealmecca.saved.queries import about_list, check_filters, may_share, saved_left


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def saved_create(request: HttpRequest) -> HttpResponse:
    """`?kind=contact&companyType=AGENCY`: the list's kind, and everything that stands in its address."""
    viewer = viewer_of(request)
    kind = request.GET.get("kind", "")
    filters = {name: values for name, values in request.GET.lists() if name != "kind"}
    found = check_filters(viewer=viewer, kind=kind, filters={name: [*map(str, v)] for name, v in filters.items()})
    about = about_list(viewer=viewer, found=found)
    form = SavedSearchForm(
        posted(request), may_share=may_share(viewer=viewer), name=", ".join(about) or ListKind(kind).label
    )
    if form.is_valid():
        values = form.values()
        written = write_from_form(form, lambda: save_search(actor=viewer, kind=kind, filters=found.filters, **values))
        if written:
            saved, is_new = written
            told = "" if saved.alerts == Alerts.NEVER else " What comes up from now on is told to you."
            said = f"is saved.{told}" if is_new else "was saved already."
            messages.success(request, f"“{saved.name}” {said}")
            return redirect("saved:saved_list")
    context = {
        "form": form,
        "heading": "Save this search",
        "kind": ListKind(kind).label,
        "about": about,
        "back_url": found.url,
        "left": saved_left(viewer=viewer),
    }
    return render(request, "saved/saved_edit.html", context, status=422 if form.errors else 200)
