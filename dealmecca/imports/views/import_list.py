"""The files that came in: one's own, or all for those who run the place."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.permissions import can_keep_words
from dealmecca.imports.models import Import
from dealmecca.imports.permissions import can_start_import
from dealmecca.imports.queries import count_waiting_names, recent_imports


@require_safe
@open_to(Policy.MEMBERS)
def import_list(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    imports, has_older = recent_imports(viewer=viewer, before=request.GET.get("before", "")[:25])
    context = {
        "can_import": can_start_import(viewer),
        "can_keep_words": can_keep_words(viewer),
        "waiting_count": count_waiting_names(viewer=viewer),
        "lines": [_line(item) for item in imports],
        "next_url": "",
    }
    if has_older:
        context["next_url"] = f"{reverse('imports:import_list')}?{urlencode({'before': imports[-1].pk})}"
    return render(request, "imports/import_list.html", context)


def _line(item: Import) -> dict[str, Any]:
    outcomes = item.tally.get("row_outcomes", {})
    words = [
        f"{outcomes[name]:,} {word}"
        for name, word in (
            ("created", "new"),
            ("updated", "changed"),
            ("unchanged", "unchanged"),
            ("waiting", "waiting"),
        )
        if outcomes.get(name)
    ]
    rows = item.tally.get("rows") if item.has_ended else item.rows_total
    return {"run": item, "rows": rows, "summary": ", ".join(words), "refused_count": item.tally.get("refused", 0)}
