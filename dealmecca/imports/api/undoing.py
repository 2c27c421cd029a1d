"""Undoing imports as JSON: take one back, bring it back, ask how far that is and what stayed."""

from django.http import HttpRequest
from ninja import Router

from dealmecca.accounts.viewers import viewer_of
from dealmecca.history.models import Door
from dealmecca.imports import actions, queries
from dealmecca.imports.models import ImportUndo
from dealmecca.imports.schemas import UndoAnswer
from dealmecca.lib.conflicts import Conflict

router = Router(tags=["Imports"], by_alias=True)


@router.post("/{import_id}/undo", response={202: UndoAnswer}, operation_id="undoImport", summary="Undo an import")
def undo_import(request: HttpRequest, import_id: str) -> UndoAnswer:
    """For 30 days: what it made goes, what it changed returns; what was changed or built on since stays and is listed.
    The work goes on in the background."""
    viewer = viewer_of(request)
    item = queries.get_import(viewer=viewer, import_id=import_id)
    return _answer(actions.request_undo(actor=viewer, item=item, door=Door.API))


@router.post(
    "/{import_id}/redo", response={202: UndoAnswer}, operation_id="redoImport", summary="Bring an undone import back"
)
def redo_import(request: HttpRequest, import_id: str) -> UndoAnswer:
    """The undo of an undo."""
    viewer = viewer_of(request)
    item = queries.get_import(viewer=viewer, import_id=import_id)
    return _answer(actions.request_redo(actor=viewer, item=item, door=Door.API))


@router.get("/{import_id}/undo", response=UndoAnswer, operation_id="getUndo", summary="Follow the undo of an import")
def get_undo(request: HttpRequest, import_id: str) -> UndoAnswer:
    """How far the last undo (or bringing back) is, and what it did so far. 409 for an import that was never undone."""
    run = queries.last_undo(queries.get_import(viewer=viewer_of(request), import_id=import_id))
    if run is None:
        raise Conflict("This import was never undone.")
    return _answer(run)


def _answer(run: ImportUndo) -> UndoAnswer:
    return UndoAnswer.model_validate(queries.read_undo(run))
