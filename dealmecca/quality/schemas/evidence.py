"""JSON shapes of data quality: what stands behind a record, and what can be said about it."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from dealmecca.lib.json_shapes import Answer, Day, Id, Text, Values

Kind = Literal["CONFIRMED", "STILL_TRUE", "REVIEWED", "SIGNED_OFF", "LEFT", "WRONG", "BOUNCED"]
KINDS = (
    "CONFIRMED: the email (of a company: the website) works. STILL_TRUE: the record as a whole. REVIEWED: compared "
    "with a source. SIGNED_OFF: administrators alone. Reports: LEFT (a company: closed), WRONG (with field), BOUNCED."
)


class ItemAnswer(Answer):
    code: str
    label: str
    points: int
    most: int
    is_met: bool
    reason: str
    how: str = Field(description="How to raise it")


class GateAnswer(Answer):
    code: str
    level: int = Field(description="The level that it opens")
    label: str
    is_met: bool
    reason: str
    how: str


class RecordEvidenceAnswer(Answer):
    """One word about a record. Who said it is told to nobody."""

    id: str
    kind: str = Field(description=KINDS)
    field: str = Field(description="Which field it is about")
    said_on: date
    expires_on: date
    counts_until: date = Field(description="The first day on which it counts no more: it fades with the role")
    counts: bool = Field(description="It stands for or against the record as it is today")
    note: Text
    link: Text
    is_mine: bool
    outcome: Text = Field(description="Of a report: UPHELD or REJECTED, once somebody decided")
    recorded_at: datetime


class ChecklistAnswer(Answer):
    """Why a record has its level, and everything that was said about it, newest first."""

    score: int
    level: int = Field(description="The lower of band and cap")
    band: int = Field(description="The level that the points reach")
    cap: int = Field(description="The highest level that the gates allow")
    freshness: int = Field(description="How likely it is still true, of a hundred, by role and date")
    recheck_on: date | None
    disputed: list[str] = Field(description="Fields that people of two employers deny")
    next_step: str
    checklist: list[ItemAnswer]
    gates: list[GateAnswer]
    items: list[RecordEvidenceAnswer]


class Word(Values):
    kind: Kind = Field(description=KINDS)
    field: str | None = Field(default=None, max_length=20, description="What is wrong, for WRONG alone")
    note: str | None = Field(default=None, max_length=280)
    link: str | None = Field(default=None, max_length=500, description="Where it can be seen")
    said_on: Day | None = Field(default=None, description="Left out: today")
    expires_on: Day | None = Field(default=None, description="Left out: a year later. It fades with the role anyway")


class Words(Word):
    """One word about many records."""

    contact_ids: Annotated[list[Id], Field(max_length=500)] = Field(default_factory=list)
    company_ids: Annotated[list[Id], Field(max_length=500)] = Field(default_factory=list)


class AddedAnswer(Answer):
    added: int
    known: int = Field(description="Records about which the caller said the same today already")
    left_out: int = Field(description="Records that have no such field, or that are not there")
