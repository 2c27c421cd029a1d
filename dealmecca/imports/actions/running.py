"""Running an import: who may write its progress, and what is left when it ends, stops or fails."""

import secrets
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from dealmecca.imports.actions.checking import came_otherwise, directory_mark, fresh_look, looked_again
from dealmecca.imports.engine.columns import Columns
from dealmecca.imports.engine.runs import Order, Progress, Stopped, run
from dealmecca.imports.engine.tally import Examples, Findings, Tally
from dealmecca.imports.files import forget_table, refused_of, table_of
from dealmecca.imports.models import Import, ImportMark, ImportUndo, Match, State
from dealmecca.lib.tables import TableShape, UnusableFile

SILENCE = timedelta(minutes=2)  # no sign of life for so long: the worker is gone
PREVIEW_SIGNS = timedelta(seconds=1)  # how often a preview tells how far it is

NOTHING_DONE: dict[str, Any] = {"next_row": 0, "tally": {}, "problems": {}, "examples": {}, "refused_bytes": 0}


def claim_import(import_id: str, state: State, *, becomes: State | None = None) -> str:
    """Take the import for this worker; "" when another has it or it is no longer in that state.

    A claim whose holder has been silent may be taken over: the old holder's next write then fails.
    """
    claim = secrets.token_hex(16)
    free = Q(claimed_by="") | Q(heartbeat_at__lt=timezone.now() - SILENCE)
    taken = Import.objects.filter(free, pk=import_id, state=state).update(
        state=becomes or state, claimed_by=claim, heartbeat_at=timezone.now()
    )
    return claim if taken else ""


def keep_progress(item: Import, claim: str) -> Callable[[Progress], None]:
    """What stores a batch's progress; it raises Stopped when the import was cancelled, changed or taken over."""

    def keep(progress: Progress) -> None:
        values: dict[str, Any] = {
            "next_row": progress.next_row,
            "tally": progress.tally.as_json(),
            "refused_bytes": progress.refused_bytes,
            "heartbeat_at": timezone.now(),
        }
        if progress.findings.is_changed:
            values["problems"] = progress.findings.as_json()
        if progress.examples.is_changed:
            values["examples"] = progress.examples.as_json()
        if not Import.objects.filter(pk=item.pk, state=item.state, claimed_by=claim).update(**values):
            raise Stopped

    return keep


def keep_now_and_then(keep: Callable[[Progress], None]) -> Callable[[Progress], None]:
    """For previews, whose batches write nothing that the progress would have to go with."""
    last = timezone.now() - PREVIEW_SIGNS

    def keep_sometimes(progress: Progress) -> None:
        nonlocal last
        if timezone.now() - last >= PREVIEW_SIGNS:
            last = timezone.now()
            keep(progress)

    return keep_sometimes


def stored_progress(item: Import) -> Progress:
    """Where the run that was going on had got to."""
    if not item.tally:
        return Progress()
    return Progress(
        item.next_row,
        Tally.from_json(item.tally),
        Findings.from_json(item.problems or {}),
        Examples.from_json(item.examples or {}),
        item.refused_bytes,
    )


def order_of(item: Import, *, dry_run: bool) -> Order:
    return Order(
        path=table_of(item.pk),
        shape=TableShape(**item.shape),
        columns=Columns(item.mapping_in_order, item.kind),
        source=item.source,
        ids_alone=item.match == Match.EXTERNAL_ID,
        mode=item.mode,
        actor=item.actor,
        import_id="" if dry_run else item.pk,
        refused_to=refused_of(item.pk),
    )


def preview_import(*, import_id: str) -> None:
    """Find out what the import would do. Does nothing when another worker is at it or it was changed meanwhile."""
    claim = claim_import(import_id, State.UPLOADED, becomes=State.PREVIEWING) or claim_import(
        import_id, State.PREVIEWING
    )
    if not claim:
        return
    item = _started(import_id)
    keep = keep_progress(item, claim)
    mark = directory_mark()
    try:
        keep(Progress())
        progress = run(order_of(item, dry_run=True), keep_now_and_then(keep))
        progress.findings.is_changed = progress.examples.is_changed = True
        with transaction.atomic():
            keep(progress)
            _end(item, claim, State.PREVIEWED, **_preview_of(progress, mark))
    except Stopped:
        return
    except Exception as error:
        _fail(item, claim, error)
    except BaseException:
        _hand_back(item, claim, "run_preview")
        raise


