"""One merge: what became of what, and taking it apart."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.history.models import Door
from dealmecca.lib.missing import or_404
from dealmecca.quality.actions.unmerging import unmerge_records
from dealmecca.quality.merging.choosing import LABELS
from dealmecca.quality.permissions import can_merge, require
from dealmecca.quality.queries.merges import get_merge, survivor_of
from dealmecca.quality.queries.since import staying_of
from dealmecca.quality.views.duplicate_page import page_of


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def merge_page(request: HttpRequest, merge_id: str) -> HttpResponse:
    """A POST takes it apart."""
    viewer = viewer_of(request)
    require(can_merge(viewer), "Only moderators merge records.")
    merge = or_404(get_merge, viewer=viewer, merge_id=merge_id)
    if request.method == "POST":
        merge = unmerge_records(actor=viewer, door=Door.WEB, merge=merge)
        if merge.left:
            messages.warning(request, "Taken apart, but for what was changed since. It is listed below.")
        else:
            messages.success(request, f"{merge.kept_name} and {merge.dropped_name} are as they were.")
        return redirect("quality:merge_page", merge.pk)
    survivor = survivor_of(viewer=viewer, merge=merge)
    context = {
        "merge": merge,
        "survivor": survivor,
        "survivor_url": page_of(survivor) if survivor else "",
        "staying": staying_of(viewer=viewer, merge=merge, survivor=survivor),
        "taken": [LABELS[name] for name, side in merge.choices.items() if side == "dropped"],
    }
    return render(request, "quality/merge_page.html", context)
