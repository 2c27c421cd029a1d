"""The review queue: names in files that may mean several records, or none."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.permissions import require
from dealmecca.imports.models import WaitingName
from dealmecca.imports.permissions import REVIEW_SENTENCE, can_review_names
from dealmecca.imports.queries import count_waiting_names, waiting_names


@require_safe
@open_to(Policy.MEMBERS)
def review_list(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    require(can_review_names(viewer), REVIEW_SENTENCE)
    names, has_more = waiting_names(viewer=viewer, after=request.GET.get("after", "")[:25])
    context = {
        "lines": [_line(name) for name in names],
        "name_count": count_waiting_names(viewer=viewer),
        "next_after": names[-1].pk if has_more else "",
    }
    return render(request, "imports/review_list.html", context)


def _line(name: WaitingName) -> dict[str, Any]:
    guess = name.guesses[0] if name.guesses else None
    return {"name": name, "guess": guess, "percent": round(100 * guess["score"]) if guess else 0}
