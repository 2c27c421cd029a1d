"""Two records side by side: merge them field by field, keep both, or decide later."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.models import Company, Contact
from dealmecca.history.models import Door
from dealmecca.lib.missing import or_404
from dealmecca.quality.actions.merging import merge_records
from dealmecca.quality.actions.moving import can_be_a_move
from dealmecca.quality.actions.pairs import DECIDED, decide_on_pair
from dealmecca.quality.merging.choosing import DROPPED, GROUPS, KEPT, better_record
from dealmecca.quality.permissions import can_merge, require
from dealmecca.quality.queries.pairs import PairLine, field_choices, get_pair, next_pair

SAID = {
    "NOT_SAME": "Noted: they are not the same. They come back only when one of them changes.",
    "LATER": "Put off. They wait under Later.",
    "OPEN": "Back in the queue.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def duplicate_page(request: HttpRequest, pair_id: str) -> HttpResponse:
    """`keep` is the id of the one that stays. POST: `do` is MERGE, with a side for each field, or the pair's state."""
    viewer = viewer_of(request)
    require(can_merge(viewer), "Only moderators decide on duplicates.")
    line = or_404(get_pair, viewer=viewer, pair_id=pair_id)
    if request.method == "POST":
        return _decided(request, line)
    kept = better_record(line.a, line.b)
    if request.GET.get("keep", kept.pk) != kept.pk and request.GET["keep"] in (line.a.pk, line.b.pk):
        kept = line.a if request.GET["keep"] == line.a.pk else line.b
    dropped = line.b if kept is line.a else line.a
    context = {
        "line": line,
        "pair": line.pair,
        "kept": kept,
        "dropped": dropped,
        "kept_url": page_of(kept),
        "dropped_url": page_of(dropped),
        "choices": field_choices(viewer=viewer, kept=kept, dropped=dropped),
        "may_be_a_move": isinstance(line.a, Contact) and isinstance(line.b, Contact) and can_be_a_move(line.a, line.b),
        "next": next_pair(viewer=viewer, after=line.pair),
    }
    return render(request, "quality/duplicate_page.html", context)


def page_of(record: Contact | Company) -> str:
    if isinstance(record, Contact):
        return reverse("web:contact_page", args=[record.pk])
    return reverse("web:company_page", args=[record.slug])


def _decided(request: HttpRequest, line: PairLine) -> HttpResponse:
    viewer, what = viewer_of(request), request.POST.get("do", "")
    following = next_pair(viewer=viewer, after=line.pair)
    back = f"{reverse('quality:duplicate_list')}?kind={line.pair.record_kind}"
    go_on = reverse("quality:duplicate_page", args=[following.pk]) if following else back
    if what in DECIDED:
        decide_on_pair(actor=viewer, pair=line.pair, state=what)
        context = {"sentence": SAID[what], "undo_url": reverse("quality:duplicate_page", args=[line.pair.pk])}
        context["name"], context["value"] = "do", line.pair.state
        messages.success(request, render_to_string("quality/_undo_toast.html", context, request))
        return HttpResponseRedirect(go_on)
    if what != "MERGE":
        raise ValidationError({"do": ["Say MERGE, NOT_SAME, LATER or OPEN."]})
    kept, dropped = (line.a, line.b) if request.POST.get("keep") == line.a.pk else (line.b, line.a)
    given = {name: request.POST.get(name, "") for name in GROUPS[line.pair.record_kind]}
    choices = {name: side for name, side in given.items() if side in (KEPT, DROPPED)}
    merge = merge_records(actor=viewer, door=Door.WEB, kept=kept, dropped=dropped, choices=choices)
    undo = reverse("quality:merge_page", args=[merge.pk])
    context = {"sentence": f"{merge.dropped_name} is part of {merge.kept_name} now.", "undo_url": undo}
    context["name"], context["value"] = "do", "undo"
    messages.success(request, render_to_string("quality/_undo_toast.html", context, request))
    return redirect("quality:merge_page", merge.pk)
