"""Duplicates as JSON: pairs that wait, decisions, merges and taking apart. Moderators and administrators only."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.api.lists import cursor_checked
from dealmecca.directory.queries import get_company, get_contact
from dealmecca.history.models import Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.quality.actions.merging import merge_records
from dealmecca.quality.actions.pairs import decide_on_pair
from dealmecca.quality.actions.unmerging import unmerge_records
from dealmecca.quality.merging.choosing import Record
from dealmecca.quality.models import RecordMerge
from dealmecca.quality.permissions import can_merge, require
from dealmecca.quality.queries.merges import get_merge, page_of_merges
from dealmecca.quality.queries.pairs import PairLine, get_pair, open_pairs
from dealmecca.quality.schemas.duplicates import (
    DuplicateListing,
    DuplicatePairAnswer,
    DuplicateReason,
    MovedRows,
    NewRecordMerge,
    PairDecision,
    RecordKind,
    RecordMergeAnswer,
    RecordMergeListing,
    State,
)

router = Router(tags=["Duplicates"], by_alias=True)
ONLY = "Only moderators merge records."
CURSOR = Query(None, max_length=4000, description="nextCursor of the page before")
KIND: Any = Query("contact", description="Of people or of companies")
STATE: Any = Query("OPEN", description="OPEN waits for a decision; the others are decisions")


@router.get("/duplicates", response=DuplicateListing, operation_id="listDuplicates", summary="Read the queue")
def list_duplicates(
    request: HttpRequest, kind: RecordKind = KIND, state: State = STATE, cursor: str | None = CURSOR
) -> DuplicateListing:
    """Pairs of people, or of companies, the surest first; among equals the one that matters to most."""
    viewer = _keeper(request)
    with cursor_checked():
        page = open_pairs(viewer=viewer, kind=kind, state=state, cursor=cursor)
    return DuplicateListing(items=[_pair(line) for line in page.lines], next_cursor=page.next_cursor)


@router.get("/duplicates/{pair_id}", response=DuplicatePairAnswer, operation_id="getDuplicate", summary="Read a pair")
def get_duplicate(request: HttpRequest, pair_id: str) -> DuplicatePairAnswer:
    """404 also when one of the two is gone."""
    return _pair(get_pair(viewer=_keeper(request), pair_id=pair_id))


@router.patch(
    "/duplicates/{pair_id}", response=DuplicatePairAnswer, operation_id="decideDuplicate", summary="Decide on a pair"
)
def decide_duplicate(request: HttpRequest, pair_id: str, values: PairDecision) -> DuplicatePairAnswer:
    """A pair that is not the same comes back only when one of the two changes in what was compared."""
    viewer = _keeper(request)
    decide_on_pair(actor=viewer, pair=get_pair(viewer=viewer, pair_id=pair_id).pair, state=values.state)
    return _pair(get_pair(viewer=viewer, pair_id=pair_id))


@router.get("/merges", response=RecordMergeListing, operation_id="listMerges", summary="Read the merges of records")
def list_merges(request: HttpRequest, cursor: str | None = CURSOR) -> RecordMergeListing:
    """Newest first, those taken apart among them."""
    with cursor_checked():
        merges, following = page_of_merges(viewer=_keeper(request), cursor=cursor)
    return RecordMergeListing(items=[_merge(merge) for merge in merges], next_cursor=following)


@router.post("/merges", response={201: RecordMergeAnswer}, operation_id="mergeRecords", summary="Merge two records")
def post_merge(request: HttpRequest, response: HttpResponse, values: NewRecordMerge) -> RecordMergeAnswer:
    """All that points at the one moves to the other. Sent again it answers 409: they are one already."""
    viewer = _keeper(request)
    kept = _record(viewer, values.kind, "kept_id", values.kept_id)
    dropped = _record(viewer, values.kind, "dropped_id", values.dropped_id)
    merge = merge_records(actor=viewer, door=Door.API, kept=kept, dropped=dropped, choices=values.choices)
    response.headers["Location"] = reverse("api:get_record_merge", args=[merge.pk])
    return _merge(merge)


@router.get("/merges/{merge_id}", response=RecordMergeAnswer, operation_id="getMerge", summary="Read a merge")
def get_record_merge(request: HttpRequest, merge_id: str) -> RecordMergeAnswer:
    """What moved, and what both had."""
    return _merge(get_merge(viewer=_keeper(request), merge_id=merge_id))


@router.post(
    "/merges/{merge_id}/undo", response=RecordMergeAnswer, operation_id="undoMerge", summary="Take merged records apart"
)
def post_undo(request: HttpRequest, merge_id: str) -> RecordMergeAnswer:
    """Both records as they were; `left` says what was changed since. 409 when something later stands on it."""
    viewer = _keeper(request)
    merge = get_merge(viewer=viewer, merge_id=merge_id)
    return _merge(unmerge_records(actor=viewer, door=Door.API, merge=merge))


def _keeper(request: HttpRequest) -> User:
    viewer = viewer_of(request)
    require(can_merge(viewer), ONLY)
    return viewer


def _record(viewer: User, kind: str, field: str, key: str) -> Record:
    """Under its own id. Raises ValidationError for none, Conflict for one that was merged already."""
    found: Record
    try:
        if kind == "contact":
            found = get_contact(viewer=viewer, contact_id=key)
        else:
            found = get_company(viewer=viewer, company_id=key)
    except ObjectDoesNotExist:
        what = "person" if kind == "contact" else "company"
        raise ValidationError({field: [f"There is no {what} of this id."]}) from None
    if found.pk != key:
        raise Conflict(f"{key} is part of {found} already, whose id is {found.pk}.")
    return found


def _pair(line: PairLine) -> DuplicatePairAnswer:
    pair = line.pair
    known: Any = {"kind": pair.record_kind, "label": pair.label, "state": pair.state}
    return DuplicatePairAnswer(
        id=pair.pk,
        a_id=pair.a_id,
        a_name=str(line.a),
        b_id=pair.b_id,
        b_name=str(line.b),
        confidence=pair.confidence / 10_000,
        reasons=[DuplicateReason(feature=name, level=level, weight=weight) for name, level, weight in pair.reasons],
        found_at=pair.found_at,
        decided_at=pair.decided_at,
        **known,
    )


def _merge(merge: RecordMerge) -> RecordMergeAnswer:
    kind: Any = merge.record_kind
    return RecordMergeAnswer(
        id=merge.pk,
        kind=kind,
        kept_id=merge.kept_id,
        kept_name=merge.kept_name,
        dropped_id=merge.dropped_id,
        dropped_name=merge.dropped_name,
        choices=merge.choices,
        moved=[MovedRows(what=what, moved=moved, set_aside=aside) for what, moved, aside in merge.told],
        merged_at=merge.merged_at,
        undone_at=merge.undone_at,
        left=merge.left,
    )
