"""Whether an import can be undone, what a run did, and what stayed and why."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from dealmecca.directory.models import Company, Contact
from dealmecca.imports.models import ENDED, TURNING, Direction, Import, ImportUndo, State, UndoStay

UNDO_DAYS = 30
SHOWN_STAYS = 100


def undo_until(item: Import) -> datetime | None:
    return item.finished_at + timedelta(days=UNDO_DAYS) if item.finished_at and item.keeps_images else None


def why_not_turned(item: Import, direction: str) -> str:
    """The sentence that says why it cannot be undone, or brought back; "" when it can."""
    if item.state in TURNING:
        return "This import is being undone or brought back at the moment. Wait until that is over."
    if direction == Direction.REDO:
        return "" if item.state == State.UNDONE and _in_time(item) else _not_undone(item)
    if item.state == State.UNDONE:
        return "This import was undone already."
    if item.state not in ENDED:
        return "This import has not ended yet. Stop it first, or wait until it is done."
    if not item.next_row:
        return "This import has written nothing that could be undone."
    if not item.keeps_images:
        return "This import ran before DealMecca kept what it takes to undo one."
    if not _in_time(item):
        return f"An import can be undone for {UNDO_DAYS} days, and they are over."
    return ""


def _in_time(item: Import) -> bool:
    until = undo_until(item)
    return until is not None and timezone.now() < until


def _not_undone(item: Import) -> str:
    if item.state == State.UNDONE:
        return f"An import can be brought back for {UNDO_DAYS} days after it was made, and they are over."
    return "This import is not undone, so there is nothing to bring back."


def last_undo(item: Import) -> ImportUndo | None:
    return ImportUndo.objects.filter(item=item).select_related("actor").order_by("-pk").first()


def stays_of(run: ImportUndo, limit: int = SHOWN_STAYS) -> list[dict[str, Any]]:
    """What a run left alone, with the name that the record has now."""
    stays = list(UndoStay.objects.filter(undo=run).order_by("record_kind", "record_id", "field")[:limit])
    return named([(stay.record_kind, stay.record_id, stay.field, stay.reason) for stay in stays])


def named(stays: list[tuple[str, str, str, str]]) -> list[dict[str, Any]]:
    ids: dict[str, set[str]] = defaultdict(set)
    for kind, record_id, *_ in stays:
        ids[kind].add(record_id)
    names = {("company", row.pk): row.name for row in Company.objects.filter(pk__in=ids["company"])}
    names |= {("contact", row.pk): row.full_name for row in Contact.objects.filter(pk__in=ids["contact"])}
    return [
        {"kind": kind, "id": key, "name": names.get((kind, key), ""), "field": field, "reason": reason}
        for kind, key, field, reason in stays
    ]


def read_undo(run: ImportUndo) -> dict[str, Any]:
    """A run as the API and the command line tell it."""
    tally = run.tally
    return {
        "direction": run.direction.lower(),
        "is_done": run.finished_at is not None,
        "seen": run.seen,
        "total": run.total,
        "contacts": tally.get("contacts", 0),
        "companies": tally.get("companies", 0),
        "fields": tally.get("fields", 0),
        "statements": tally.get("statements", 0),
        "waiting": tally.get("waiting", 0),
        "stay_count": tally.get("stays", 0),
        "stays": stays_of(run),
        "error": run.error or None,
    }
