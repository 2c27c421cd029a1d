"""JSON shapes of the vocabulary of duties, and of merges."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from dealmecca.lib.json_shapes import Answer, Values
from dealmecca.roster.actions.duties import LONGEST
from dealmecca.roster.models import Duty, DutyCategory, DutyMerge
from dealmecca.roster.schemas.named import DutyRef

_Word = Annotated[str, Field(max_length=LONGEST)]


class WordAnswer(Answer):
    id: int
    text: str


class DutyAnswer(DutyRef):
    aliases: list[WordAnswer] = Field(description="Other words for it; each means one duty alone")
    merged_into: DutyRef | None = Field(description="The duty that this one is part of since a merge")


class DutyLine(DutyAnswer):
    handlings: int = Field(description="How many hold today")


class DutyList(Answer):
    items: list[DutyLine]
    next_cursor: str | None = Field(description="Always null: the whole vocabulary is one page")


class NewDuty(Values):
    category: str = Field(max_length=20, description=", ".join(DutyCategory.values), examples=["MEDIA_TYPE"])
    name: _Word
    aliases: list[_Word] = Field(default=[], max_length=50)


class NewAlias(Values):
    text: _Word


class NewMerge(Values):
    into: Annotated[str, Field(max_length=LONGEST, description="Id or slug of the duty that stays")]


class MergeAnswer(Answer):
    id: str
    kept: DutyRef
    dropped: DutyRef
    merged_at: datetime
    undone_at: datetime | None
    changes: int = Field(description="How many values in how many rows it rewrote, each kept for its undo")


class MergeList(Answer):
    items: list[MergeAnswer]
    next_cursor: str | None = Field(description="Always null: the newest hundred are one page")


class UndoneMerge(MergeAnswer):
    stays: list[str] = Field(description="What was changed since the merge and therefore stays as it is")


def duty_answer(duty: Duty) -> DutyAnswer:
    return DutyAnswer.model_validate(_duty(duty))


def duty_line(duty: Duty, handlings: int) -> DutyLine:
    return DutyLine.model_validate({**_duty(duty), "handlings": handlings})


def merge_answer(merge: DutyMerge) -> MergeAnswer:
    return MergeAnswer.model_validate(_merge(merge))


def undone_merge(merge: DutyMerge, stays: list[str]) -> UndoneMerge:
    return UndoneMerge.model_validate({**_merge(merge), "stays": stays})


def _duty(duty: Duty) -> dict[str, Any]:
    named = DutyRef.model_validate(duty)
    aliases = [word for word in duty.words.all() if not word.is_name]
    return {**dict(named), "aliases": aliases, "merged_into": duty.merged_into}


def _merge(merge: DutyMerge) -> dict[str, Any]:
    return {
        "id": merge.pk,
        "kept": merge.kept,
        "dropped": merge.dropped,
        "merged_at": merge.merged_at,
        "undone_at": merge.undone_at,
        "changes": len(merge.ledger),
    }
