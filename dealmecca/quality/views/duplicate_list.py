"""The queue of duplicates, and what was merged lately."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.quality.models import PairState
from dealmecca.quality.permissions import can_merge, require
from dealmecca.quality.queries.merges import latest_merges
from dealmecca.quality.queries.pairs import count_pairs, open_pairs

KINDS = {"contact": "People", "company": "Companies"}
STATES = (PairState.OPEN, PairState.LATER, PairState.NOT_SAME)


@require_safe
@open_to(Policy.MEMBERS)
def duplicate_list(request: HttpRequest) -> HttpResponse:
    """`kind` is contact or company, `state` one of STATES; `after` is a cursor. Anything else means the first."""
    viewer = viewer_of(request)
    require(can_merge(viewer), "Only moderators decide on duplicates.")
    kind = request.GET.get("kind", "contact")
    kind = kind if kind in KINDS else "contact"
    state = request.GET.get("state", PairState.OPEN)
    state = state if state in STATES else PairState.OPEN
    try:
        page = open_pairs(viewer=viewer, kind=kind, state=state, cursor=request.GET.get("after") or None)
    except ValueError:
        page = open_pairs(viewer=viewer, kind=kind, state=state)
    counts = count_pairs(viewer=viewer)
    context = {
        "page": page,
        "kind": kind,
        "state": state,
        "kinds": [(code, label, counts.get((code, PairState.OPEN), 0)) for code, label in KINDS.items()],
        "states": [(each.value, each.label, counts.get((kind, each.value), 0)) for each in STATES],
        "merges": latest_merges(viewer=viewer),
    }
    return render(request, "quality/duplicate_list.html", context)
