"""Undoing one import: what would go, return and stay; how far it is; what it did; and bringing it back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.history.models import Door
from dealmecca.imports.actions import request_redo, request_undo
from dealmecca.imports.engine.targets import TARGETS
from dealmecca.imports.models import Direction, Import, ImportUndo, State
from dealmecca.imports.permissions import can_steer_import
from dealmecca.imports.queries import last_undo, named, stays_of, undo_until, why_not_turned
from dealmecca.imports.undoing.foreseeing import foresee
from dealmecca.imports.views.import_page import import_or_404
from dealmecca.lib.fragments import wants_fragment

SHOWN = 100


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def import_undo(request: HttpRequest, import_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    item = import_or_404(viewer, import_id)
    if request.method == "POST":
        ask = request_redo if "redo" in request.POST else request_undo
        ask(actor=viewer, item=item, door=Door.WEB)
        return redirect("imports:import_undo", item.pk)
    run = last_undo(item)
    if wants_fragment(request) and not item.is_turning:
        response = HttpResponse(headers={"HX-Refresh": "true"})
    elif wants_fragment(request):
        response = render(request, "imports/_undo_progress.html", {"run": item, "undo": run})
    else:
        response = render(request, "imports/import_undo.html", _context(item, run, can_steer_import(viewer, item)))
    patch_vary_headers(response, ["HX-Request"])
    return response


def _context(item: Import, run: ImportUndo | None, can_steer: bool) -> dict[str, Any]:
    context: dict[str, Any] = {"run": item, "undo": run, "can_steer": can_steer, "until": undo_until(item)}
    if item.is_turning:
        return context
    if run and item.state == State.UNDONE and not run.error:
        context["why_not"] = why_not_turned(item, Direction.REDO)
        stays, count = stays_of(run, SHOWN), run.tally.get("stays", 0)
        return context | _told(run.tally, stays, count)
    context["why_not"] = why_not_turned(item, Direction.UNDO)
    if context["why_not"]:
        return context
    seen = foresee(item)
    counts = {"contacts": seen.contacts, "companies": seen.companies, "fields": seen.fields}
    context["is_rough"] = seen.is_rough
    return context | _told(counts | {"statements": seen.statements}, named(seen.stays[:SHOWN]), len(seen.stays))


def _told(tally: dict[str, int], stays: list[dict[str, Any]], count: int) -> dict[str, Any]:
    for stay in stays:
        stay["label"] = _label(stay["kind"], stay["field"])
    return {
        "person_count": tally.get("contacts", 0),
        "company_count": tally.get("companies", 0),
        "field_count": tally.get("fields", 0),
        "statement_count": tally.get("statements", 0),
        "stays": stays,
        "stay_count": count,
        "more_count": count - len(stays),
    }


def _label(kind: str, field: str) -> str:
    plain = field.removesuffix("_id").removesuffix("_text")
    known = TARGETS.get(f"{kind}.{plain}")
    return known.label if known else plain.replace("_", " ").capitalize()
