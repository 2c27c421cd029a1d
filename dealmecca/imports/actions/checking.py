"""Whether an import would still do what its preview has shown, and what to say when it would not."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Max
from django.utils import timezone

from dealmecca.history.models import Change
from dealmecca.imports.engine.runs import Order, Progress, Stopped, run
from dealmecca.imports.models import Decision, Import, WaitingName
from dealmecca.roster.models import DutyWord

OUTCOMES = (
    ("created", "new"), ("updated", "changed"), ("unchanged", "unchanged"), ("waiting", "waiting for names"),
)  # fmt: skip


def directory_mark() -> str:
    """Another one after every write that could make an import do something else."""
    newest = Change.objects.aggregate(newest=Max("pk"))["newest"] or 0
    decided = WaitingName.objects.exclude(decision=Decision.OPEN).count()
    return f"{newest}.{decided}.{DutyWord.objects.count()}"


def fresh_look(item: Import, claim: str, order: Order) -> Progress | None:
    """What the import would do now, if that is not what its preview has shown. None: everything is as it was.

    Only a directory that was written to since has to be looked at again.
    """
    if item.previewed is None or item.next_row or item.tally or item.seen_mark == directory_mark():
        return None
    progress = run(order, _sign_of_life(item, claim))
    return None if progress.tally.as_json() == item.previewed else progress


def _sign_of_life(item: Import, claim: str) -> Callable[[Progress], None]:
    def keep(progress: Progress) -> None:
        mine = Import.objects.filter(pk=item.pk, state=item.state, claimed_by=claim)
        if not mine.update(heartbeat_at=timezone.now()):
            raise Stopped

    return keep


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """ "3 new instead of 4, 1 changed instead of 0"."""
    old, new = before.get("row_outcomes", {}), after.get("row_outcomes", {})
    words = [
        f"{new.get(name, 0):,} {label} instead of {old.get(name, 0):,}"
        for name, label in OUTCOMES
        if new.get(name, 0) != old.get(name, 0)
    ]
    if before.get("refused", 0) != after.get("refused", 0):
        words.append(f"{after.get('refused', 0):,} refused instead of {before.get('refused', 0):,}")
    return ", ".join(words) or "other records are concerned"


def looked_again(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    return (
        f"The directory was changed since you looked: {difference(before, after)}. Nothing was imported. "
        "Look again, then import."
    )


def came_otherwise(item: Import, after: Mapping[str, Any]) -> str:
    """The sentence of a report whose counts differ from the preview: somebody wrote while the import ran."""
    if item.previewed is None or after == item.previewed:
        return ""
    return f"While this import ran, the directory was changed: {difference(item.previewed, after)}."
