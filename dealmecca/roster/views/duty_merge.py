"""Merging a duty into another, after a look at what that changes; and taking a merge back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.form_writes import write_from_form
from dealmecca.lib.missing import or_404
from dealmecca.roster.actions.duty_merges import merge_duties, undo_merge
from dealmecca.roster.forms.duties import MergeForm
from dealmecca.roster.permissions import can_keep_duties, require
from dealmecca.roster.queries import duties_in_use, get_duty, get_merge, preview_merge

STAYS_SHOWN = 5


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def duty_merge(request: HttpRequest, slug: str) -> HttpResponse:
    """`?into=<slug>` shows what would change; sent again as POST, it is done."""
    viewer = viewer_of(request)
    duty = or_404(get_duty, viewer=viewer, duty_id=slug)
    require(can_keep_duties(viewer), "Only moderators merge duties.")
    others = {other.slug: other for other in duties_in_use(viewer=viewer) if other.pk != duty.pk}
    sent = request.POST if request.method == "POST" else request.GET
    form = MergeForm(sent if "into" in sent else None, others=others.values())
    kept = others[form.cleaned_data["into"]] if form.is_valid() else None
    if kept and request.method == "POST":
        target = kept
        merge = write_from_form(form, lambda: merge_duties(actor=viewer, kept=target, dropped=duty))
        if merge:
            messages.success(request, f"{duty.name} is part of {target.name} now.")
            return redirect("roster:duty_page", target.slug)
    preview = preview_merge(viewer=viewer, kept=kept, dropped=duty) if kept else None
    context = {"duty": duty, "kept": kept, "form": form, "preview": preview}
    return render(request, "roster/duty_merge.html", context, status=422 if form.errors else 200)


@require_POST
@open_to(Policy.MEMBERS)
def merge_undo(request: HttpRequest, merge_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    merge = or_404(get_merge, viewer=viewer, merge_id=merge_id)
    try:
        stays = undo_merge(actor=viewer, merge=merge)
    except Conflict as refusal:
        messages.error(request, str(refusal))
        return redirect("roster:duty_page", merge.kept.slug)
    messages.success(request, f"{merge.dropped.name} is a duty of its own again.")
    if stays:
        more = f" and {len(stays) - STAYS_SHOWN} more" if len(stays) > STAYS_SHOWN else ""
        messages.warning(request, f"Changed since, so it stays: {', '.join(stays[:STAYS_SHOWN])}{more}.")
    return redirect("roster:duty_page", merge.dropped.slug)
