"""The vocabulary of duties as JSON: everybody reads it, moderators keep it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import viewer_of
from dealmecca.roster import queries
from dealmecca.roster.actions.duties import add_alias, create_duty, remove_alias
from dealmecca.roster.actions.duty_merges import merge_duties, undo_merge
from dealmecca.roster.api.parameters import duty_called
from dealmecca.roster.schemas.duties import (
    DutyAnswer,
    DutyList,
    MergeAnswer,
    MergeList,
    NewAlias,
    NewDuty,
    NewMerge,
    UndoneMerge,
    duty_answer,
    duty_line,
    merge_answer,
    undone_merge,
)

router = Router(tags=["Duties"], by_alias=True)


@router.get("", response=DutyList, operation_id="listDuties", summary="Read the vocabulary of duties")
def list_duties(request: HttpRequest) -> DutyList:
    """Every duty in use, by category and name, with its other words and how many handlings hold today."""
    viewer = viewer_of(request)
    counts = queries.handling_counts(viewer=viewer)
    duties = queries.duties_in_use(viewer=viewer)
    return DutyList(items=[duty_line(duty, counts.get(duty.pk, 0)) for duty in duties], next_cursor=None)


@router.post("", response={201: DutyAnswer}, operation_id="createDuty", summary="Add a duty")
def post_duty(request: HttpRequest, response: HttpResponse, values: NewDuty) -> DutyAnswer:
    """Moderators and administrators only. Refused when a word of it means another duty already."""
    viewer = viewer_of(request)
    duty = create_duty(actor=viewer, category=values.category, name=values.name, aliases=tuple(values.aliases))
    response.headers["Location"] = reverse("api:get_duty", args=[duty.pk])
    return _answer(viewer, duty.pk)


@router.get("/merges", response=MergeList, operation_id="listDutyMerges", summary="Read the merges of duties")
def list_merges(request: HttpRequest) -> MergeList:
    """Newest first, undone ones among them."""
    merges = queries.merges_of(viewer=viewer_of(request))
    return MergeList(items=[merge_answer(merge) for merge in merges], next_cursor=None)


@router.post(
    "/merges/{merge_id}/undo", response=UndoneMerge, operation_id="undoDutyMerge", summary="Take back a merge of duties"
)
def post_undo(request: HttpRequest, merge_id: str) -> UndoneMerge:
    """Every row back to what it was, but for what was changed since. Moderators and administrators only."""
    viewer = viewer_of(request)
    stays = undo_merge(actor=viewer, merge=queries.get_merge(viewer=viewer, merge_id=merge_id))
    return undone_merge(queries.get_merge(viewer=viewer, merge_id=merge_id), stays)


@router.get("/{duty_id}", response=DutyAnswer, operation_id="getDuty", summary="Read a duty")
def get_duty(request: HttpRequest, duty_id: str) -> DutyAnswer:
    """One duty, by its id or its slug; one that was merged away too."""
    return _answer(viewer_of(request), duty_id)


@router.post(
    "/{duty_id}/aliases", response={201: DutyAnswer}, operation_id="addDutyAlias", summary="Add a word for a duty"
)
def post_alias(request: HttpRequest, duty_id: str, values: NewAlias) -> DutyAnswer:
    """Moderators and administrators only. One word means one duty."""
    viewer = viewer_of(request)
    add_alias(actor=viewer, duty=queries.get_duty(viewer=viewer, duty_id=duty_id), text=values.text)
    return _answer(viewer, duty_id)


@router.delete(
    "/{duty_id}/aliases/{alias_id}",
    response={204: None},
    operation_id="removeDutyAlias",
    summary="Remove a word for a duty",
)
def delete_alias(request: HttpRequest, duty_id: str, alias_id: str) -> None:
    """Moderators and administrators only. 409 for the duty's own name."""
    viewer = viewer_of(request)
    duty = queries.get_duty(viewer=viewer, duty_id=duty_id)
    remove_alias(actor=viewer, word=queries.get_word(viewer=viewer, duty=duty, word_id=alias_id))


@router.post("/{duty_id}/merge", response={201: MergeAnswer}, operation_id="mergeDuty", summary="Merge two duties")
def post_merge(request: HttpRequest, duty_id: str, values: NewMerge) -> MergeAnswer:
    """This duty becomes another word for the one that stays. Moderators and administrators only; can be undone."""
    viewer = viewer_of(request)
    dropped = queries.get_duty(viewer=viewer, duty_id=duty_id)
    merge = merge_duties(actor=viewer, kept=duty_called(viewer, values.into, "into"), dropped=dropped)
    return merge_answer(merge)


def _answer(viewer: User, duty_id: str) -> DutyAnswer:
    return duty_answer(queries.get_duty(viewer=viewer, duty_id=duty_id))
