"""JSON shapes of duplicates: pairs that wait, decisions, merges."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from dealmecca.lib.json_shapes import Answer, Id, Values

RecordKind = Literal["contact", "company"]
State = Literal["OPEN", "LATER", "NOT_SAME", "MERGED"]
NEXT = "Send it as cursor to get the next page; null on the last one"


class DuplicateReason(Answer):
    feature: str
    level: str = Field(description="What the two have in common, or not")
    weight: float = Field(description="In bits: +1 doubles the odds that they are one")


class DuplicatePairAnswer(Answer):
    """Two records that are rather one than two."""

    id: str
    kind: RecordKind
    a_id: str
    a_name: str
    b_id: str
    b_name: str
    confidence: float = Field(ge=0, le=1)
    label: Literal["duplicate", "move"]
    state: State
    reasons: list[DuplicateReason]
    found_at: datetime
    decided_at: datetime | None


class DuplicateListing(Answer):
    items: list[DuplicatePairAnswer]
    next_cursor: str | None = Field(description=NEXT)


class PairDecision(Values):
    state: Literal["OPEN", "LATER", "NOT_SAME"] = Field(description="Merging decides by itself")


class NewRecordMerge(Values):
    kind: RecordKind
    kept_id: Id = Field(description="The record that stays")
    dropped_id: Id = Field(description="The record that becomes part of it")
    choices: dict[str, Literal["kept", "dropped"]] = Field(
        default_factory=dict,
        max_length=20,
        description="Whose value each field takes; what is left out takes the confirmed, the newer, the fuller one",
    )


class MovedRows(Answer):
    what: str
    moved: int
    set_aside: int = Field(description="Both had it")


class RecordMergeAnswer(Answer):
    """A merge, with what moved as far as anybody may know: what members keep for themselves is not counted."""

    id: str
    kind: RecordKind
    kept_id: str
    kept_name: str
    dropped_id: str
    dropped_name: str
    choices: dict[str, str]
    moved: list[MovedRows]
    merged_at: datetime
    undone_at: datetime | None
    left: list[str] = Field(description="What undoing could not restore, because it was changed since")


class RecordMergeListing(Answer):
    items: list[RecordMergeAnswer]
    next_cursor: str | None = Field(description=NEXT)
