"""How good the data is: figures that lead to their rows, the weeks before, and what to recheck first."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.quality.drawings import columns_of
from dealmecca.quality.permissions import can_decide_on_reports
from dealmecca.quality.queries.measures import LEVEL_KINDS, measure
from dealmecca.quality.queries.trend import GROUPS, Week, trend
from dealmecca.quality.queries.worst import worst_records

WORST = 50
MEANINGS = {
    "completeness": "of the fields that matter are filled",
    "validity": "of the values are understood and undisputed",
    "freshness": "of the records were confirmed, and count",
    "duplicates": "of the records have no double",
}


@require_safe
@open_to(Policy.MEMBERS)
def quality_page(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    measured = measure(viewer=viewer)
    weeks = trend(viewer=viewer, now=measured)
    charts = [("People of level 3 or more", columns_of(weeks, lambda week: week.confirmed))]
    charts += [(group.capitalize(), columns_of(weeks, _reader(group))) for group in GROUPS]
    context = {
        "measured": measured,
        "tiles": [_tile(group, weeks) for group in GROUPS],
        "charts": charts,
        "weeks": list(reversed(weeks)),
        "groups": GROUPS,
        "worst": worst_records(viewer=viewer, limit=WORST),
        "levels": [(name.capitalize(), _levels(name, measured.levels[kind])) for name, kind in LEVEL_KINDS.items()],
        "can_decide": can_decide_on_reports(viewer),
    }
    return render(request, "quality/quality_page.html", context)


def _reader(group: str) -> Callable[[Week], int]:
    return lambda week: week.good[group]


def _levels(name: str, found: dict[int, int]) -> list[tuple[str, int, int]]:
    """(code of the rows, level, how many)."""
    return [(f"{name}-level-{level}", level, count) for level, count in found.items()]


def _tile(group: str, weeks: list[Week]) -> dict[str, object]:
    now, before = weeks[-1].good[group], weeks[-2] if len(weeks) > 1 else None
    delta = ""
    if before is not None:
        change, when = now - before.good[group], f"{before.week.day} {before.week:%b}"
        more = "more" if change > 0 else "fewer"
        delta = f"{abs(change)} {more} than in the week of {when}" if change else f"as in the week of {when}"
    return {"label": group.capitalize(), "value": now, "meaning": MEANINGS[group], "delta": delta}
