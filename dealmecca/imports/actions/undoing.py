"""Undoing a whole import for 30 days, bringing it back, and forgetting what was kept for that."""

import secrets
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from dealmecca.directory.permissions import Actor, require
from dealmecca.history.models import Door
from dealmecca.imports.actions.running import SILENCE, enqueue
from dealmecca.imports.models import Direction, Import, ImportUndo, RecordImage, State, UndoStay
from dealmecca.imports.permissions import STEER_SENTENCE, can_steer_import
from dealmecca.imports.queries import UNDO_DAYS, why_not_turned
from dealmecca.imports.undoing.runs import Stopped, count_work, work
from dealmecca.lib.conflicts import Conflict

AT_FAULT = "This stopped by a fault of ours. What was done is whole; start it again to go on."


@transaction.atomic
def request_undo(*, actor: Actor, item: Import, door: Door) -> ImportUndo:
    """Take the import back, as a job. Raises Conflict and PermissionDenied; a second click finds the run at work."""
    return _request(actor, item, door, Direction.UNDO)


@transaction.atomic
def request_redo(*, actor: Actor, item: Import, door: Door) -> ImportUndo:
    """Undo the undo, as a job. Raises Conflict and PermissionDenied; a second click finds the run at work."""
    return _request(actor, item, door, Direction.REDO)


def _request(actor: Actor, item: Import, door: Door, direction: Direction) -> ImportUndo:
    require(can_steer_import(actor, item), STEER_SENTENCE)
    at_work = State.UNDOING if direction == Direction.UNDO else State.REDOING
    item.refresh_from_db()
    there = ImportUndo.objects.filter(item=item, direction=direction, finished_at=None).first()
    if there and item.state == at_work:
        return there
    if why_not := why_not_turned(item, direction):
        raise Conflict(why_not)
    last = ImportUndo.objects.filter(item=item, direction=Direction.UNDO).order_by("-pk").first()
    run = ImportUndo(
        item=item, actor=actor, door=door, direction=direction,
        returns_to=item.state if direction == Direction.UNDO or last is None else last.returns_to,
    )  # fmt: skip
    if not Import.objects.filter(pk=item.pk, state=item.state).update(state=at_work, claimed_by=""):
        raise Conflict("Somebody else was faster. Look again at what this import is doing.")
    item.state = at_work
    run.total = count_work(run)
    run.save(force_insert=True)
    enqueue("turn_import", run)
    return run


def turn_import(*, undo_id: str) -> None:
    """Do the run's work, from where it stands. Does nothing when another worker is at it or it has ended."""
    claim = secrets.token_hex(16)
    free = Q(claimed_by="") | Q(heartbeat_at__lt=timezone.now() - SILENCE)
    open_runs = ImportUndo.objects.filter(free, pk=undo_id, finished_at=None)
    if not open_runs.update(claimed_by=claim, heartbeat_at=timezone.now()):
        return
    run = ImportUndo.objects.select_related("item", "actor").get(pk=undo_id)
    try:
        work(run, lambda run: _keep(run, claim))
        _finish(run, claim)
    except Stopped:
        return
    except Exception as error:
        _fail(run, claim, error)
    except BaseException:
        _hand_back(run, claim)
        raise


def _keep(run: ImportUndo, claim: str) -> None:
    values: dict[str, Any] = {"stage": run.stage, "cursor": run.cursor, "tally": run.tally, "seen": run.seen}
    mine = ImportUndo.objects.filter(pk=run.pk, claimed_by=claim, finished_at=None)
    if not mine.update(heartbeat_at=timezone.now(), **values):
        raise Stopped


@transaction.atomic
def _finish(run: ImportUndo, claim: str, error: str = "") -> None:
    """The import's state follows; a run that failed leaves it as it was before, to be started again."""
    mine = ImportUndo.objects.filter(pk=run.pk, claimed_by=claim, finished_at=None)
    if not mine.update(finished_at=timezone.now(), claimed_by="", error=error[:500]):
        return
    is_undone = (run.direction == Direction.UNDO) != bool(error)
    state = State.UNDONE if is_undone else State(run.returns_to)
    Import.objects.filter(pk=run.item_id).update(state=state)
    if run.direction == Direction.REDO and not error:
        RecordImage.objects.filter(item=run.item_id, undo__isnull=False).delete()


def _fail(run: ImportUndo, claim: str, error: Exception) -> None:
    is_told = isinstance(error, PermissionDenied | Conflict)
    _finish(run, claim, error=str(error) if is_told else AT_FAULT)
    if not is_told:
        raise error


@transaction.atomic
def _hand_back(run: ImportUndo, claim: str) -> None:
    """The worker is told to stop: the next one goes on at once."""
    if ImportUndo.objects.filter(pk=run.pk, claimed_by=claim, finished_at=None).update(claimed_by=""):
        enqueue("turn_import", run)


def resume_stalled_undos() -> int:
    """Put runs whose worker is gone back into the queue; returns how many. Two workers asking do no harm."""
    count = 0
    for run in ImportUndo.objects.filter(finished_at=None, heartbeat_at__lt=timezone.now() - SILENCE):
        with transaction.atomic():
            silent = ImportUndo.objects.filter(pk=run.pk, finished_at=None, heartbeat_at=run.heartbeat_at)
            if silent.update(heartbeat_at=timezone.now(), claimed_by=""):
                enqueue("turn_import", run)
                count += 1
    return count


def forget_old_images() -> int:
    """What was kept to undo imports goes when the time for that is over."""
    old = timezone.now() - timedelta(days=UNDO_DAYS)
    ended = Import.objects.filter(finished_at__lt=old).exclude(state__in=(State.UNDOING, State.REDOING))
    return RecordImage.objects.filter(item__in=ended.values("pk")).delete()[0]


@transaction.atomic
def forget_record(kind: str, record_id: str) -> int:
    """Nothing that is kept to undo imports tells of this record any longer; for erasure. `kind`: company or contact.

    An import of which it was part can still be undone; what it changed on this record is then left alone.
    """
    UndoStay.objects.filter(record_kind=kind, record_id=record_id).delete()
    return RecordImage.objects.filter(record_kind=kind, record_id=record_id).delete()[0]
