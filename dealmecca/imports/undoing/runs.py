"""A run that undoes an import or brings it back: stage by stage, each batch one transaction with where it stands."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import OperationalError, transaction

from dealmecca.database.locks import lock_until_commit
from dealmecca.directory.actions.companies import HIERARCHY
from dealmecca.directory.actions.contacts import lock_companies
from dealmecca.directory.models import Company, Contact
from dealmecca.history.models import Change, Verb
from dealmecca.imports.models import Direction, ImportUndo, RecordImage, RowState, UndoStay, WaitingRow
from dealmecca.imports.undoing.images import MAIN
from dealmecca.imports.undoing.removing import remove
from dealmecca.imports.undoing.turning import DERIVED, Plan
from dealmecca.imports.undoing.writing import turn
from dealmecca.roster.actions.duties import VOCABULARY

BATCH = 500
ATTEMPTS = 3
KINDS = ("company", "contact")


class Stopped(Exception):
    """Raised by `keep` when another worker has taken the run over; the batch at hand is rolled back."""


@dataclass
class Step:
    """What one batch did: where the next one begins ("" when the stage is done), and what stayed."""

    cursor: str
    seen: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    stays: list[UndoStay] = field(default_factory=list)


def work(run: ImportUndo, keep: Callable[[ImportUndo], None]) -> None:
    """From where the run stands to its end; `keep` stores each batch's progress inside its transaction."""
    stages = UNDOING if run.direction == Direction.UNDO else REDOING
    while run.stage < len(stages):
        _attempt(run, stages[run.stage], keep)


def _attempt(run: ImportUndo, stage: Callable[[ImportUndo], Step], keep: Callable[[ImportUndo], None]) -> None:
    before = (run.stage, run.cursor, run.seen, dict(run.tally))
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return _batch(run, stage, keep)
        except OperationalError:
            run.stage, run.cursor, run.seen, run.tally = before[0], before[1], before[2], dict(before[3])
            if attempt == ATTEMPTS:
                raise
            time.sleep(0.2 * attempt)


@transaction.atomic
def _batch(run: ImportUndo, stage: Callable[[ImportUndo], Step], keep: Callable[[ImportUndo], None]) -> None:
    lock_until_commit("import")
    lock_until_commit(HIERARCHY)
    lock_until_commit(VOCABULARY, shared=True)
    step = stage(run)
    UndoStay.objects.bulk_create(step.stays, ignore_conflicts=True)
    for name, count in step.counts.items():
        run.tally[name] = run.tally.get(name, 0) + count
    run.seen += step.seen
    run.cursor = step.cursor
    if not step.cursor:
        run.stage += 1
    keep(run)


def _withdraw_waiting(run: ImportUndo) -> Step:
    """Rows that wait for names wait no longer. From here on nothing more is written for this import."""
    rows = WaitingRow.objects.filter(item=run.item_id, state=RowState.WAITING)
    return Step("", counts={"waiting": rows.update(state=RowState.WITHDRAWN)})


def _wait_again(run: ImportUndo) -> Step:
    rows = WaitingRow.objects.filter(item=run.item_id, state=RowState.WITHDRAWN)
    return Step("", counts={"waiting": rows.update(state=RowState.WAITING)})


def _turn_images(kind: str) -> Callable[[ImportUndo], Step]:
    """Images of the import itself, or, to bring it back, of the run that undid it; the newest first."""

    def stage(run: ImportUndo) -> Step:
        images = RecordImage.objects.filter(item=run.item_id, record_kind=kind)
        if run.direction == Direction.UNDO:
            images = images.filter(undo=None)
        else:
            images = images.filter(undo__direction=Direction.UNDO)
        if run.cursor:
            images = images.filter(pk__lt=int(run.cursor))
        chunk = _one_each(list(images.order_by("-pk")[:BATCH]))
        if not chunk:
            return Step("")
        _lock(kind, chunk)
        plans = turn(run, kind, chunk)
        step = Step(str(chunk[-1].pk), seen=len(chunk), counts=counts_of(kind, plans.values()))
        for plan in plans.values():
            step.stays += [
                UndoStay(undo=run, record_kind=kind, record_id=plan.record_id, field=name[:40], reason=reason)
                for name, reason in plan.stays.items()
            ]
        step.counts["stays"] = len(step.stays)
        return step

    return stage


