"""The review queue as JSON: names in files that somebody has to decide on."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.permissions import require
from dealmecca.history.models import Door
from dealmecca.imports import actions, queries
from dealmecca.imports.models import WaitingName
from dealmecca.imports.permissions import REVIEW_SENTENCE, can_review_names
from dealmecca.imports.schemas import DecisionAnswer, DecisionValues, Guess, WaitingNameAnswer, WaitingNameListing
from dealmecca.lib.json_shapes import Id
from dealmecca.lib.problems import BadValues

CURSOR = "The nextCursor of the page before."
router = Router(tags=["Imports"], by_alias=True)


@router.get("", response=WaitingNameListing, operation_id="listWaitingNames", summary="List names to decide on")
def list_waiting_names(
    request: HttpRequest, cursor: Annotated[Id | None, Query(description=CURSOR)] = None
) -> WaitingNameListing:
    """Names that rows of your imports wait for, oldest first, each with guesses. Moderators see all."""
    names, has_more = queries.waiting_names(viewer=_reviewer(request), after=cursor or "")
    return WaitingNameListing(items=[_answer(name) for name in names], next_cursor=names[-1].pk if has_more else None)


@router.get("/{name_id}", response=WaitingNameAnswer, operation_id="getWaitingName", summary="Read a name to decide on")
def get_waiting_name(request: HttpRequest, name_id: str) -> WaitingNameAnswer:
    """One name, whether it is decided or not."""
    return _answer(queries.get_waiting_name(viewer=_reviewer(request), name_id=name_id))


@router.post("/{name_id}", response=DecisionAnswer, operation_id="decideName", summary="Decide on a name")
def decide_name(request: HttpRequest, name_id: str, values: DecisionValues) -> DecisionAnswer:
    """What the name means, for all rows that wait for it and for later files. New duties are for moderators."""
    viewer = _reviewer(request)
    name = queries.get_waiting_name(viewer=viewer, name_id=name_id)
    if (values.choose is not None) + values.create + values.ignore != 1:
        raise BadValues([("", "Send exactly one of choose, create and ignore.")])
    if values.choose is not None:
        outcome = actions.choose_record(actor=viewer, name=name, record_id=values.choose)
    elif values.create:
        outcome = actions.create_record(actor=viewer, door=Door.API, name=name, category=values.category)
    else:
        outcome = actions.leave_out(actor=viewer, name=name)
    return DecisionAnswer.model_validate(outcome)


def _reviewer(request: HttpRequest) -> User:
    viewer = viewer_of(request)
    require(can_review_names(viewer), REVIEW_SENTENCE)
    return viewer


def _answer(name: WaitingName) -> WaitingNameAnswer:
    return WaitingNameAnswer(
        id=name.pk,
        kind=name.kind,
        text=name.text,
        about=name.about,
        row_count=name.row_count,
        guesses=[Guess.model_validate(guess) for guess in name.guesses],
        decision=name.decision,
        created_at=name.created_at,
    )
