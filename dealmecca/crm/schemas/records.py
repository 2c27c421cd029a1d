"""Shapes of a record's timeline and of a person's lead score."""

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from dealmecca.crm.queries.lead_scores import Scored
from dealmecca.crm.queries.timeline import Line
from dealmecca.lib.json_shapes import Answer, Text, Values


class TimelineLine(Answer):
    what: Literal["interaction", "note", "follow_up", "deal", "change"]
    id: str
    at: datetime
    user_id: str | None = Field(description="Who did it; null for changes of the record, see history for those")
    text: Text
    kind: Text = Field(description="Of an interaction its kind; of a change CREATE, EDIT or DELETE")
    outcome: Text
    old_status: Text
    new_status: Text


class TimelineListing(Answer):
    items: list[TimelineLine]
    next_cursor: str | None = Field(description="Send it as cursor to get the next page; null on the last one")


class ScoreItem(Answer):
    code: str
    label: str
    points: int


class LeadScoreAnswer(Answer):
    contact_id: str
    score: int = Field(ge=0, le=100, description="What counts: the override, or else what the items sum to")
    computed: int = Field(ge=0, le=100)
    items: list[ScoreItem]
    override: int | None
    override_at: datetime | None


class LeadScoreValues(Values):
    score: int = Field(ge=0, le=100)


def timeline_line(line: Line) -> TimelineLine:
    row: Any = line.row
    is_change, is_deal = line.what == "change", line.what == "deal"
    return TimelineLine(
        what=line.what,  # type: ignore[arg-type]
        id=line.id,
        at=line.at,
        user_id=None if is_change else row.user_id,
        text=None if is_change or is_deal else row.text,
        kind=row.verb if is_change else row.kind if line.what == "interaction" else None,
        outcome=row.outcome if line.what == "interaction" else None,
        old_status=row.old if is_deal else None,
        new_status=row.new if is_deal else None,
    )


def lead_score_answer(contact_id: str, scored: Scored) -> LeadScoreAnswer:
    return LeadScoreAnswer(
        contact_id=contact_id,
        score=scored.score,
        computed=scored.computed,
        items=[ScoreItem(code=item.code, label=item.label, points=item.points) for item in scored.items],
        override=scored.override,
        override_at=scored.override_at,
    )