def _one_each(images: Sequence[RecordImage]) -> list[RecordImage]:
    """Up to the first record that comes a second time: its older image is turned after the younger one."""
    chunk: dict[str, RecordImage] = {}
    for image in images:
        if image.record_id in chunk:
            break
        chunk[image.record_id] = image
    return list(chunk.values())


def _lock(kind: str, images: Sequence[RecordImage]) -> None:
    ids = [image.record_id for image in images]
    if kind == "company":
        list(Company.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk").values_list("pk"))
        return
    own = (image.rows.get(MAIN[kind], {}).get(image.record_id, {}) for image in images)
    pairs = [(image.get("was") or {}, image.get("is") or {}) for image in own]
    lock_companies({side.get("company_id") for pair in pairs for side in pair})
    list(Contact.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk").values_list("pk"))


def counts_of(kind: str, plans: Any) -> dict[str, int]:
    counts = {"fields": 0, "statements": 0, "contacts": 0, "companies": 0}
    for plan in plans:
        counts["fields"] += len(set(plan.own_changes(kind)) - DERIVED)
        counts["statements"] += _statements(plan)
        counts["companies" if kind == "company" else "contacts"] += plan.is_new and MAIN[kind] in plan.inserts
    return counts


def _statements(plan: Plan) -> int:
    return sum(
        len(part.get(label, ()))
        for part in (plan.deletes, plan.changes, plan.inserts)
        for label in ("roster.Handling", "roster.Partnership")
    )


def _remove_made(kind: str) -> Callable[[ImportUndo], Step]:
    """Records that the import made: people in the order of their making, companies backwards, as offices come after
    the company above them."""

    def stage(run: ImportUndo) -> Step:
        made = Change.objects.filter(batch=run.item_id, record_kind=kind, verb=Verb.CREATE)
        if kind == "contact":
            made = made.filter(pk__gt=int(run.cursor or 0)).order_by("pk")
        else:
            made = (made.filter(pk__lt=int(run.cursor)) if run.cursor else made).order_by("-pk")
        chunk = list(made.values_list("pk", "record_id")[:BATCH])
        if not chunk:
            return Step("")
        return _removed(run, kind, list(dict.fromkeys(key for _, key in chunk)), str(chunk[-1][0]), len(chunk))

    return stage


def _removed(run: ImportUndo, kind: str, ids: Sequence[str], cursor: str, seen: int) -> Step:
    verdict = remove(run, kind, ids)
    stays = [UndoStay(undo=run, record_kind=kind, record_id=key, reason=why) for key, why in verdict.stays.items()]
    name = "companies" if kind == "company" else "contacts"
    return Step(cursor, seen, {name: len(verdict.goes), "stays": len(stays)}, stays)


def _companies_once_more(run: ImportUndo) -> Step:
    """A company that stood above another, or was its client, can go once that one is gone: until no more do."""
    left = UndoStay.objects.filter(undo=run, record_kind="company", field="")
    ids = list(left.filter(record_id__gt=run.cursor).order_by("record_id").values_list("record_id", flat=True)[:BATCH])
    if not ids:
        return Step("")
    verdict = remove(run, "company", ids)
    gone = left.filter(record_id__in=list(verdict.goes)).delete()[0] if verdict.goes else 0
    for key, why in verdict.stays.items():
        left.filter(record_id=key).update(reason=why)
    # Who was passed over may be free now: from the beginning, unless nothing went.
    cursor = "-" if verdict.goes else ids[-1]
    return Step(cursor, counts={"companies": len(verdict.goes), "stays": -gone})


UNDOING = (
    _withdraw_waiting, _turn_images("company"), _turn_images("contact"), _remove_made("contact"),
    _remove_made("company"), _companies_once_more,
)  # fmt: skip
REDOING = (_turn_images("company"), _turn_images("contact"), _wait_again)


def count_work(run: ImportUndo) -> int:
    images = RecordImage.objects.filter(item=run.item_id)
    if run.direction == Direction.REDO:
        return images.filter(undo__direction=Direction.UNDO).count()
    made = Change.objects.filter(batch=run.item_id, verb=Verb.CREATE)
    return images.filter(undo=None).count() + made.count()
