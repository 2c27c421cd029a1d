"""A pair that is one person at two companies: the move and the one record in one step."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.models import Contact
from dealmecca.history.models import Door
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.lib.missing import or_404
from dealmecca.quality.actions.moving import can_be_a_move, merge_as_move
from dealmecca.quality.forms.moves import PairMoveForm
from dealmecca.quality.permissions import can_merge, require
from dealmecca.quality.queries.pairs import get_pair


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def duplicate_move(request: HttpRequest, pair_id: str) -> HttpResponse:
    """404 for companies, and for people who are not at two companies."""
    viewer = viewer_of(request)
    require(can_merge(viewer), "Only moderators decide on duplicates.")
    line = or_404(get_pair, viewer=viewer, pair_id=pair_id)
    a, b = line.a, line.b
    if not isinstance(a, Contact) or not isinstance(b, Contact) or not can_be_a_move(a, b):
        raise Http404
    form = PairMoveForm(posted(request), a=a, b=b)
    if form.is_valid():
        former = form.former
        present = b if former is a else a
        merge = write_from_form(
            form,
            lambda: merge_as_move(
                actor=viewer, door=Door.WEB, former=former, present=present, keep=form.kept.pk, moved_on=form.moved
            ),
        )
        if merge:
            said = f"{merge.kept_name} moved from {former.company} to {present.company}, and is one record now."
            undo = {"undo_url": reverse("quality:merge_page", args=[merge.pk]), "name": "do", "value": "undo"}
            toast = render_to_string("quality/_undo_toast.html", {"sentence": said, **undo}, request)
            messages.success(request, toast)
            return redirect("web:contact_page", merge.kept_id)
    context = {"line": line, "pair": line.pair, "form": form, "people": [a, b]}
    return render(request, "quality/duplicate_move.html", context, status=422 if form.errors else 200)
