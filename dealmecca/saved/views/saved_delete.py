"""Deleting a saved search, and taking that back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.lib.missing import or_404
from dealmecca.saved.actions import delete_search, restore_search
from dealmecca.saved.models import SavedSearch
from dealmecca.saved.queries import get_deleted, get_search


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def saved_delete(request: HttpRequest, search_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    if request.method == "POST":
        saved = or_404(get_search, viewer=viewer, search_id=search_id)
        delete_search(actor=viewer, saved=saved)
        undo_url = reverse("saved:saved_restore", args=[saved.pk])
        said = f"“{saved.name}” is deleted."
        messages.success(
            request, render_to_string("roster/_undo_toast.html", {"said": said, "undo_url": undo_url}, request)
        )
    return redirect("saved:saved_list")


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def saved_restore(request: HttpRequest, search_id: str) -> HttpResponse:
    """Pressing Undo twice is once."""
    viewer = viewer_of(request)
    if request.method == "POST":
        saved = or_404(_deleted_or_kept, viewer=viewer, search_id=search_id)
        restore_search(actor=viewer, saved=saved)
        messages.success(request, f"“{saved.name}” is back.")
    return redirect("saved:saved_list")


def _deleted_or_kept(**asked: str) -> SavedSearch:
    try:
        return get_deleted(**asked)  # type: ignore[arg-type]
    except SavedSearch.DoesNotExist:
        return get_search(**asked)  # type: ignore[arg-type]