def apply_import(*, import_id: str) -> None:
    """Write what the file says, from where an earlier run stopped. Does nothing when another worker is at it."""
    claim = claim_import(import_id, State.APPLYING)
    if not claim:
        return
    item = _started(import_id)
    mark = directory_mark()
    try:
        if fresh := fresh_look(item, claim, order_of(item, dry_run=True)):
            _show_again(item, claim, fresh, mark)
            return
        run(order_of(item, dry_run=False), keep_progress(item, claim), stored_progress(item))
        finish_import(item, claim)
    except Stopped:
        sweep_marks(item.pk)
    except Exception as error:
        _fail(item, claim, error)
    except BaseException:
        _hand_back(item, claim, "run_import")
        raise


def _preview_of(progress: Progress, mark: str) -> dict[str, Any]:
    return {"previewed": progress.tally.as_json(), "rows_total": progress.tally.rows, "seen_mark": mark}


def _show_again(item: Import, claim: str, fresh: Progress, mark: str) -> None:
    """Instead of writing: the preview as it would be now, with what is different."""
    sentence = looked_again(item.previewed or {}, fresh.tally.as_json())
    _end(
        item, claim, State.PREVIEWED, tally=fresh.tally.as_json(), problems=fresh.findings.as_json(),
        examples=fresh.examples.as_json(), next_row=fresh.next_row, refused_bytes=fresh.refused_bytes,
        error=sentence[:500], **_preview_of(fresh, mark),
    )  # fmt: skip


def _started(import_id: str) -> Import:
    """The import, with the moment noted at which its run began; a resumed run began when it first did."""
    Import.objects.filter(pk=import_id, next_row=0).update(started_at=timezone.now())
    return Import.objects.select_related("actor").get(pk=import_id)


def finish_import(item: Import, claim: str) -> None:
    tally = Import.objects.values_list("tally", flat=True).get(pk=item.pk)
    if _end(item, claim, State.DONE, finished_at=timezone.now(), error=came_otherwise(item, tally)):
        forget_table(item.pk)
        sweep_marks(item.pk)


def fail_import(item: Import, sentence: str) -> None:
    """Whoever holds it: nobody goes on with it."""
    Import.objects.filter(pk=item.pk).update(
        state=State.FAILED, error=sentence[:500], claimed_by="", finished_at=timezone.now()
    )
    forget_table(item.pk)
    sweep_marks(item.pk)


def _fail(item: Import, claim: str, error: Exception) -> None:
    """A broken file and a withdrawn permission are told as they are; anything else is ours, and goes to the log."""
    nothing = {} if item.state == State.APPLYING else NOTHING_DONE
    if _end(item, claim, State.FAILED, finished_at=timezone.now(), error=sentence_of(error)[:500], **nothing):
        forget_table(item.pk)
        sweep_marks(item.pk)
    if not isinstance(error, UnusableFile | PermissionDenied):
        raise error


@transaction.atomic
def _hand_back(item: Import, claim: str, job: str) -> None:
    """The worker is told to stop: the next one goes on at once instead of waiting for a sign of life."""
    if Import.objects.filter(pk=item.pk, state=item.state, claimed_by=claim).update(claimed_by=""):
        enqueue(job, item)


def enqueue(job: str, item: Import | ImportUndo) -> None:
    """Part of the caller's transaction. By its path: jobs stand above actions and call them."""
    import_string(f"dealmecca.imports.jobs.{job}").enqueue(item.pk)


def enqueue_rows(name_id: str) -> None:
    """Part of the caller's transaction, like `enqueue`."""
    import_string("dealmecca.imports.jobs.write_waiting_rows").enqueue(name_id)


def sentence_of(error: Exception) -> str:
    if isinstance(error, UnusableFile | PermissionDenied):
        return str(error)
    return "The import stopped by a fault of ours. What was written is complete; import the file again to go on."


def _end(item: Import, claim: str, state: State, **values: Any) -> bool:
    ended = Import.objects.filter(pk=item.pk, claimed_by=claim).update(
        state=state, claimed_by="", heartbeat_at=timezone.now(), **values
    )
    return bool(ended)


def sweep_marks(import_id: str) -> None:
    """Marks are of use only to a run that goes on."""
    if Import.objects.filter(pk=import_id).exclude(state=State.APPLYING).exists():
        ImportMark.objects.filter(import_id=import_id).delete()


def shape_as_json(shape: TableShape) -> dict[str, Any]:
    return asdict(shape)
