"""A person's jobs and moves as JSON."""

from django.http import HttpRequest
from ninja import Router

from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.actions import move_contact, undo_move
from dealmecca.directory.models import Move
from dealmecca.directory.queries import get_contact, get_move, last_move, moves_of
from dealmecca.history.models import Door
from dealmecca.roster.api.parameters import company_called
from dealmecca.roster.queries import career_of
from dealmecca.roster.schemas.positions import (
    MoveAnswer,
    MoveList,
    NewMove,
    PositionAnswer,
    PositionList,
)

router = Router(tags=["Positions and moves"], by_alias=True)


@router.get(
    "/{contact_id}/positions", response=PositionList, operation_id="listPositions", summary="Read a person's jobs"
)
def list_positions(request: HttpRequest, contact_id: str) -> PositionList:
    """Every job that is known, newest first, each with the titles it had before."""
    viewer = viewer_of(request)
    contact = get_contact(viewer=viewer, contact_id=contact_id)
    positions = career_of(viewer=viewer, contact=contact, with_titles=True)
    return PositionList(items=[PositionAnswer.model_validate(row) for row in positions], next_cursor=None)


@router.get("/{contact_id}/moves", response=MoveList, operation_id="listMoves", summary="Read a person's moves")
def list_moves(request: HttpRequest, contact_id: str) -> MoveList:
    """Every recorded move, newest first; the newest that was not taken back may be."""
    viewer = viewer_of(request)
    moves = moves_of(viewer=viewer, contact=get_contact(viewer=viewer, contact_id=contact_id))
    return MoveList(items=[MoveAnswer.model_validate(move) for move in moves], next_cursor=None)


@router.post("/{contact_id}/moves", response={201: MoveAnswer}, operation_id="moveContact", summary="Record a move")
def post_move(request: HttpRequest, contact_id: str, values: NewMove) -> Move | None:
    """The person left for another company. Duties, teams and reporting lines stay with the old job."""
    viewer = viewer_of(request)
    contact = get_contact(viewer=viewer, contact_id=contact_id)
    company = company_called(viewer, values.company_id, "company_id") if values.company_id is not None else None
    given = values.model_dump(include={"title", "email", "phone"}, exclude_none=True)
    move_contact(
        actor=viewer,
        door=Door.API,
        contact=contact,
        company_id=company.pk if company else None,
        moved_on=values.moved_on,
        values=given,
    )
    return last_move(viewer=viewer, contact=contact)


@router.post(
    "/{contact_id}/moves/{move_id}/undo", response=MoveAnswer, operation_id="undoMove", summary="Take back a move"
)
def post_undo(request: HttpRequest, contact_id: str, move_id: str) -> Move:
    """Both jobs and the person as they were before; what was changed on the person since stays."""
    viewer = viewer_of(request)
    move = get_move(viewer=viewer, contact_id=contact_id, move_id=move_id)
    undo_move(actor=viewer, door=Door.API, move=move)
    return get_move(viewer=viewer, contact_id=contact_id, move_id=move_id)
