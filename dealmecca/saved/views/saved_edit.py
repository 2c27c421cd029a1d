"""Renaming a saved search, its alerts, and sharing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.lib.missing import or_404
from dealmecca.saved.actions import change_search
from dealmecca.saved.forms import SavedSearchForm
from dealmecca.saved.models import ListKind
from dealmecca.saved.queries import get_search, may_share, row_of


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def saved_edit(request: HttpRequest, search_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    saved = or_404(get_search, viewer=viewer, search_id=search_id)
    has_share = saved.user_id == viewer.pk and (saved.sales_team_id is not None or may_share(viewer=viewer))
    form = SavedSearchForm(posted(request), may_share=has_share, saved=saved)
    if form.is_valid():
        values = form.values()
        if write_from_form(form, lambda: change_search(actor=viewer, saved=saved, **values)):
            messages.success(request, "Saved.")
            return redirect("saved:saved_list")
    context = {
        "form": form,
        "heading": f"Change “{saved.name}”",
        "kind": ListKind(saved.kind).label,
        "about": row_of(viewer=viewer, saved=saved).about,
        "back_url": reverse("saved:saved_list"),
        "left": None,
    }
    return render(request, "saved/saved_edit.html", context, status=422 if form.errors else 200)
